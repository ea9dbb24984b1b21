"""What stands where nothing else can: a sentence in the middle, on lines of a length that is read well."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.pieces import label
from app.tones import GRID

_WIDEST = 56 * GRID
_SHARE = 100  # of the width, as long as there is not more than the widest line


class Instead(QWidget):
    """Says what is being waited for, or why there is nothing and what to do about it."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self._label = label(sentence, tone="muted", wrap=True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setMaximumWidth(_WIDEST)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch(1)
        line.addWidget(self._label, _SHARE)
        line.addStretch(1)

    @property
    def sentence(self) -> str:
        """What is said."""
        return self._label.text()

    def say(self, sentence: str) -> None:
        """Say this instead."""
        self._label.setText(sentence)
