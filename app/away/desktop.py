"""What a Linux desktop tells over its session bus: how long nobody touched it, and whether a film or a call goes on.

Nothing is started by asking, and a program that does not answer at once is not waited for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage, QDBusVariant

PATIENCE = 50
_IDLE_INHIBITED = 8
_PROPERTIES = "org.freedesktop.DBus.Properties"


@dataclass(frozen=True, slots=True)
class Question:
    """One call without side effects. ``name`` is what the settings call who answers it."""

    name: str
    program: str
    path: str
    interface: str
    method: str
    arguments: tuple[str, ...] = ()


# KDE's ScreenSaver answers in milliseconds, as Mutter does, and not at all under Wayland.
IDLE = (
    Question(
        "GNOME",
        "org.gnome.Mutter.IdleMonitor",
        "/org/gnome/Mutter/IdleMonitor/Core",
        "org.gnome.Mutter.IdleMonitor",
        "GetIdletime",
    ),
    Question(
        "the screen saver",
        "org.freedesktop.ScreenSaver",
        "/org/freedesktop/ScreenSaver",
        "org.freedesktop.ScreenSaver",
        "GetSessionIdleTime",
    ),
)
_GNOME_INHIBITED = Question(
    "GNOME",
    "org.gnome.SessionManager",
    "/org/gnome/SessionManager",
    _PROPERTIES,
    "Get",
    ("org.gnome.SessionManager", "InhibitedActions"),
)
_KDE_INHIBITED = Question(
    "KDE",
    "org.freedesktop.PowerManagement",
    "/org/freedesktop/PowerManagement/Inhibit",
    "org.freedesktop.PowerManagement.Inhibit",
    "HasInhibit",
)


class Desktop:
    """Asks over ``bus``, and waits no longer than ``patience`` milliseconds for an answer. For one thread."""

    def __init__(self, bus: QDBusConnection, patience: int = PATIENCE) -> None:
        self._bus, self._patience = bus, patience

    def idle(self, question: Question) -> timedelta | None:
        """How long nobody touched the machine, as one of ``IDLE`` tells; None where it does not."""
        answer = self._ask(question)
        return timedelta(milliseconds=answer) if isinstance(answer, int) else None

    def occupied(self) -> bool | None:
        """Whether a program keeps the screen awake, as players and calls do; None where nobody knows."""
        actions, inhibited = self._ask(_GNOME_INHIBITED), self._ask(_KDE_INHIBITED)
        if isinstance(actions, int):
            return bool(actions & _IDLE_INHIBITED)
        return inhibited if isinstance(inhibited, bool) else None

    def _ask(self, question: Question) -> object:
        message = QDBusMessage.createMethodCall(question.program, question.path, question.interface, question.method)
        message.setAutoStartService(False)
        message.setArguments(list(question.arguments))
        reply = self._bus.call(message, QDBus.CallMode.Block, self._patience)
        arguments = reply.arguments()
        if reply.type() is not QDBusMessage.MessageType.ReplyMessage or not arguments:
            return None
        return arguments[0].variant() if isinstance(arguments[0], QDBusVariant) else arguments[0]
