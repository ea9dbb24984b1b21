"""Tells when nobody has touched the window for so many minutes."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QWindow

from app.away.presence import Presence


class IdleLock(QObject):
    """``due()``: the time of :meth:`after` has passed without input."""

    due = Signal()

    def __init__(self, window: QWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._presence = Presence(window, self)
        self._after = timedelta(0)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)

    def after(self, time: timedelta) -> None:
        """From now on after so long; no time at all: never."""
        self._after = time
        self._look()

    def rest(self) -> None:
        """Tell nothing until :meth:`after` is said again: it is locked."""
        self.after(timedelta(0))

    def _look(self) -> None:
        self._timer.stop()
        if not self._after:
            return
        left = self._after - self._presence.idle()
        if left <= timedelta(0):
            self.due.emit()
        else:
            self._timer.start(left // timedelta(milliseconds=1) + 1)
