"""What the person allows of sleep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from runtime.settings import Settings


@dataclass(frozen=True, slots=True)
class Rules:
    """When it may begin: away for ``idle``, at most so often, and while the machine has nothing else to do."""

    enabled: bool = True
    idle: timedelta = timedelta(minutes=5)
    on_battery: bool = False
    most_load: float = 0.5
    least_memory: int = 1 << 30
    between: timedelta = timedelta(hours=4)
    quiet: tuple[time, time] | None = None
    """From when to when, in the person's own time, it never sleeps; it may pass midnight."""

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """As the person set it."""
        start, end = settings.sleep_quiet_from, settings.sleep_quiet_until
        return cls(
            enabled=settings.sleep,
            idle=timedelta(minutes=settings.sleep_idle),
            on_battery=settings.sleep_on_battery,
            between=timedelta(hours=settings.sleep_between),
            quiet=None if start is None or end is None else (time(start), time(end)),
        )
