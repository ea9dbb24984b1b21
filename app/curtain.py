"""What stands in the whole window instead of its content: the first steps, the locked door."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget


class Curtain(QStackedWidget):
    """Holds the window's content, and over it at most one cover."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._cover: QWidget | None = None
        self.addWidget(content)

    def draw(self, cover: QWidget, deaf: Iterable[QAction]) -> None:
        """Show ``cover`` alone; these actions do nothing meanwhile."""
        self.lift(())
        self._cover = cover
        self.addWidget(cover)
        self.setCurrentWidget(cover)
        for action in deaf:
            action.setEnabled(False)
        cover.setFocus()

    def lift(self, deaf: Iterable[QAction]) -> None:
        """Show the content again."""
        cover, self._cover = self._cover, None
        if cover is not None:
            self.removeWidget(cover)
            cover.deleteLater()
        for action in deaf:
            action.setEnabled(True)
