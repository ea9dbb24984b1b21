"""What stands in the transcript: frozen rows, one for each thing a person sees in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from app.trace.steps import StepLine
from app.trace.words import folded
from app.words import day_in_words, tr

Speaker = Literal["user", "assistant"]


@dataclass(frozen=True, slots=True)
class Said:
    """A message as a bubble. ``writing``: it grows, and is not yet committed.

    ``versions``: of a message that was edited, the turns of all its versions, oldest first, its own among them.
    """

    speaker: Speaker
    text: str
    at: datetime
    turn_id: int | None = None
    message_id: int | None = None
    writing: bool = False
    versions: tuple[int, ...] = ()

    @property
    def version(self) -> int:
        """Which of its versions it is, from 0."""
        return self.versions.index(self.turn_id) if self.turn_id in self.versions else 0

    def other(self, by: int) -> int | None:
        """The turn of the version before it (-1) or after it (1), None where there is none."""
        at = self.version + by
        return self.versions[at] if 0 <= at < len(self.versions) else None


@dataclass(frozen=True, slots=True)
class Noted:
    """A change of memory in one line; ``label`` is the block it leads to, where there is one."""

    text: str
    turn_id: int | None
    number: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of one turn, folded or not; ``at`` is when it ended, None while it runs."""

    turn_id: int
    steps: tuple[StepLine, ...] = ()
    running: bool = False
    unfolded: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the program itself."""

    text: str
    problem: bool = False


@dataclass(frozen=True, slots=True)
class NewDay:
    """The day on which what follows was said."""

    day: date


Row = Said | Noted | Steps | Told | NewDay


def ending(stop_reason: str | None, steps: int, problem: str) -> Told | None:
    """What is said of a turn that did not end by itself (:data:`runtime.events.StopReason`)."""
    match stop_reason:
        case "cancelled":
            return Told(tr("You stopped the answer here."))
        case "max_steps":
            return Told(tr("Stopped after {count} steps, which is the limit for one turn.").format(count=steps))
        case "error":
            return Told(problem or tr("The turn ended with an error."), problem=True)
    return None


def day_words(day: date, today: date) -> str:
    """The day as a heading: ``Today``, ``Yesterday``, ``Saturday 21 November``, with the year where it is another."""
    days_ago = (today - day).days
    if days_ago in {0, 1}:
        return tr("Yesterday") if days_ago else tr("Today")
    return day_in_words(day, with_year=day.year != today.year)


def clock(at: datetime) -> str:
    """The local time of day, ``10:04``."""
    return f"{at.astimezone():%H:%M}"


def plain(row: Row) -> str:
    """The row as plain text: what is copied."""
    match row:
        case Said(text=text) | Told(text=text) | Noted(text=text):
            return text
        case Steps(steps=steps, running=running):
            line = folded(steps, running=running)
            return line if row.at is None else f"{clock(row.at)} · {line}"
        case NewDay(day=day):
            return day_words(day, date.today())  # noqa: DTZ011 - the person's own calendar


def spoken(row: Row) -> str:
    """The row as a screen reader says it."""
    match row:
        case Said(speaker=speaker, text=text, at=at):
            of = tr("version {number} of {count}").format(number=row.version + 1, count=len(row.versions))
            version = f", {of}" if row.versions else ""
            return f"{tr('You') if speaker == 'user' else tr('Loci')}, {clock(at)}{version}: {text}"
        case Steps():
            return f"{tr('Steps, unfolded') if row.unfolded else tr('Steps, folded')}: {plain(row)}"
    return plain(row)
