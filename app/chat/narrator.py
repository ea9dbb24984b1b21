"""Tells a running turn in the transcript: each event becomes a row, or changes one.

While a turn runs its rows are: the person's message, a note for each change of memory, the reply as it is
written, and last the steps. A turn that was read from the file before its events arrive is not told twice.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from app.chat.rows import NewDay, Noted, Row, Said, Steps, Told, ending
from app.chat.transcript import Transcript
from app.trace.steps import REPLY_TOOL, StepLine, advanced
from app.trace.words import note
from app.words import tr
from runtime import events
from runtime.events import Event

_LEFT = "{count} older messages left the context; a summary stands in, and recall memory keeps every word."
_ONE_LEFT = "1 older message left the context; a summary stands in, and recall memory keeps every word."


class Narrator:
    """Writes events into a :class:`Transcript`. ``turn_id`` is the turn that runs, None between turns."""

    def __init__(self, transcript: Transcript) -> None:
        self._transcript = transcript
        self.turn_id: int | None = None

    def accepted(self, turn_id: int, text: str) -> None:
        """The person's message is committed; shown at once, also while an earlier turn still runs."""
        if self._transcript.said_at(turn_id, "user") is None:
            self._append_dated(Said("user", text, _now(), turn_id))

    def tell(self, event: Event) -> None:
        """Show what the event tells; events that are told elsewhere in the window change nothing."""
        match event:
            case events.TurnStarted():
                self._begin(event)
            case events.StepStarted() | events.ToolCalled() | events.ToolReturned() | events.StepEnded():
                self._step(event)
            case events.ReplyText(turn_id=turn_id, text=text):
                self._write(turn_id, text)
            case events.Reply():
                self._reply(event)
            case events.TurnEnded():
                self._end(event)
            case events.Evicted(messages=messages):
                words = tr(_ONE_LEFT) if messages == 1 else tr(_LEFT).format(count=messages)
                self._before_steps(Told(words))
            case events.Notice(text=text, problem=True):
                self._before_steps(Told(text, problem=True))

    def _begin(self, event: events.TurnStarted) -> None:
        transcript, turn = self._transcript, event.turn_id
        self.turn_id = turn
        at = transcript.message_at(event.message_id)
        if at is None:
            at = transcript.said_at(turn, "user")
        if at is None:
            self._append_dated(Said("user", event.text, _now(), turn, event.message_id))
        else:
            row = transcript.row(at)
            if isinstance(row, Said) and row.message_id is None:
                transcript.put(at, replace(row, message_id=event.message_id))
        steps = transcript.steps_at(turn)
        if steps is None:
            transcript.append(Steps(turn, running=True))
        else:
            self._change_steps(steps, running=True)

    def _step(self, event: events.StepStarted | events.ToolCalled | events.ToolReturned | events.StepEnded) -> None:
        at = self._transcript.steps_at(event.turn_id)
        row = self._transcript.row(at) if at is not None else None
        if at is None or not isinstance(row, Steps):
            return
        steps = advanced(row.steps, event)
        self._change_steps(at, steps=steps)
        if isinstance(event, events.ToolReturned) and event.tool != REPLY_TOOL:
            self._note(event.turn_id, next(step for step in steps if step.number == event.number))

    def _note(self, turn: int, step: StepLine) -> None:
        words = note(step)
        if words and not self._transcript.noted(turn, step.number):
            self._before_steps(Noted(words.text, turn, step.number, words.label))

    def _write(self, turn: int, text: str) -> None:
        at = self._writing_at(turn)
        if at is None:
            self._before_steps(Said("assistant", text, _now(), turn, writing=True))
            return
        row = self._transcript.row(at)
        if isinstance(row, Said):
            self._transcript.put(at, replace(row, text=row.text + text))

    def _reply(self, event: events.Reply) -> None:
        said = Said("assistant", event.text, _now(), event.turn_id, event.message_id)
        at = self._writing_at(event.turn_id)
        if at is not None:
            self._transcript.put(at, said)
        elif self._transcript.message_at(event.message_id) is None:
            self._before_steps(said)

    def _end(self, event: events.TurnEnded) -> None:
        writing = self._writing_at(event.turn_id)
        if writing is not None:
            self._transcript.remove(writing)
        sentence = ending(event.stop_reason, event.steps, event.problem)
        if sentence and sentence not in self._transcript.rows()[-3:]:
            self._before_steps(sentence)
        at = self._transcript.steps_at(event.turn_id)
        if at is not None:
            row = self._transcript.row(at)
            steps = tuple(step for step in row.steps if step.tool) if isinstance(row, Steps) else ()
            if isinstance(row, Steps) and steps:
                self._transcript.put(at, replace(row, steps=steps, running=False, at=_now()))
            else:
                self._transcript.remove(at)
        self.turn_id = None

    def _writing_at(self, turn: int) -> int | None:
        at = self._transcript.said_at(turn, "assistant")
        row = self._transcript.row(at) if at is not None else None
        return at if isinstance(row, Said) and row.writing else None

    def _change_steps(self, at: int, *, steps: tuple[StepLine, ...] | None = None, running: bool | None = None) -> None:
        row = self._transcript.row(at)
        if isinstance(row, Steps):
            row = row if steps is None else replace(row, steps=steps)
            self._transcript.put(at, row if running is None else replace(row, running=running))

    def _before_steps(self, row: Row) -> None:
        """Put a row before the running turn's reply and steps; a reply goes between the two."""
        at = None if self.turn_id is None else self._transcript.steps_at(self.turn_id)
        if at is None or self.turn_id is None:
            self._transcript.append(row)
            return
        writing = self._writing_at(self.turn_id)
        self._transcript.insert(at if writing is None or isinstance(row, Told) else writing, [row])

    def _append_dated(self, said: Said) -> None:
        day = said.at.astimezone().date()
        rows = self._transcript.rows()
        last = next((row for row in reversed(rows) if isinstance(row, NewDay)), None)
        self._transcript.append(*([] if last == NewDay(day) else [NewDay(day)]), said)


def _now() -> datetime:
    return datetime.now(tz=UTC)
