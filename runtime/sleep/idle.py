"""How long nobody has touched the machine, as Windows, macOS and an X server tell, each asked through its C library."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from datetime import timedelta

Idle = Callable[[], timedelta | None]

_ANY_INPUT = 0xFFFFFFFF
_HID_STATE = 1
_CORE_GRAPHICS = "/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics"
_BUSY_STATES = {2, 3, 4}  # a full-screen program, a full-screen game, a talk


def system_idle() -> tuple[str, Idle] | None:
    """The detector of this system with its name; None where there is none that needs no desktop bus."""
    if sys.platform == "win32":
        return "Windows", windows_idle
    if sys.platform == "darwin":
        return "macOS", mac_idle
    # What an X server inside a Wayland session sees is only the input of old programs.
    if os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        server = XServer.find()
        return ("X server", server.idle) if server else None
    return None


def system_occupied() -> bool | None:
    """Whether a full-screen program or a talk is shown, as Windows tells; None elsewhere."""
    if sys.platform != "win32":
        return None
    state = ctypes.c_int()
    shell = getattr(ctypes, "windll").shell32  # noqa: B009 - elsewhere it does not exist
    failed = shell.SHQueryUserNotificationState(ctypes.byref(state))
    return None if failed else state.value in _BUSY_STATES


class _LastInput(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint32), ("at", ctypes.c_uint32))


def windows_idle() -> timedelta | None:
    """By ``GetLastInputInfo``."""
    last = _LastInput(ctypes.sizeof(_LastInput), 0)
    windll = getattr(ctypes, "windll")  # noqa: B009 - elsewhere it does not exist
    if not windll.user32.GetLastInputInfo(ctypes.byref(last)):
        return None
    return since_ticks(windll.kernel32.GetTickCount(), last.at)


def since_ticks(now: int, then: int) -> timedelta:
    """The time between two counts of milliseconds in 32 bits, which begin again every 49 days."""
    return timedelta(milliseconds=(now - then) & 0xFFFFFFFF)


def mac_idle() -> timedelta | None:
    """By ``CGEventSourceSecondsSinceLastEventType``."""
    try:
        library = ctypes.CDLL(_CORE_GRAPHICS)
    except OSError:
        return None
    ask = library.CGEventSourceSecondsSinceLastEventType
    ask.restype, ask.argtypes = ctypes.c_double, (ctypes.c_int32, ctypes.c_uint32)
    return timedelta(seconds=max(0.0, ask(_HID_STATE, _ANY_INPUT)))


class _ScreenSaverInfo(ctypes.Structure):
    _fields_ = (
        ("window", ctypes.c_ulong),
        ("state", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("til_or_since", ctypes.c_ulong),
        ("idle", ctypes.c_ulong),
        ("event_mask", ctypes.c_ulong),
    )


class XServer:
    """Asks the X server's screen saver extension over a connection of its own. For one thread."""

    def __init__(self, x11: ctypes.CDLL, saver: ctypes.CDLL, display: int) -> None:
        """Use :meth:`find`."""
        self._saver, self._display = saver, ctypes.c_void_p(display)
        x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self._root = ctypes.c_ulong(x11.XDefaultRootWindow(self._display))
        self._info = _ScreenSaverInfo()

    @classmethod
    def find(cls) -> XServer | None:
        """The server of ``DISPLAY``; None without its libraries, without a server, or where it lacks the extension."""
        try:
            x11, saver = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXss.so.1")
        except OSError:
            return None
        x11.XOpenDisplay.restype = ctypes.c_void_p
        display = x11.XOpenDisplay(None)
        if not display:
            return None
        place = ctypes.c_int()
        if not saver.XScreenSaverQueryExtension(ctypes.c_void_p(display), ctypes.byref(place), ctypes.byref(place)):
            x11.XCloseDisplay(ctypes.c_void_p(display))
            return None
        return cls(x11, saver, display)

    def idle(self) -> timedelta | None:
        """The time since the last input to any program."""
        if not self._saver.XScreenSaverQueryInfo(self._display, self._root, ctypes.byref(self._info)):
            return None
        return timedelta(milliseconds=int(self._info.idle))
