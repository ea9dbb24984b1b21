"""A turn in the person's words."""

from __future__ import annotations

import pytest

from app.trace.steps import StepLine
from app.trace.words import doing, duration, folded, note

APPEND = StepLine(
    1,
    "core_memory_append",
    {"label": "human", "content": "Dog: Biscuit"},
    ok=True,
    prefill_seconds=0.3,
    decode_seconds=0.2,
)
SAY = StepLine(2, "send_message", {"message": "Noted."}, ok=True, decode_seconds=0.3)


def test_the_folded_line_says_what_was_done_in_how_many_steps_and_how_long():
    assert folded([APPEND, SAY], running=False) == "remembered in human · 2 steps · 0.8 s"


def test_a_plain_reply_is_one_step():
    assert folded([SAY], running=False) == "1 step · 0.3 s"


def test_the_same_act_twice_is_said_once():
    assert folded([APPEND, APPEND, SAY], running=False).startswith("remembered in human · 3 steps")


def test_a_running_turn_says_what_it_does_now():
    assert folded([], running=True) == "thinking …"
    assert folded([APPEND, StepLine(2)], running=True) == "thinking … · step 2"
    assert doing(APPEND) == "remembering in human"


def test_a_refused_call_is_said_to_be_refused():
    refused = StepLine(1, "core_memory_append", {"label": "human"}, ok=False)
    assert "core_memory_append was refused" in folded([refused, SAY], running=False)


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("core_memory_append", {"label": "human", "content": "Dog: Biscuit"}, "Remembered in human: Dog: Biscuit"),
        ("core_memory_replace", {"label": "human", "old_content": "a", "new_content": "b"}, "Corrected in human: b"),
        (
            "core_memory_replace",
            {"label": "human", "old_content": "Dog: Rex", "new_content": ""},
            "Forgot in human: Dog: Rex",
        ),
        ("memory_insert", {"label": "human", "new_string": "Dog: Biscuit"}, "Remembered in human: Dog: Biscuit"),
        (
            "core_memory_append",
            {"label": "human", "content": "Dog: Bo\nCat: Li"},
            "Remembered in human: Dog: Bo · Cat: Li",
        ),
        ("memory_rethink", {"label": "persona", "new_memory": "I am kind."}, "Rewrote persona: I am kind."),
        ("archival_memory_insert", {"content": "tulip42"}, "Stored in archival memory: tulip42"),
    ],
)
def test_a_change_of_memory_has_a_note(tool: str, arguments: dict[str, str], words: str):
    found = note(StepLine(1, tool, arguments, ok=True))
    assert found is not None
    assert found.text == words


def test_what_changes_nothing_has_none():
    assert note(SAY) is None
    assert note(StepLine(1, "conversation_search", {"query": "dog"}, ok=True)) is None
    assert note(StepLine(1, "core_memory_append", {"label": "human", "content": "x"}, ok=False)) is None


def test_a_tool_nobody_here_knows_is_still_told():
    assert folded([StepLine(1, "weather", {}, ok=True), SAY], running=False) == "used weather · 2 steps · 0.3 s"


def test_times_are_written_as_people_read_them():
    assert [duration(value) for value in (0.0004, 0.04, 0.84, 12.3)] == ["1 ms", "40 ms", "0.8 s", "12 s"]
