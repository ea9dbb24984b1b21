import json
from typing import Any

import pytest
from fixture_types import Scripted, Typed

from runtime.cli import run
from runtime.errors import LLMCrashed
from runtime.llm.port import Request, ToolCall
from runtime.llm.scripted import call, say

DOG = [call("core_memory_append", label="human", content="Dog: Biscuit"), say("Biscuit it is.")]


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_the_reply_alone_is_printed(scripted: Scripted, capsys: pytest.CaptureFixture[str]):
    scripted(DOG)
    assert run(["say", "My dog is called Biscuit"]) == 0
    assert capsys.readouterr() == ("Biscuit it is.\n", "")


def test_every_event_is_a_line_of_json_and_the_turns_end_the_last(
    scripted: Scripted, capsys: pytest.CaptureFixture[str]
):
    scripted(DOG)
    assert run(["say", "My dog is called Biscuit", "--json"]) == 0
    events = objects(capsys.readouterr().out)
    assert [each["event"] for each in events if each["event"] not in {"reply_text", "notice"}] == [
        "turn_started",
        *("step_started", "tool_called", "tool_returned", "block_changed", "step_ended"),
        *("step_started", "tool_called", "tool_returned", "step_ended"),
        "reply",
        "turn_ended",
    ]
    assert next(each["text"] for each in events if each["event"] == "reply") == "Biscuit it is."
    assert events[-1]["stop_reason"] == "end_turn"


def test_each_line_of_standard_input_is_a_turn(scripted: Scripted, typed: Typed, capsys: pytest.CaptureFixture[str]):
    scripted([say("one"), say("two\nlines"), say("three")])
    typed(b"first\n\nsecond\nthird")
    assert run(["say", "-"]) == 0
    assert capsys.readouterr() == ("one\ntwo\nlines\nthree\n", "")


def test_a_refused_line_is_told_and_the_next_goes_on(
    scripted: Scripted, typed: Typed, capsys: pytest.CaptureFixture[str]
):
    scripted([say("one"), say("two")])
    typed(b"first\ncaf\xe9\nnul\0\nlast\n")
    assert run(["say", "-"]) == 2
    out, err = capsys.readouterr()
    assert out == "one\ntwo\n"
    assert "Line 2 is not valid UTF-8" in err
    assert "NUL" in err


def test_a_refused_line_is_an_object_too(scripted: Scripted, typed: Typed, capsys: pytest.CaptureFixture[str]):
    scripted([say("one")])
    typed(b"\xff\nlast\n")
    assert run(["say", "-", "--json"]) == 2
    refused, *rest = objects(capsys.readouterr().out)
    assert (refused["event"], refused["line"]) == ("input_refused", 1)
    assert rest[-1]["event"] == "turn_ended"


def test_a_turn_that_ends_in_an_error_is_exit_code_6_and_its_sentence(
    scripted: Scripted, capsys: pytest.CaptureFixture[str]
):
    def crash(_request: Request) -> ToolCall:
        raise LLMCrashed("The language model crashed.")

    scripted(crash)
    assert run(["say", "Hello"]) == 6
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[-1] == "The language model crashed."


@pytest.mark.usefixtures("unanswered")
def test_a_turn_left_by_an_earlier_process_is_answered_first_on_standard_error(
    scripted: Scripted, capsys: pytest.CaptureFixture[str]
):
    scripted([say("late"), say("now")])
    assert run(["say", "Second"]) == 0
    out, err = capsys.readouterr()
    assert out == "now\n"
    assert err == 'This message was still waiting for its answer: "First"\nlate\n'
