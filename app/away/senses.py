"""Whether the person is away: the first detector that answers here, and never longer than the window itself knows."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from runtime.sleep.idle import Idle, system_idle, system_occupied

WINDOW = "the window of Loci alone"


class Here(Protocol):
    """What knows how long ago it was touched itself."""

    def idle(self) -> timedelta:
        """Since when."""


class Away:
    """How long nobody has touched the machine. ``detector`` names who tells."""

    def __init__(self, presence: Here, detectors: tuple[tuple[str, Idle], ...]) -> None:
        """``detectors`` are asked in this order until one answers; ``presence`` knows the window's own input."""
        self._presence, self._detectors = presence, detectors
        self.detector = WINDOW

    def idle(self) -> timedelta:
        """Since when."""
        here = self._presence.idle()
        for name, ask in self._detectors:
            span = ask()
            if span is not None:
                self.detector = name
                return min(span, here)
        self.detector = WINDOW
        return here


def detectors() -> tuple[tuple[tuple[str, Idle], ...], Callable[[], bool | None]]:
    """Every detector that may answer on this system, the best first; and who knows whether something is going on."""
    own = system_idle()
    rest = (own,) if own else ()
    if not sys.platform.startswith("linux"):
        return rest, system_occupied
    from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 - of no use elsewhere

    from app.away.desktop import IDLE, Desktop  # noqa: PLC0415

    desktop = Desktop(QDBusConnection.sessionBus())
    asked = tuple((each.name, lambda each=each: desktop.idle(each)) for each in IDLE)
    return (*asked, *rest), desktop.occupied
