"""Rows of the transcript from what the memory file holds. Pure functions; the reading is done on a worker thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.chat.rows import NewDay, Noted, Row, Said, Speaker, Steps, ending
from app.trace.steps import REPLY_TOOL, StepLine, recorded
from app.trace.words import note
from runtime.views import MessageView, StepView

PAGE = 200


@dataclass(frozen=True, slots=True)
class Page:
    """Whole turns, oldest first. ``before_id`` is where the page before it ends; None where this is the first."""

    rows: tuple[Row, ...]
    before_id: int | None


def read_page(
    messages: Callable[[int, int | None], Sequence[MessageView]],
    steps: Callable[[int], Sequence[StepView]],
    before_id: int | None = None,
) -> Page:
    """Read up to ``PAGE`` messages that stand before ``before_id`` and the steps of their turns.

    Args:
        messages: reads a number of messages before an id, or the last ones.
        steps: reads the steps of a turn.
        before_id: None for the newest page.
    """
    found = sorted(messages(PAGE, before_id), key=lambda message: message.id)
    whole = found if len(found) < PAGE else _whole_turns(found)
    turns = dict.fromkeys(message.turn_id for message in whole if message.turn_id is not None)
    lines = {turn: tuple(recorded(step) for step in steps(turn)) for turn in turns}
    earlier = whole[0].id if whole and len(found) == PAGE else None
    return Page(tuple(rows_of(whole, lines)), earlier)


def read_back(
    messages: Callable[[int, int | None], Sequence[MessageView]],
    steps: Callable[[int], Sequence[StepView]],
    *,
    before_id: int,
    through_id: int,
) -> list[Page]:
    """The pages before ``before_id``, newest first, down to the one that holds the message ``through_id``."""
    pages: list[Page] = []
    before: int | None = before_id
    while before is not None and before > through_id:
        pages.append(read_page(messages, steps, before))
        before = pages[-1].before_id
    return pages


def rows_of(messages: Sequence[MessageView], lines: dict[int, tuple[StepLine, ...]]) -> list[Row]:
    """The rows of these messages: what was said, each turn's notes before its reply, its end and its steps after it."""
    rows: list[Row] = []
    for position, message in enumerate(messages):
        day = message.created_at.astimezone().date()
        if position == 0 or messages[position - 1].created_at.astimezone().date() != day:
            rows.append(NewDay(day))
        turn = message.turn_id
        replied = message.role == "assistant" and message.tool in {None, REPLY_TOOL}
        if message.text and (message.role == "user" or replied):
            if replied and turn is not None:
                rows += _notes(turn, lines.get(turn, ()), rows)
            rows.append(_said(message))
        last = position + 1 == len(messages) or messages[position + 1].turn_id != turn
        if last and turn is not None:
            steps = lines.get(turn, ())
            rows += _notes(turn, steps, rows)
            told = ending(message.stop_reason, len(steps), message.problem)
            rows += [told] if told else []
            rows += [Steps(turn, steps, at=message.created_at)] if steps else []
    return rows


def _said(message: MessageView) -> Said:
    speaker: Speaker = "user" if message.role == "user" else "assistant"
    return Said(speaker, message.text, message.created_at, message.turn_id, message.id, versions=message.versions)


def _notes(turn: int, steps: Sequence[StepLine], so_far: Sequence[Row]) -> list[Row]:
    """The turn's notes that do not stand there yet."""
    told = {row.number for row in so_far if isinstance(row, Noted) and row.turn_id == turn}
    noted = ((step.number, note(step)) for step in steps if step.number not in told)
    return [Noted(words.text, turn, number, words.label) for number, words in noted if words]


def _whole_turns(messages: list[MessageView]) -> list[MessageView]:
    """The messages from the first one of a person on: the turn before it may lie half in the page before."""
    first = next((n for n, message in enumerate(messages) if message.role == "user"), 0)
    return messages[first:]
