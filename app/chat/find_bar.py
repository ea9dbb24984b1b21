"""The line over the transcript in which one searches it: the words, how many hits, the next and the one before."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from app.override import override
from app.pieces import keeps_escape, label, tool
from app.resources import icon
from app.theme import Theme
from app.tones import GRID
from app.words import grouped, tr

_WAIT_MS = 150
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class SearchField(QLineEdit):
    """``older()`` Enter or Up, ``newer()`` Shift+Enter or Down, ``left()`` Esc, whatever else that means."""

    older = Signal()
    newer = Signal()
    left = Signal()

    @override
    def event(self, event: QEvent) -> bool:
        """Esc is this field's own while it has the keyboard."""
        return keeps_escape(event) or super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From hit to hit."""
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down or (event.key() in _ENTER and shifted):
            self.newer.emit()
        elif event.key() == Qt.Key.Key_Up or event.key() in _ENTER:
            self.older.emit()
        else:
            super().keyPressEvent(event)


class FindBar(QFrame):
    """``sought(words)`` a moment after they were typed, ``older()``, ``newer()``, ``closed()``."""

    sought = Signal(str)
    older = Signal()
    newer = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self._theme = theme
        self.field = SearchField(placeholderText=tr("Find in this conversation"))
        self.field.setAccessibleName(tr("Find in this conversation"))
        self._count = label(tone="muted")
        self._timer = QTimer(self, interval=_WAIT_MS, singleShot=True)
        self._timer.timeout.connect(lambda: self.sought.emit(self.words))
        self.field.textChanged.connect(lambda _text: self._timer.start())
        self._older = tool(tr("The hit before"), tip=tr("The hit before (Enter)"), size=16)
        self._newer = tool(tr("The next hit"), tip=tr("The next hit (Shift+Enter)"), size=16)
        self._close = tool(tr("End the search"), tip=tr("End the search (Esc)"), size=16)
        for source in (self._older.clicked, self.field.older):
            source.connect(self.older)
        for source in (self._newer.clicked, self.field.newer):
            source.connect(self.newer)
        for source in (self._close.clicked, self.field.left):
            source.connect(self.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        row.setSpacing(GRID)
        row.addWidget(self.field, 1)
        row.addWidget(self._count)
        for button in (self._older, self._newer, self._close):
            row.addWidget(button)
        self.hide()
        theme.changed.connect(self._tint)
        self._tint()

    @property
    def words(self) -> str:
        """What is looked for."""
        return self.field.text().strip()

    @property
    def count_words(self) -> str:
        """What is said of the number of hits."""
        return self._count.text()

    def begin(self) -> None:
        """Show it and let the person type; the words of the last time are there to be used or overwritten."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        if self.words:
            self.sought.emit(self.words)

    def leave(self) -> None:
        """End the search."""
        self._timer.stop()
        self.hide()
        self.closed.emit()

    def show_count(self, number: int, of: int) -> None:
        """Which hit is shown, counted from the oldest."""
        counted = tr("{number} of {count}").format(number=grouped(number), count=grouped(of)) if of else tr("Not found")
        words = counted if self.words else ""
        self._count.setText(words)
        self.field.setAccessibleDescription(words)
        for button in (self._older, self._newer):
            button.setEnabled(of > 1)

    def _tint(self) -> None:
        tones = self._theme.tones
        for button, name in ((self._older, "up"), (self._newer, "unfolded"), (self._close, "close")):
            button.setIcon(icon(name, tones.muted, 16))
