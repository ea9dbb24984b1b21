"""The senses that need no window: power, load and memory of this machine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import psutil


class Machine:
    """The senses that the scheduler asks for; ``idle`` and ``occupied`` are told by the desktop or the system."""

    def __init__(
        self, idle: Callable[[], timedelta | None], occupied: Callable[[], bool | None] = lambda: None
    ) -> None:
        self._idle, self._occupied = idle, occupied
        psutil.cpu_percent()  # the first answer is of no use; later ones tell of the time since the one before

    def on_battery(self) -> bool | None:
        """Whether it runs on battery; a machine without one does not."""
        battery = psutil.sensors_battery() if hasattr(psutil, "sensors_battery") else None
        return battery is not None and battery.power_plugged is False

    def idle(self) -> timedelta | None:
        """How long nobody has touched it."""
        return self._idle()

    def load(self) -> float | None:
        """The share of the processor that was busy since the last question."""
        return float(psutil.cpu_percent()) / 100

    def free_memory(self) -> int | None:
        """Bytes that can be used without swapping."""
        return int(psutil.virtual_memory().available)

    def occupied(self) -> bool | None:
        """Whether something is going on that is not to be disturbed."""
        return self._occupied()
