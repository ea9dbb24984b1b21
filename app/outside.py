"""What of Loci stands outside its window: tray, small window that asks, and the bell that a second start rings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.doorbell import Doorbell
from app.quick_ask import QuickAsk
from app.tray import Tray

if TYPE_CHECKING:
    from app.desk import Desk
    from app.main_window import MainWindow
    from runtime.home import Home


class Outside(QObject):
    """Belongs to the window."""

    def __init__(self, window: MainWindow, desk: Desk, home: Home) -> None:
        super().__init__(window)
        self._window = window
        self.tray = Tray(window, window.preferences)
        self.small: QuickAsk | None = None
        self.bell = Doorbell(home, self)
        self.bell.rung.connect(self.ask)
        self.bell.called.connect(window.come_forward)
        self.tray.ask_wanted.connect(self.ask)
        window.ask_wanted.connect(self.ask)
        window.closing.connect(self._close)
        window.reworded.connect(self._reword)
        window.stays = lambda: self.tray.stays
        desk.happened.connect(self.tray.tell)

    def ask(self, question: str = "") -> None:
        """Let the person ask in the small window; a question that was given is there to be sent."""
        if self.small is None:
            self.small = QuickAsk(self._window)
            self.small.left.connect(self._left)
        self.small.summon(question)

    def _left(self) -> None:
        """Nothing of Loci is seen any more: it ends, unless it is to stay in the tray."""
        if not self._window.isVisible() and not self.tray.stays:
            self._window.quit()

    def _close(self) -> None:
        self.bell.close()
        self._let_small_go()

    def _reword(self) -> None:
        self.tray.reword()
        self._let_small_go()

    def _let_small_go(self) -> None:
        small, self.small = self.small, None
        if small is not None:
            small.left.disconnect(self._left)
            small.close()
            small.deleteLater()
