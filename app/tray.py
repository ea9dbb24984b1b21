"""Loci in the tray, where the desktop has one: opened, asked, locked there; and word that an answer is complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.resources import mark
from app.words import tr
from runtime import events

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from app.preferences import Preferences
    from runtime.events import Event

_SHOWN_MS = 8_000


class Tray(QObject):
    """``ask_wanted()``: something is to be asked in the small window. A notification never holds a word that was said.

    ``available`` None: ask the desktop whether it has a tray.
    """

    ask_wanted = Signal()
    notified = Signal(str)

    def __init__(self, window: MainWindow, preferences: Preferences, *, available: bool | None = None) -> None:
        super().__init__(window)
        self._window, self._preferences = window, preferences
        self._available = QSystemTrayIcon.isSystemTrayAvailable() if available is None else available
        self.menu = QMenu(window)
        self.reword()
        self._icon = QSystemTrayIcon(mark(), self)
        self._icon.setToolTip("Loci")
        self._icon.setContextMenu(self.menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(self.follow)
        self._answer: int | None = None
        preferences.changed.connect(self._settle)
        self._settle("tray")

    def reword(self) -> None:
        """Write the menu in the language that is spoken now."""
        self.menu.clear()
        self.menu.addAction(tr("Open Loci"), self._window.come_forward)
        self.menu.addAction(tr("Ask something…"), self.ask_wanted.emit)
        self.menu.addAction(tr("Lock now"), self._window.lock_wanted.emit)
        self.menu.addSeparator()
        self.menu.addAction(tr("Quit"), self._window.quit)

    @property
    def is_shown(self) -> bool:
        """Whether Loci stands in the tray."""
        return self._available and self._preferences.settings.tray

    @property
    def stays(self) -> bool:
        """Whether closing the window leaves Loci there."""
        return self.is_shown and self._preferences.settings.stay

    def follow(self) -> None:
        """The notification was clicked: show the answer that it told of, unless the memory is locked."""
        self._window.come_forward()
        if self._answer is not None and self._window.session is not None:
            self._window.show_message(self._answer)

    def tell(self, event: Event) -> None:
        """Say so when an answer is complete while nobody looks."""
        if isinstance(event, events.TurnStarted | events.Reply):
            self._answer = event.message_id
        done = isinstance(event, events.TurnEnded) and event.stop_reason != "cancelled"
        if done and self.is_shown and self._preferences.settings.notifications and not self._window.isActiveWindow():
            sentence = tr("Loci has answered.")
            self.notified.emit(sentence)
            self._icon.showMessage("Loci", sentence, mark(), _SHOWN_MS)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self._window.come_forward()

    def _settle(self, name: str) -> None:
        if name == "tray":
            self._icon.setVisible(self.is_shown)
