"""The line over the composer while a message that was sent before is edited."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.pieces import label, named, tool
from app.resources import icon
from app.theme import Theme
from app.tones import GRID
from app.words import tr

_WORDS = "You are editing a message. Sent anew it begins a branch; the old one stays, to go back to."


class EditingLine(QFrame):
    """``turn_id``: that of the message, None while none is edited. ``left()``: the person leaves it as it was."""

    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.turn_id: int | None = None
        self._close = tool(tr("Leave the message as it was"), size=16)
        self._close.clicked.connect(self._leave)
        row = QHBoxLayout(named(self, "pasted"))
        row.setContentsMargins(GRID, 2, 2, 2)
        row.addWidget(label(tr(_WORDS), tone="muted", wrap=True), 1)
        row.addWidget(self._close)
        self.hide()
        theme.changed.connect(self._tint)
        self._tint()

    def begin(self, turn_id: int) -> None:
        """The message of that turn is in the composer."""
        self.turn_id = turn_id
        self.show()

    def end(self) -> None:
        """Nothing is edited any more."""
        self.turn_id = None
        self.hide()

    def _leave(self) -> None:
        self.end()
        self.left.emit()

    def _tint(self) -> None:
        self._close.setIcon(icon("close", self._theme.tones.muted, 16))
