"""The person's presence as the window notices it: its input, and that it is looked at again."""

from __future__ import annotations

from datetime import timedelta
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from app.override import override

_INPUT = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
    QEvent.Type.InputMethod,
}


class Presence(QObject):
    """``noticed()`` at each input to ``window`` or a dialog, and when any window of the program is looked at again."""

    noticed = Signal()

    def __init__(self, window: QWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._last = monotonic()
        window.installEventFilter(self)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._state)
            application.focusWindowChanged.connect(self._watch)

    def idle(self) -> timedelta:
        """The time since."""
        return timedelta(seconds=monotonic() - self._last)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only look on."""
        if event.type() in _INPUT:
            self._notice()
        return False

    def _watch(self, window: QWindow | None) -> None:
        """A dialog has the keyboard."""
        if window is not None:
            window.installEventFilter(self)

    def _state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._notice()

    def _notice(self) -> None:
        self._last = monotonic()
        self.noticed.emit()
