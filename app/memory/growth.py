"""How the memory grew: three lines over time, each with its own height."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import zoom
from app.override import override
from app.theme import Theme
from app.tones import GRID
from app.words import grouped, tr

if TYPE_CHECKING:
    from runtime.landscape import Day

_HEIGHT = 12 * GRID
_SHADES = ("accent", "code_number", "code_name")


class Growth(QWidget):
    """Painted from days; a screen reader is told the totals."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._days: tuple[Day, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def show_days(self, days: Sequence[Day]) -> None:
        """Paint these."""
        self._days = tuple(days)
        self.setAccessibleName(", ".join(f"{words} {grouped(counts[-1])}" for words, _, counts in self._lines()))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """A strip; without lines only what stands above and below them."""
        lines = self.fontMetrics().height() * 2 + GRID
        return QSize(40 * GRID, zoom.px(_HEIGHT) if len(self._days) > 1 else lines)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines, what they are, and from when to when."""
        if not self._days:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = painter.fontMetrics().height()
        area = QRectF(2, text + GRID, self.width() - 4, self.height() - 2 * text - 2 * GRID)
        left = 0
        for words, tone, counts in self._lines():
            said = f"{words}: {grouped(counts[-1])}"
            painter.setPen(self._theme.color(tone))
            painter.drawText(left, text - 4, said)
            left += painter.fontMetrics().horizontalAdvance(said) + 3 * GRID
            if len(self._days) > 1:  # a single day is no line
                painter.setPen(QPen(self._theme.color(tone), 2))
                painter.drawPolyline(self._line(counts, area))
        painter.setPen(self._theme.color("muted"))
        foot = QRectF(0, self.height() - text, self.width(), text)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, f"{self._days[0].day}")
        if len(self._days) > 1:
            painter.drawText(foot, Qt.AlignmentFlag.AlignRight, f"{self._days[-1].day}")

    def _lines(self) -> list[tuple[str, str, list[int]]]:
        rows = [(each.messages, each.passages, each.changes) for each in self._days]
        columns = [list(column) for column in zip(*rows, strict=True)]
        words = (tr("Messages"), tr("Passages"), tr("Changes of memory"))
        return list(zip(words, _SHADES, columns, strict=False))

    def _line(self, counts: Sequence[int], area: QRectF) -> QPolygonF:
        """From nothing on the first day to the whole height on the last."""
        first, most = self._days[0].day, max(counts[-1], 1)
        span = max((self._days[-1].day - first).days, 1)
        points = [QPointF(area.left(), area.bottom())]
        for each, count in zip(self._days, counts, strict=True):
            across = (each.day - first).days / span if len(self._days) > 1 else 1.0
            points.append(QPointF(area.left() + across * area.width(), area.bottom() - count / most * area.height()))
        return QPolygonF(points)
