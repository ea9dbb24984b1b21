"""What stands beside a message: the lines of core memory and the summary that are closest to it in meaning."""

import pytest

from runtime.embed.local import LocalEmbedder
from runtime.home import asset
from runtime.memory.related import Related, beside, candidates, written

LINES = [
    "Their dog is called Biscuit",
    "Ana is allergic to peanuts",
    "They work at a bakery in Ghent",
    "Their bicycle has a green bell",
]


@pytest.fixture(scope="module")
def related() -> Related:
    return Related(LocalEmbedder(asset("embedder")))


@pytest.mark.parametrize(
    ("message", "line"),
    [("what's my puppy's name", 0), ("Who must not eat nuts?", 1), ("Where is my job?", 2), ("colour of my bike", 3)],
)
def test_the_line_that_answers_comes_first_though_it_is_worded_otherwise(related: Related, message: str, line: int):
    assert related.lines(message, LINES, 2)[0][1] == LINES[line]


def test_as_many_lines_as_are_wanted_the_nearest_first_and_none_that_is_far(related: Related):
    near = related.lines("What is my dog called?", LINES, 3)
    assert len(near) <= 3
    assert [tenths for tenths, _ in near] == sorted((tenths for tenths, _ in near), reverse=True)
    assert all(1 <= tenths <= 9 for tenths, _ in near)
    assert related.lines("What is my dog called?", ["The invoice is due in March"], 3) == ()


def test_nothing_stands_beside_a_message_where_there_is_nothing(related: Related):
    assert related.lines("Hello", [], 3) == ()
    assert related.lines("  ", LINES, 3) == ()
    assert beside("Hello", written([])) == "Hello"


def test_what_the_llm_reads():
    assert beside("Hi", written([(7, "A line"), (2, "Another")])) == "Hi\n<related>\n7 A line\n2 Another\n</related>"


def test_lines_of_every_block_and_sentences_of_the_summary_each_once_and_none_that_is_too_long():
    blocks = ["I am Loci.\n\nOne", f"One\nTwo\n{'x' * 400}"]
    summary = "They saw Dr. Vega. Two"
    assert candidates(blocks, summary) == ["I am Loci.", "One", "Two", "They saw Dr. Vega."]
