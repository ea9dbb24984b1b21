"""The places of the window at its side: one button each, with its shortcut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from app import zoom
from app.pieces import named
from app.resources import icon
from app.theme import Theme, scaled
from app.tones import GRID
from app.words import tr

_WIDTH = 9 * GRID
_ICON, _TYPE = 22, 0.85


@dataclass(frozen=True, slots=True)
class Door:
    """One place: its name, its icon, and what it is for."""

    name: str
    icon: str
    tip: str


DOORS = (
    Door("Chat", "chat", "Talk"),
    Door("Memory", "memory", "What Loci remembers, and how it came to"),
    Door("Context", "context", "What the language model reads now"),
    Door("Trace", "trace", "Each step of each answer"),
    Door("LLMs", "llm", "Language models on this machine"),
    Door("Settings", "settings", "What you may choose"),
)


class Rail(QFrame):
    """``chosen(number)``: the person wants that place. Ctrl+1 to Ctrl+6 want one too."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None, doors: Sequence[Door] = DOORS) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._wide = self._width(doors)
        self.setFixedWidth(self._wide)
        self._theme = theme
        self._doors = doors
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID // 2, GRID, GRID // 2, GRID)
        column.setSpacing(GRID // 2)
        for number, door in enumerate(doors):
            button = self._button(door, number)
            self._group.addButton(button, number)
            column.addWidget(button)
        column.addStretch(1)
        self._group.idClicked.connect(self.chosen)
        theme.changed.connect(self._tint)
        self._tint()
        self.show_place(0)

    @property
    def shown(self) -> int:
        """The number of the place that is shown."""
        return self._group.checkedId()

    def show_place(self, number: int) -> None:
        """Mark the place that is shown."""
        self._group.button(number).setChecked(True)
        self._tint()

    def _button(self, door: Door, number: int) -> QToolButton:
        button = named(QToolButton(), "door")
        button.setText(tr(door.name))
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setFont(scaled(self.font(), _TYPE))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFixedWidth(self._wide - GRID - 1)
        button.setAccessibleName(tr("Place: {name}").format(name=tr(door.name)))
        button.setToolTip(f"{tr(door.tip)} (Ctrl+{number + 1})")
        QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self).activated.connect(lambda: self.chosen.emit(number))
        return button

    def _width(self, doors: Sequence[Door]) -> int:
        """So much, at the ordinary size, that every name fits, whatever the language."""
        metrics = QFontMetrics(scaled(self.font(), _TYPE))
        longest = max(metrics.horizontalAdvance(tr(door.name)) for door in doors)
        return max(_WIDTH, round(longest * zoom.WHOLE / zoom.percent()) + 2 * GRID + 4)

    def _tint(self) -> None:
        tones = self._theme.tones
        for number, door in enumerate(self._doors):
            button = self._group.button(number)
            button.setIcon(icon(door.icon, tones.accent_text if button.isChecked() else tones.muted, _ICON))
