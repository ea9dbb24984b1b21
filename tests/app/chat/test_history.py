"""Rows from what the memory file holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.chat import history
from app.chat.history import read_page, rows_of
from app.chat.rows import NewDay, Noted, Said, Steps, Told, day_words
from app.trace.steps import recorded
from runtime.views import MessageView, StepView

_OUTCOME = (True, "", "", 10, 5, 5, 3, 0.1, 0.2)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def message(
    number: int, role: str, text: str = "", *, turn: int | None = 1, tool: str | None = None, day: int = 0
) -> MessageView:
    at = NOON + timedelta(days=day, seconds=number)
    return MessageView(number, f"message-{number}", role, text, at, turn, in_context=True, tool=tool)


def step(number: int, tool: str, turn: int = 1, **arguments: str) -> StepView:
    return StepView(turn, number, tool, arguments, *_OUTCOME)


TURN = [
    message(1, "user", "My dog is called Biscuit"),
    message(2, "assistant", tool="core_memory_append"),
    message(3, "tool", "Dog: Biscuit"),
    message(4, "assistant", "Noted.", tool="send_message"),
    message(5, "tool", "Sent message successfully."),
]
STEPS = (
    step(1, "core_memory_append", label="human", content="Dog: Biscuit"),
    step(2, "send_message", message="Noted."),
)


def test_a_turn_reads_as_it_was_told():
    rows = rows_of(TURN, {1: tuple(recorded(each) for each in STEPS)})
    assert [type(row) for row in rows] == [NewDay, Said, Noted, Said, Steps]


def test_a_new_day_has_its_heading():
    later = [message(6, "user", "Hello", turn=2, day=1)]
    assert sum(isinstance(row, NewDay) for row in rows_of([*TURN, *later], {})) == 2


def test_events_and_results_are_not_bubbles():
    rows = rows_of([message(1, "event", "The context is nearly full."), message(2, "tool", "x")], {})
    assert [row for row in rows if isinstance(row, Said)] == []


def test_how_a_turn_ended_is_said_again():
    failed = replace(message(1, "user", "Hello"), stop_reason="error", problem="The disk is full.")
    assert rows_of([failed], {})[-1] == Told("The disk is full.", problem=True)
    stopped = [replace(each, stop_reason="cancelled") for each in TURN]
    rows = rows_of(stopped, {1: tuple(recorded(each) for each in STEPS)})
    assert [type(row) for row in rows] == [NewDay, Said, Noted, Said, Told, Steps]


def test_a_page_begins_with_a_whole_turn_and_says_where_the_earlier_one_ends(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(history, "PAGE", 4)
    messages = [*TURN, message(6, "user", "Hello", turn=2), message(7, "assistant", "Hi.", turn=2, tool="send_message")]

    def read(limit: int, before_id: int | None) -> list[MessageView]:
        return [each for each in messages if before_id is None or each.id < before_id][-limit:]

    page = read_page(read, lambda turn: STEPS if turn == 1 else (), None)
    assert [row.text for row in page.rows if isinstance(row, Said)] == ["Hello", "Hi."]
    assert page.before_id == 6


def test_the_first_page_has_nothing_before_it():
    assert read_page(lambda _limit, _before: TURN, lambda _turn: STEPS).before_id is None


def test_days_are_called_as_people_call_them():
    today = NOON.date()
    assert day_words(today, today) == "Today"
    assert day_words(today - timedelta(days=1), today) == "Yesterday"
    assert day_words(today - timedelta(days=6), today) == "Saturday 14 November"
    assert day_words(today - timedelta(days=400), today) == "Thursday 16 October 2025"
