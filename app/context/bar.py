"""The context window as one bar: a stretch for each layer, what is free at the end, and where pressure begins."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.override import override
from app.pieces import towards
from app.theme import Theme
from app.tones import GRID
from app.words import grouped, tr
from runtime.views import ContextView

_HEIGHT = 4 * GRID
_LAYERS = {
    "instructions": "Instructions",
    "tools": "Tools",
    "core memory": "Core memory",
    "summary": "Summary",
    "messages": "Messages",
}
SHADES = ("accent", "code_name", "code_keyword", "code_number", "muted")


def shade(number: int) -> str:
    """The tone of the so-many-th layer."""
    return SHADES[number % len(SHADES)]


def layer(name: str) -> str:
    """What a layer is called, in the language of the window."""
    return tr(_LAYERS.get(name, name.capitalize()))


class ContextBar(QWidget):
    """Painted from a :class:`ContextView`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: ContextView | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_context(self, view: ContextView) -> None:
        """Paint this one; a screen reader is told the same in words."""
        self._view = view
        parts = ", ".join(f"{layer(part.name)} {grouped(part.tokens)}" for part in view.parts)
        words = tr("Context: {used} of {limit} tokens; {parts}")
        self.setAccessibleName(words.format(used=grouped(view.used), limit=grouped(view.limit), parts=parts))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """As high as a button."""
        return QSize(40 * GRID, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The groove, the layers from where one begins to read, the line of pressure."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("raised"))
        towards(painter, self)
        if self._view is None or not self._view.limit:
            return
        scale, left = self.width() / self._view.limit, 0.0
        for number, part in enumerate(self._view.parts):
            width = part.tokens * scale
            tone = self._theme.color(shade(number))
            painter.fillRect(QRectF(left, 0, max(0.0, width - 1), self.height()), tone)
            left += width
        pressure = round(self._view.pressure * scale)
        painter.setPen(QPen(self._theme.color("bad"), 2, Qt.PenStyle.DashLine))
        painter.drawLine(pressure, 0, pressure, self.height())
