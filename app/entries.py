"""Lists whose entries are drawn by hand: the quiet list, and the ground below the entry that is chosen."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.override import override
from app.pieces import QuietScrollBar
from app.theme import Theme, scaled
from app.tones import GRID
from app.words import by_itself

ENTRY = int(Qt.ItemDataRole.UserRole)
"""Under this role stands what an entry shows."""
_AT_ONCE = 400
Index = QModelIndex | QPersistentModelIndex


class EntryList(QListWidget):
    """Entries of one height, scrolled smoothly, cut at the width there is. ``name`` is the accessible one."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("entries")
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(QuietScrollBar())
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)


class EntryPainter(QStyledItemDelegate):
    """Draws an entry's ground; what stands on it, on so many ``lines``, a subclass draws."""

    lines: ClassVar[int]

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    @abstractmethod
    def draw(self, painter: QPainter, place: QRect, font: QFont, index: Index) -> None:
        """Draw the entry within ``place``, in the list's ``font``."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The lines and the space around them."""
        return QSize(0, QFontMetrics(option.font).lineSpacing() * self.lines + 2 * GRID)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground, where the entry is chosen, and the entry."""
        state: QStyle.StateFlag = option.state
        place: QRect = option.rect.adjusted(2, 1, -2, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            focused = state & QStyle.StateFlag.State_HasFocus
            painter.setPen(self._theme.color("accent" if focused else "accent_soft"))
            painter.setBrush(self._theme.color("accent_soft"))
            painter.drawRoundedRect(place, GRID, GRID)
        self.draw(painter, place.adjusted(GRID, GRID - 1, -GRID, -GRID + 1), option.font, index)
        painter.restore()

    def draw_line(self, painter: QPainter, place: QRect, font: QFont, tone: str, words: str) -> None:
        """Draw a line of words, cut at the width there is."""
        painter.setFont(font)
        painter.setPen(self._theme.color(tone))
        cut = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        at = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, int(at) | int(Qt.TextFlag.TextDontClip), cut)  # else what hangs below a line is cut off


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of two lines: its words, what stands below them, and what it stands for.

    ``mark``: the tone of a mark before it, by which it is found again in a picture.
    """

    title: str
    below: str
    value: object
    mark: str = ""


class _TwoLines(EntryPainter):
    """A title, and in a quieter tone what stands below it."""

    lines = 2

    @override
    def draw(self, painter: QPainter, place: QRect, font: QFont, index: Index) -> None:
        """The two lines."""
        entry = index.data(ENTRY)
        if not isinstance(entry, Entry):
            return
        line = QFontMetrics(font).lineSpacing()
        if entry.mark:
            side = line // 2
            mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
            left = place.right() + 1 - side if mirrored else place.left()
            square = QRect(left, place.top() + (line - side) // 2, side, side)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(entry.mark))
            painter.drawRoundedRect(square, 2, 2)
            indent = side + GRID
            place = place.adjusted(0, 0, -indent, 0) if mirrored else place.adjusted(indent, 0, 0, 0)
        middle = place.top() + line
        upper = QRect(place.left(), place.top(), place.width(), middle - place.top())
        lower = QRect(place.left(), middle, place.width(), place.bottom() - middle + 3)
        self.draw_line(painter, upper, font, "text", by_itself(entry.title))
        self.draw_line(painter, lower, scaled(font, 0.9), "muted", entry.below)


class TwoLineList(EntryList):
    """Entries of two lines, each with what it stands for. Of very many, those far below come a moment later."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(name)
        self.setItemDelegate(_TwoLines(theme, self))
        self._waiting: Sequence[Entry] = ()
        self._more = QTimer(self, interval=0)
        self._more.timeout.connect(self._add_some)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these, in silence; the one that was chosen stays chosen where it is still among them."""
        before = self.value()
        same = next((number for number, entry in enumerate(entries) if entry.value == before), 0)
        self.blockSignals(True)
        self.clear()
        self._waiting = entries
        self._add_some(at_least=same + 1)
        self.setCurrentRow(same if entries else -1)
        self.blockSignals(False)

    def choose(self, number: int) -> None:
        """Make that one the chosen one, counted from 0, whether it has come already or not."""
        self._add_some(at_least=number + 1 - self.count())
        self.setCurrentRow(number)

    def _add_some(self, at_least: int = 0) -> None:
        portion = max(at_least, _AT_ONCE)
        for entry in self._waiting[:portion]:
            item = QListWidgetItem(f"{entry.title}. {entry.below}")
            item.setData(ENTRY, entry)
            self.addItem(item)
        self._waiting = self._waiting[portion:]
        if self._waiting:
            self._more.start()
        else:
            self._more.stop()

    def value(self) -> object:
        """What is chosen."""
        row = self.currentRow()
        entry = self.item(row).data(ENTRY) if row >= 0 else None
        return entry.value if isinstance(entry, Entry) else None
