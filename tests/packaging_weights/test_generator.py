"""The conversations that the built-in LLM is trained on say what they mean."""

from random import Random

import pytest
from dialogue import write
from phrasebook import KINDS, make_fact
from prompt import Dialogue
from stage import Line, joined_line


@pytest.fixture(scope="module")
def conversations() -> list[Dialogue]:
    return [write(Random(seed), "train", 2_600) for seed in range(120)]


def line_about(kind: str, text: str) -> Line:
    return Line(text, make_fact(KINDS[kind], Random(1), "train"))


def test_of_two_facts_in_one_line_a_correction_changes_one():
    line = joined_line(line_about("job", "They are a nurse"), line_about("home", "They live in Oslo"), " and ")
    assert line.text == "They are a nurse and they live in Oslo"
    assert line.with_new(line_about("home", "They live in Bergen")).text == "They are a nurse and they live in Bergen"


def test_of_two_facts_in_one_line_one_can_be_forgotten():
    line = joined_line(line_about("job", "They are a nurse"), line_about("home", "They live in Oslo"), ", ")
    assert line.without(lambda half: "nurse" in half.text).text == "They live in Oslo"
    assert line.without(lambda _: True).text == ""


def test_every_row_that_a_search_found_is_marked_as_what_the_answer_rests_on_or_not(conversations: list[Dialogue]):
    results = [message for each in conversations for message in each.messages if message.text.startswith("Found ")]
    assert len(results) > 50
    for message in results:
        assert len(message.rested_on) == message.text.count("\n- ")


def test_an_answer_read_off_a_search_rests_on_a_row_of_it(conversations: list[Dialogue]):
    answers = 0
    for dialogue in conversations:
        calls = [number for number, message in enumerate(dialogue.messages) if message.role == "assistant"]
        for number, skill in zip(calls, dialogue.skills, strict=True):
            if skill in {"answer_found", "answer_note"}:
                answers += 1
                assert any(dialogue.messages[number - 1].rested_on), dialogue.messages[number - 1].text
    assert answers > 20
