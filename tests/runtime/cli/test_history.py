"""``loci undo``, ``redo``, ``why`` and ``asof``."""

import json

import pytest
from fixture_types import Scripted, Typed

from runtime.cli import run
from runtime.llm.scripted import call, say


@pytest.fixture(autouse=True)
def told(scripted: Scripted, typed: Typed, capsys: pytest.CaptureFixture[str]):
    append = call("core_memory_append", label="human", content="Dog: Biscuit")
    scripted([append, call("core_memory_append", label="human", content="Cat: Mia"), say("Noted.")])
    typed(b"My dog is called Biscuit and my cat Mia\n")
    assert run(["say", "-"]) == 0
    capsys.readouterr()


def human(capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert run(["memory", "blocks", "--query", "human", "--json"]) == 0
    return str(json.loads(capsys.readouterr().out)["value"])


def test_a_change_a_turn_and_back_again(capsys: pytest.CaptureFixture[str]):
    assert run(["undo"]) == 0
    assert "- Cat: Mia" in capsys.readouterr().out
    assert human(capsys) == "Dog: Biscuit"
    assert run(["redo"]) == 0
    assert run(["undo", "--turn", "last"]) == 0
    assert human(capsys) == ""
    assert run(["redo", "--turn", "1", "--json"]) == 0
    assert [json.loads(line)["after"] for line in capsys.readouterr().out.splitlines()] == [
        "Dog: Biscuit",
        "Dog: Biscuit\nCat: Mia",
    ]
    assert human(capsys) == "Dog: Biscuit\nCat: Mia"


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (["undo", "3", "--turn", "1"], "different things"),
        (["undo", "--turn", "x"], "no number"),
        (["redo"], "nothing to redo"),
        (["undo", "--sleep", "last"], "no sleep"),
        (["redo", "--sleep", "7"], "no sleep 7"),
        (["asof"], "Give either"),
        (["asof", "someday"], "no date"),
        (["asof", "--reply", "1"], "no reply"),
        (["why", "human", "goats"], "No line"),
    ],
)
def test_what_cannot_be_done_is_said(command: list[str], sentence: str, capsys: pytest.CaptureFixture[str]):
    assert run(command) == 2
    assert sentence in capsys.readouterr().err


def test_why_leads_to_the_message(capsys: pytest.CaptureFixture[str]):
    assert run(["why", "human", "Biscuit"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("human: Dog: Biscuit\n")
    assert "because of message 1: My dog is called Biscuit and my cat Mia" in out
    assert run(["why", "human", "2", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["evidence"][0]["message_id"] == 1


def test_the_memory_of_yesterday_and_of_today(capsys: pytest.CaptureFixture[str]):
    assert run(["asof", "today"]) == 0
    assert "Dog: Biscuit" in capsys.readouterr().out
    assert run(["asof", "yesterday", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["blocks"] == []
    assert run(["asof", "yesterday"]) == 0
    assert "Nothing was in it yet." in capsys.readouterr().out


def test_the_prompt_behind_a_reply(capsys: pytest.CaptureFixture[str]):
    assert run(["asof", "--reply", "2", "--json"]) == 0
    prompt = json.loads(capsys.readouterr().out)
    assert (prompt["exact"], prompt["missing"], len(prompt["messages"])) == (True, 0, 2)
    assert run(["memory", "recall", "--query", "Noted"]) == 0
    reply = capsys.readouterr().out.partition(" ")[0]
    assert run(["asof", "--reply", reply]) == 0
    out = capsys.readouterr().out
    assert "word for word" in out
    assert "core_memory_append label=human" in out
