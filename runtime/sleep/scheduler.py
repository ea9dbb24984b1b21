"""When to sleep: a small state machine that is shown a clock and the senses of the machine, and does nothing itself.

::

    awake ── idle long enough, on mains, nothing heavy, due, not in quiet hours ──▶ asleep
      ▲                                                                               │
      └──────────── the person is back, mains gone, or the work is done ◀─────────────┘

Every look says what to do and when to look again. The senses are asked from the cheapest on, and only as far as
needed: on battery nothing else is asked at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from runtime.sleep.rules import Rules

RAREST_LOOK = timedelta(minutes=10)
OFTENEST_LOOK = timedelta(seconds=15)
"""Awake, it is looked no more often than this."""
WATCH = timedelta(seconds=0.05)
"""Asleep, whether the person is back is looked for as often as this."""
PAUSE = timedelta(hours=1)
"""How long "not now" lasts."""

Action = Literal["wait", "sleep", "wake"]


class Senses(Protocol):
    """What can be known of the machine. None: that cannot be known here."""

    def on_battery(self) -> bool | None:
        """Whether it runs on battery."""

    def idle(self) -> timedelta | None:
        """How long nobody has touched it."""

    def load(self) -> float | None:
        """The share of its processor that is busy, from 0 on."""

    def free_memory(self) -> int | None:
        """Bytes that can be used without swapping."""

    def occupied(self) -> bool | None:
        """Whether a film, a talk or a call is going on that is not to be disturbed."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to do now, when to look again, and why, in words for the settings."""

    action: Action
    again: timedelta
    why: str


class Scheduler:
    """Decides. ``last`` is when the last sleep ended."""

    def __init__(self, rules: Rules, last: datetime | None = None) -> None:
        self.rules = rules
        self._last = last
        self._asleep = False
        self._rested = False
        self._paused: datetime | None = None

    @property
    def asleep(self) -> bool:
        """Whether sleep was ordered and has not ended."""
        return self._asleep

    def not_now(self, now: datetime) -> None:
        """The person does not want it for a while."""
        self._paused = now + PAUSE

    def ended(self, now: datetime, *, finished: bool) -> None:
        """The work is done, or (not ``finished``) was interrupted and goes on when the person is away again."""
        self._asleep = False
        if finished:
            self._last = now

    def nothing_to_do(self) -> None:
        """There was no work, nor will there be any before the person was back."""
        self._asleep, self._rested = False, True

    def look(self, now: datetime, senses: Senses) -> Order:
        """What to do. ``now`` is aware, in the person's own time zone."""
        if self._asleep:
            return self._watch(now, senses)
        order = self._not_due(now) or self._not_away(senses) or self._disturbing(senses)
        if order:
            return order
        self._asleep = True
        return Order("sleep", WATCH, "Nobody is there, and nothing speaks against it.")

    def _watch(self, now: datetime, senses: Senses) -> Order:
        idle = senses.idle()
        back = idle is not None and idle < self.rules.idle
        paused = self._paused is not None and now < self._paused
        if back or paused or (senses.on_battery() and not self.rules.on_battery):
            self._asleep = False
            return Order("wake", OFTENEST_LOOK, "You are back." if back else "Stopped.")
        return Order("wait", WATCH, "It sleeps.")

    def _not_due(self, now: datetime) -> Order | None:
        if not self.rules.enabled:
            return Order("wait", RAREST_LOOK, "It is switched off.")
        if self._paused and now < self._paused:
            return _wait(self._paused - now, "Not now, you said.")
        if self._last and now < self._last + self.rules.between:
            return _wait(self._last + self.rules.between - now, "It slept not long ago.")
        if self.rules.quiet and _within(now.time(), *self.rules.quiet):
            return _wait(RAREST_LOOK, "These are quiet hours.")
        return None

    def _not_away(self, senses: Senses) -> Order | None:
        if senses.on_battery() and not self.rules.on_battery:
            return _wait(RAREST_LOOK, "The machine runs on battery.")
        idle = senses.idle()
        if idle is None:
            return _wait(RAREST_LOOK, "Whether you are away cannot be known here.")
        if idle < self.rules.idle:
            self._rested = False
            return _wait(self.rules.idle - idle, "You are there.")
        if self._rested:
            return _wait(OFTENEST_LOOK, "There is nothing new to tidy.")
        return None

    def _disturbing(self, senses: Senses) -> Order | None:
        load, memory = senses.load(), senses.free_memory()
        if load is not None and load > self.rules.most_load:
            return _wait(OFTENEST_LOOK * 4, "The machine is busy.")
        if memory is not None and memory < self.rules.least_memory:
            return _wait(RAREST_LOOK, "There is little free memory.")
        if senses.occupied():
            return _wait(OFTENEST_LOOK * 4, "A film, a talk or a call is going on.")
        return None


def _wait(span: timedelta, why: str) -> Order:
    return Order("wait", max(OFTENEST_LOOK, min(span, RAREST_LOOK)), why)


def _within(moment: time, start: time, end: time) -> bool:
    return start <= moment < end if start <= end else moment >= start or moment < end
