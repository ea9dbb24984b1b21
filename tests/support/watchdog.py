"""How long the GUI thread takes for one thing: a timer that should tick all the time, and when it did not."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from PySide6.QtCore import QObject, Qt, QTimer

TICK_MS = 4


class Watchdog(QObject):
    """While it is entered, notes between two ticks the time that passed, and what was computed in it.

    ``waited`` holds the first, in seconds: other programs on a busy machine are in it. ``computed`` holds what the
    thread itself computed, without them and without what it waited for; ``program`` what the whole program did, so that
    another thread that lets nobody else run is in it, as is one that ran beside it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.waited: list[float] = []
        self.computed: list[float] = []
        self.program: list[float] = []
        self._last = _now()
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def __enter__(self) -> Self:
        """Begin to note."""
        self._last = _now()
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """What runs now is the last that is noted."""
        self._tick()
        self._timer.stop()

    def longest(self) -> float:
        """Milliseconds that the thread computed at most without looking at what waits."""
        return max(self.computed, default=0.0) * 1_000

    def percentile(self, share: float) -> float:
        """Milliseconds that it computed at most in this share of the times in which it did anything."""
        worked = sorted(each for each in self.computed if each * 1_000 >= 1) or [0.0]
        return worked[min(len(worked) - 1, int(share * len(worked)))] * 1_000

    def _tick(self) -> None:
        before, self._last = self._last, _now()
        passed, computed, program = (now - then for now, then in zip(self._last, before, strict=True))
        self.waited.append(passed - TICK_MS / 1_000)
        self.computed.append(computed)
        self.program.append(program)


def _now() -> tuple[float, float, float]:
    return time.monotonic(), time.thread_time(), time.process_time()
