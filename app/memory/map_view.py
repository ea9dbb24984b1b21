"""A map of passages: points that are near where the passages mean the like. Hover shows one, a lasso takes some."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QToolTip

from app.memory.telling import at, short
from app.override import override
from app.theme import Theme
from app.tones import GRID
from app.words import tr

if TYPE_CHECKING:
    from runtime.landscape import Spot

_RADIUS, _REACH, _MARGIN = 5.0, 12.0, 3 * GRID
_FAINT = 70
_WAYS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_SHOWN_CHARS = 400


class MapView(QLabel):
    """``taken(ids)``: the passages in the lasso, none where nothing was; ``pointed(id)``: one was clicked or walked to.

    The arrows walk from passage to passage, each to the nearest one on that side. It is a label for a screen reader, to
    which a bare widget is nothing that can be read.
    """

    taken = Signal(object)
    pointed = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._spots: tuple[Spot, ...] = ()
        self._tones: Mapping[int, str] = {}
        self._taken: frozenset[int] = frozenset()
        self._current: int | None = None
        self._places: dict[int, QPointF] = {}
        self._points: QPixmap | None = None
        theme.changed.connect(self._forget_points)
        self._lasso = QPolygonF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Map of archival memory"))
        self.setMinimumSize(30 * GRID, 24 * GRID)

    def show_spots(self, spots: Sequence[Spot], tones: Mapping[int, str]) -> None:
        """Paint these, each in the colour that its passage's id has."""
        self._spots, self._tones = tuple(spots), tones
        self._forget_places()

    def take(self, ids: frozenset[int], current: int | None) -> None:
        """Show which are taken, and which one is the current one."""
        if ids != self._taken:
            self._points = None
        self._taken, self._current = ids, current
        self.update()

    def place(self, spot: Spot) -> QPointF:
        """Where a passage lies, in this widget."""
        known = self._places.get(spot.passage.id)
        if known is None:
            across, down = self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN
            known = self._places[spot.passage.id] = QPointF(_MARGIN + spot.x * across, _MARGIN + spot.y * down)
        return known

    def within(self, lasso: QPolygonF) -> frozenset[int]:
        """The passages inside a line that was drawn around them."""
        fill = Qt.FillRule.OddEvenFill
        return frozenset(each.passage.id for each in self._spots if lasso.containsPoint(self.place(each), fill))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, the points, the lasso."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.color("accent" if self.hasFocus() else "line"))
        painter.setBrush(self._theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        if self._points is None:
            self._points = self._drawn_points()
        painter.drawPixmap(0, 0, self._points)
        current = next((each for each in self._spots if each.passage.id == self._current), None)
        if current is not None:  # it is never covered
            painter.setPen(QPen(self._theme.color("text"), 2))
            painter.setBrush(self._tone(current))
            painter.drawEllipse(self.place(current), _RADIUS + 2, _RADIUS + 2)
        if not self._lasso.isEmpty():
            ground = self._theme.color("accent")
            painter.setPen(QPen(ground, 1.5))
            ground.setAlpha(_FAINT // 2)
            painter.setBrush(ground)
            painter.drawPolygon(self._lasso)

    def _drawn_points(self) -> QPixmap:
        """All points, drawn once: thousands of them take longer than a frame."""
        drawn = QPixmap(self.size() * self.devicePixelRatio())
        drawn.setDevicePixelRatio(self.devicePixelRatio())
        drawn.fill(Qt.GlobalColor.transparent)
        by_tone: dict[tuple[str, bool], QPolygonF] = {}
        for each in self._spots:
            faint = bool(self._taken) and each.passage.id not in self._taken
            tone = self._tones.get(each.passage.id, self._theme.tones.muted)
            by_tone.setdefault((tone, faint), QPolygonF()).append(self.place(each))
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for (tone, faint), points in sorted(by_tone.items(), key=lambda one: not one[0][1]):  # the faint ones below
            ground = QColor(tone)
            ground.setAlpha(_FAINT if faint else ground.alpha())
            painter.setPen(QPen(ground, 2 * _RADIUS, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPoints(points)
        painter.end()
        return drawn

    def _tone(self, spot: Spot) -> QColor:
        return QColor(self._tones.get(spot.passage.id, self._theme.tones.muted))

    def _forget_points(self) -> None:
        self._points = None
        self.update()

    def _forget_places(self) -> None:
        self._places = {}
        self._forget_points()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything lies elsewhere now."""
        super().resizeEvent(event)
        self._forget_places()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A lasso begins."""
        self._lasso = QPolygonF([event.position()])

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It goes on."""
        self._lasso.append(event.position())
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What is in it is taken; a mere click points at one, or lets all go."""
        drawn, self._lasso = self._lasso, QPolygonF()
        near = self._near(event.position())
        self.update()
        inside = self.within(drawn)
        if inside or near is None:
            self.taken.emit(inside)
        else:
            self.pointed.emit(near.passage.id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk to the nearest passage on that side; from nowhere, to the first."""
        way = _WAYS.get(event.key())
        if way is None or not self._spots:
            super().keyPressEvent(event)
            return
        here = next((each for each in self._spots if each.passage.id == self._current), None)
        there = self._spots[0] if here is None else self._towards(here, QPointF(*way))
        if there is not None:
            self.setAccessibleDescription(short(there.passage.text, _SHOWN_CHARS))
            self.pointed.emit(there.passage.id)

    def _towards(self, here: Spot, way: QPointF) -> Spot | None:
        """The nearest on that side, first of those that lie more in that direction than beside it."""
        begin = self.place(here)
        found: list[tuple[bool, float, Spot]] = []
        for each in self._spots:
            apart = self.place(each) - begin
            ahead = QPointF.dotProduct(apart, way)
            beside = abs(apart.x() * way.y()) + abs(apart.y() * way.x())
            if each is not here and ahead > 0:
                found.append((beside > ahead, ahead + beside, each))
        return min(found, key=lambda one: one[:2])[2] if found else None

    @override
    def event(self, event: QEvent) -> bool:
        """Below the pointer, the passage itself."""
        if isinstance(event, QHelpEvent):
            near = self._near(QPointF(event.pos()))
            words = (
                f"{short(near.passage.text, _SHOWN_CHARS)}\n{at(near.passage.created_at)}" if near is not None else ""
            )
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _near(self, position: QPointF) -> Spot | None:
        found = [(self._far(each, position), each) for each in self._spots]
        far, nearest = min(found, key=lambda pair: pair[0], default=(_REACH, None))
        return nearest if far < _REACH else None

    def _far(self, spot: Spot, position: QPointF) -> float:
        there = self.place(spot)
        return float(hypot(there.x() - position.x(), there.y() - position.y()))
