"""What counts as naming a text, and what is left without it."""

import json

import pytest

from runtime.forgetting.mention import Mention


@pytest.mark.parametrize(
    "value",
    ["Ann", "ANN!", "with Ann.", "Ann's", "我叫Ann好", json.dumps({"a": ["x\nAnn"]}), json.dumps(json.dumps(["Ann"]))],
)
def test_it_is_found_in_any_case_and_inside_json(value: str):
    assert Mention("Ann").stands_in(value)


@pytest.mark.parametrize("value", ["planning", "Anna", "Joann", "an n"])
def test_parts_of_other_words_are_not_it(value: str):
    assert not Mention("Ann").stands_in(value)


def test_spaces_and_compositions_do_not_matter():
    assert Mention("Ann  Smith").stands_in("ann\nsmith")
    assert Mention("Ba\u0308rli").stands_in("Bärli")
    assert Mention("Bärli").stands_in(json.dumps({"name": "Bärli"}))
    assert Mention('say "hi"').stands_in(json.dumps({"text": 'I say "hi" to you'}))


def test_lines_go_and_of_long_lines_the_sentences():
    assert Mention("Ann").cut("Dog: Rex\nWife: Ann\nCity: Rome") == "Dog: Rex\nCity: Rome"
    long = "Ann is here. " + "Rome is old. " * 30
    assert Mention("Ann").cut(long) == ("Rome is old. " * 30).rstrip()
    assert Mention("Ann").cut("They met. Ann left.", longest_line=0) == "They met."
    assert Mention("Ann Smith").cut("a\nAnn\nSmith\nb") == "a\n\nb"
    assert Mention("Ann").cut("nothing") == "nothing"


def test_a_short_value_has_a_placeholder_and_json_stays_json():
    assert Mention("ann").blanked("/home/Ann/x.pdf") == "/home/…/x.pdf"
    assert json.loads(Mention("ann").blanked(json.dumps({"a": "\nAnn", "b": [1, "Ann"]}))) == {
        "a": "\n…",
        "b": [1, "…"],
    }
