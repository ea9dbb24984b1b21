import re

from hypothesis import given
from hypothesis import strategies as st

from runtime.documents.chunks import MOST_CHARACTERS, Chunk, chunks
from runtime.documents.pieces import Piece


def test_a_heading_begins_a_chunk_and_names_it_and_those_below_it():
    pieces = [Piece("Dogs", 1, 1), Piece("They bark.", 1), Piece("Food", 2, 2), Piece("Bones.", 2), Piece("Cats", 3, 1)]
    assert list(chunks(pieces)) == [
        Chunk("Dogs\n\nThey bark.", 1, "Dogs"),
        Chunk("Food\n\nBones.", 2, "Dogs > Food"),
        Chunk("Cats", 3, "Cats"),
    ]


def test_headings_that_follow_each_other_stay_with_their_text():
    assert [each.text for each in chunks([Piece("A", level=1), Piece("B", level=2), Piece("text")])] == [
        "A\n\nB\n\ntext"
    ]


def test_short_paragraphs_are_put_together_and_long_ones_cut_at_sentences():
    short = list(chunks([Piece("A line.")] * 50))
    assert len(short) == 1
    long = list(chunks([Piece("This is a sentence of some words. " * 100)]))
    assert len(long) > 2
    assert all(each.text.endswith(".") for each in long)


@given(
    st.lists(st.builds(Piece, st.text(max_size=3_000), st.none() | st.integers(1, 9), st.integers(0, 3)), max_size=8)
)
def test_no_word_is_lost_or_doubled_and_no_chunk_is_too_long(pieces: list[Piece]):
    found = list(chunks(pieces))
    assert all(len(each.text) <= MOST_CHARACTERS + 2 for each in found)
    whole, kept = ("".join(each.text for each in texts) for texts in (pieces, found))
    assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", whole)
