"""A check box that looks like a switch; everything else of it is Qt's, its role for screen readers too."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QCheckBox

from app import zoom
from app.override import override

_WIDTH, _HEIGHT, _EDGE = 38, 22, 3


class Switch(QCheckBox):
    """On: the accent, its knob at the end. Off: an outline, its knob at the beginning."""

    @override
    def sizeHint(self) -> QSize:
        """The switch, and the ring around it while it has the keyboard."""
        return QSize(zoom.px(_WIDTH) + 2 * _EDGE, zoom.px(_HEIGHT) + 2 * _EDGE)

    @override
    def minimumSizeHint(self) -> QSize:
        """It does not shrink."""
        return self.sizeHint()

    @override
    def hitButton(self, pos: object) -> bool:
        """Anywhere on it."""
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, knob, ring."""
        role = QPalette.ColorRole
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = self._track()
        on = self.isChecked()
        accent, quiet = self.palette().color(role.Highlight), self.palette().color(role.PlaceholderText)
        if not self.isEnabled():
            accent = quiet
        painter.setPen(QPen(accent if on else quiet, 1))
        painter.setBrush(accent if on else Qt.GlobalColor.transparent)
        round_by = track.height() / 2
        painter.drawRoundedRect(track, round_by, round_by)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(role.HighlightedText) if on else quiet)
        at_end = on is not self.isRightToLeft()
        middle = QPointF(track.right() - round_by if at_end else track.left() + round_by, track.center().y())
        painter.drawEllipse(middle, round_by * 0.66, round_by * 0.66)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(role.Highlight), 2))
            painter.setBrush(Qt.GlobalColor.transparent)
            painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), round_by + 2, round_by + 2)

    def _track(self) -> QRectF:
        width, height = zoom.px(_WIDTH) - 1, zoom.px(_HEIGHT) - 1
        left = self.width() - width - _EDGE - 0.5 if self.isRightToLeft() else _EDGE + 0.5
        return QRectF(left, (self.height() - height) / 2, width, height)
