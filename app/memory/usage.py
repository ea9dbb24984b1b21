"""A thin bar: how much of a limit is used."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.override import override
from app.pieces import towards
from app.theme import Theme

_HEIGHT = 4
_NEARLY_FULL, _FULL = 0.8, 0.97


class UsageBar(QWidget):
    """Painted in the accent, and in the tones of a warning as it fills. A tick says where something happens."""

    def __init__(self, theme: Theme, *, tick: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share = 0.0
        self._tick = 0.0
        self._has_tick = tick
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def share(self) -> float:
        """Used ÷ limit, from 0 to 1."""
        return self._share

    def show_share(self, used: int, limit: int, tick: int = 0) -> None:
        """Show ``used`` of ``limit``, and a tick at ``tick`` where the bar was made with one."""
        self._share = min(1.0, used / limit) if limit > 0 else 0.0
        self._tick = min(1.0, tick / limit) if limit > 0 else 0.0
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Thin."""
        return QSize(6 * _HEIGHT, _HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        """As thin as it is."""
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The groove, the used part, the tick."""
        tone = "bad" if self._share >= _FULL else "warn" if self._share >= _NEARLY_FULL else "accent"
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        towards(painter, self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        groove = self.rect().toRectF()
        painter.setBrush(self._theme.color("line"))
        painter.drawRoundedRect(groove, _HEIGHT / 2, _HEIGHT / 2)
        if self._share > 0:
            used = groove.adjusted(0, 0, 0, 0)
            used.setWidth(max(float(_HEIGHT), groove.width() * self._share))
            painter.setBrush(self._theme.color(tone))
            painter.drawRoundedRect(used, _HEIGHT / 2, _HEIGHT / 2)
        if self._has_tick and self._tick > 0:
            painter.fillRect(round(groove.width() * self._tick), 0, 1, _HEIGHT, self._theme.color("muted"))
