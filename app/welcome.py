"""What an empty conversation shows: what this is, and three ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.pieces import label, push
from app.resources import pixmap
from app.theme import Theme, scaled
from app.tones import GRID
from app.words import tr

SUGGESTIONS = ("I am allergic to walnuts", "I work as a carpenter in Bergen", "What do you know about me?")
_MARK = 64
_WIDE = 60 * GRID
_WORDS = (
    "What matters goes into the core memory on the right, where you can read and change it. "
    "Everything stays on this machine, in one encrypted file."
)


class Welcome(QWidget):
    """``suggested(text)``: the person clicked a way to begin."""

    suggested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark = label()
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        mark.setPixmap(pixmap("loci", theme.tones.accent, _MARK, self.devicePixelRatioF()))
        title = label(tr("Tell me something to remember"), wrap=True, font=scaled(self.font(), 1.6, bold=True))
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = label(tr(_WORDS), tone="muted", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setFixedWidth(_WIDE)
        words.setFixedHeight(words.heightForWidth(_WIDE))  # a centred label is not asked for its height
        column = QVBoxLayout(self)
        column.setSpacing(GRID)
        column.addStretch(2)
        column.addWidget(mark)
        column.addSpacing(GRID)
        column.addWidget(title)
        column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(2 * GRID)
        for suggestion in SUGGESTIONS:
            column.addWidget(self._button(suggestion), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def _button(self, suggestion: str) -> QPushButton:
        button = push(suggestion, tr("Begin with: {words}").format(words=suggestion), kind="suggestion")
        button.clicked.connect(lambda: self.suggested.emit(suggestion))
        return button
