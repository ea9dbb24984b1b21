import json

import pytest
from fixture_types import Scripted

from runtime.cli import run
from runtime.llm.scripted import say


@pytest.mark.usefixtures("unanswered")
@pytest.mark.parametrize("argv", [["memory", "recall", "--json"], ["memory", "edit", "human", "Name: Ann"]])
def test_a_command_that_only_looks_or_edits_leaves_a_waiting_turn_alone(
    argv: list[str], scripted: Scripted, capsys: pytest.CaptureFixture[str]
):
    """Loading an LLM and answering is not what was asked for."""
    llm = scripted([say("late")])
    assert run(argv) == 0
    assert llm.requests == []
    capsys.readouterr()
    assert run(["memory", "recall", "--json"]) == 0
    assert [json.loads(line)["text"] for line in capsys.readouterr().out.splitlines()] == ["First"]
