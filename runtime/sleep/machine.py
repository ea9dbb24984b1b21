"""The senses that need no window: power, load and memory of this machine, and where the system tells, idle time."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from datetime import timedelta

import psutil

Idle = Callable[[], timedelta | None]

_ANY_INPUT = 0xFFFFFFFF
_HID_STATE = 1
_CORE_GRAPHICS = "/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics"


class Machine:
    """The senses that the scheduler asks for; ``idle`` and ``occupied`` are the window's where it knows better."""

    def __init__(self, idle: Idle | None = None, occupied: Callable[[], bool | None] = lambda: None) -> None:
        self._idle = idle or system_idle
        self._occupied = occupied
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


def system_idle() -> timedelta | None:
    """How long there was no input, as Windows and macOS tell; None elsewhere."""
    if sys.platform == "win32":
        return _windows_idle()
    if sys.platform == "darwin":
        return _mac_idle()
    return None


class _LastInput(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint32), ("at", ctypes.c_uint32))


def _windows_idle() -> timedelta | None:
    last = _LastInput(ctypes.sizeof(_LastInput), 0)
    windll = getattr(ctypes, "windll")  # noqa: B009 - elsewhere it does not exist
    if not windll.user32.GetLastInputInfo(ctypes.byref(last)):
        return None
    return since_ticks(windll.kernel32.GetTickCount(), last.at)


def since_ticks(now: int, then: int) -> timedelta:
    """The time between two counts of milliseconds in 32 bits, which begin again every 49 days."""
    return timedelta(milliseconds=(now - then) & 0xFFFFFFFF)


def _mac_idle() -> timedelta | None:
    try:
        library = ctypes.CDLL(_CORE_GRAPHICS)
    except OSError:
        return None
    ask = library.CGEventSourceSecondsSinceLastEventType
    ask.restype, ask.argtypes = ctypes.c_double, (ctypes.c_int32, ctypes.c_uint32)
    return timedelta(seconds=max(0.0, ask(_HID_STATE, _ANY_INPUT)))
