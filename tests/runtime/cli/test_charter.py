"""``loci charter``: rules are added, shown, taken out; they hold for the next turn."""

import json

import pytest
from fixture_types import Scripted

from runtime.cli.application import run
from runtime.llm.scripted import call, say


def test_a_subject_is_never_stored_from_now_on(scripted: Scripted, capsys: pytest.CaptureFixture[str]):
    scripted([call("core_memory_append", label="human", content="They owe money"), say("As you wish.")])
    assert run(["charter", "--never", "money", "--untouched", "human", "--passage-days", "90"]) == 0
    assert "Never stored: money.\n" in capsys.readouterr().out
    assert run(["say", "I owe money"]) == 0
    assert run(["memory", "blocks", "--json"]) == 0
    assert "money" not in capsys.readouterr().out
    assert run(["charter", "--again", "Money", "--touched", "human", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "never": [],
        "untouched": [],
        "passage_days": 90,
        "message_days": 0,
        "review": False,
    }


@pytest.mark.parametrize("options", [["--never", " ! "], ["--passage-days", "-1"]])
def test_what_is_no_rule_is_one_sentence(options: list[str], scripted: Scripted, capsys: pytest.CaptureFixture[str]):
    scripted([])
    assert run(["charter", *options]) == 2
    assert capsys.readouterr().err.count("\n") == 1
