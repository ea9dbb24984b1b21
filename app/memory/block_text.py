"""A block's value as text that is as high as what it holds, with the lines that just changed marked."""

from __future__ import annotations

from difflib import SequenceMatcher

from PySide6.QtCore import QEasingCurve, QEvent, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from app.override import override
from app.pieces import keeps_escape, set_tone
from app.theme import Theme
from app.tones import GRID

FADE_MS = 12_000
INSET = 4
_LEAST_EDITING_LINES = 4


def changed_lines(before: str, after: str) -> list[int]:
    """Numbers, from 0, of the lines of ``after`` that do not stand in ``before``; a mere deletion marks none."""
    lines = after.split("\n")
    matcher = SequenceMatcher(a=before.split("\n"), b=lines, autojunk=False)
    changed = (range(start, end) for tag, _, _, start, end in matcher.get_opcodes() if tag in {"replace", "insert"})
    return [number for numbers in changed for number in numbers if lines[number].strip()]


class BlockText(QTextEdit):
    """Read only until :meth:`edit`. ``saving`` and ``leaving`` are Ctrl+Enter and Esc while it is edited."""

    saving = Signal()
    leaving = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("blockText")
        self._theme = theme
        self._marked: list[int] = []
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(INSET)
        self._fade = QVariantAnimation(self, startValue=1.0, endValue=0.0, duration=FADE_MS)
        self._fade.setEasingCurve(QEasingCurve.Type.InCubic)
        self._fade.valueChanged.connect(self._paint_marks)
        self._fade.finished.connect(self._unmark)
        self.textChanged.connect(self._fit)
        theme.changed.connect(self._paint_marks)
        self._fit()

    @property
    def marked(self) -> list[int]:
        """Numbers of the lines that are marked now."""
        return list(self._marked)

    @property
    def editing(self) -> bool:
        """Whether the person can write."""
        return not self.isReadOnly()

    def show_value(self, value: str, *, before: str | None = None) -> None:
        """Show a value; with ``before``, mark what is new in it, and let the mark fade."""
        self.setPlainText(value)
        if before is not None:
            self._marked = changed_lines(before, value)
            self._fade.stop()
            self._fade.start()
        self._paint_marks()

    def edit(self, editing: bool) -> None:
        """Let the person write, or no longer."""
        self.setReadOnly(not editing)
        set_tone(self, "editing", editing)
        if editing:
            self._fade.stop()
            self._unmark()
            self.setFocus()
            self.moveCursor(QTextCursor.MoveOperation.End)
        self._fit()

    @override
    def event(self, event: QEvent) -> bool:
        """While it is edited Esc leaves it, whatever else Esc means in the window."""
        return (self.editing and keeps_escape(event)) or super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves and Esc leaves, while it is edited."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if self.editing and enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.saving.emit()
        elif self.editing and event.key() == Qt.Key.Key_Escape:
            self.leaving.emit()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps otherwise."""
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Another font has other lines."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        document = self.document()
        document.setTextWidth(self.viewport().width())
        height = document.size().height()
        if self.editing:
            height = max(height, _LEAST_EDITING_LINES * self.fontMetrics().lineSpacing() + GRID)
        self.setFixedHeight(round(height) + 2)

    def _unmark(self) -> None:
        self._marked = []
        self._paint_marks()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The marks, and the text on them."""
        if self._marked:
            painter = QPainter(self.viewport())
            color = self._theme.color("mark")
            color.setAlphaF(float(self._fade.currentValue() or 0.0))
            for number in self._marked:
                block = self.document().findBlockByNumber(number)
                place = self.document().documentLayout().blockBoundingRect(block)
                painter.fillRect(place.toAlignedRect(), color)
            painter.end()
        super().paintEvent(event)

    def _paint_marks(self) -> None:
        self.viewport().update()
