"""``loci sleep``: tidies now, shows the report as text and JSON, takes it back."""

import json

import pytest
from fixture_types import Scripted

from runtime.cli.application import run
from runtime.llm.scripted import say


def test_what_was_learned_is_shown_and_taken_back(scripted: Scripted, capsys: pytest.CaptureFixture[str]):
    scripted([say("I see.")])
    assert run(["sleep"]) == 0
    assert "Nothing was said" in capsys.readouterr().err
    assert run(["say", "I live in Oslo"]) == 0
    capsys.readouterr()
    assert run(["sleep", "--now", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    (line,) = report["lines"]
    assert (line["kind"], line["label"], line["after"], line["undone"]) == (
        "added",
        "human",
        "They live in Oslo",
        False,
    )
    assert line["evidence"][0]["text"] == "I live in Oslo"
    assert report["questions"] == []
    assert report["ended_at"]
    assert run(["sleep"]) == 0
    shown = capsys.readouterr().out
    assert "While you were away" in shown
    assert "      + They live in Oslo\n      because of message 1: I live in Oslo" in shown
    assert run(["sleep", "--undo-line", str(line["id"])]) == 0
    assert "(taken back)" in capsys.readouterr().out
    assert run(["memory", "blocks", "--json"]) == 0
    assert [json.loads(each)["value"] for each in capsys.readouterr().out.splitlines()][1] == ""


def test_who_wants_to_be_asked_first_is(scripted: Scripted, capsys: pytest.CaptureFixture[str]):
    scripted([say("I see.")])
    assert run(["charter", "--review"]) == 0
    assert "waits for your yes" in capsys.readouterr().out
    assert run(["say", "I live in Oslo. My sister lives in Rome"]) == 0
    capsys.readouterr()
    assert run(["sleep", "--now"]) == 0
    shown = capsys.readouterr().out
    assert "waits for your yes: loci sleep --accept" in shown
    assert "  + 1  added in human (waits). You said it.\n      + They live in Oslo" in shown
    assert run(["memory", "blocks", "--json"]) == 0
    assert "Oslo" not in capsys.readouterr().out
    assert run(["sleep", "--accept", "--without", "3"]) == 2
    assert "No line 3 waits" in capsys.readouterr().err
    assert run(["sleep", "--accept", "--without", "2"]) == 0
    assert "(taken back)" in capsys.readouterr().out
    assert run(["memory", "blocks", "--json"]) == 0
    assert [json.loads(each)["value"] for each in capsys.readouterr().out.splitlines()][1] == "They live in Oslo"
    assert run(["sleep", "--accept"]) == 2
    assert "Nothing waits" in capsys.readouterr().err


@pytest.mark.parametrize(
    "options", [["--now", "--undo"], ["--undo"], ["--undo-line", "7"], ["--accept", "--now"], ["--without", "1"]]
)
def test_what_cannot_be_done_is_one_sentence(
    options: list[str], scripted: Scripted, capsys: pytest.CaptureFixture[str]
):
    scripted([])
    assert run(["sleep", *options]) == 2
    assert capsys.readouterr().err.count("\n") == 1
