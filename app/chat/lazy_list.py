"""A list view that measures a row when it comes into sight, so that a long list opens as fast as a short one.

Qt's own layout asks for the size of every row before it paints the first, and again whenever one grows: 5,000
documents take seconds. Here the rows out of sight have guessed heights (:class:`~app.chat.heights.Heights`). What
is in sight stays where it is while rows above it are measured, inserted or grow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from app.chat.heights import Heights
from app.chat.transcript import Index
from app.override import override
from app.tones import GRID

_ROUNDS = 8


class LazyList(QListView):
    """``measure(row)`` lays a row out and says how high it is; ``guess(row)`` must be quick."""

    def __init__(
        self, measure: Callable[[int], int], guess: Callable[[int], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._measure = measure
        self._guess = guess
        self._heights = Heights()
        self._at_end = True
        self._anchor = (0, 0)  # the first row in sight, and how much of it is above the edge
        self._settling = False

    @override
    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show these rows."""
        super().setModel(model)
        if model is not None:
            model.rowsRemoved.connect(self._removed)

    @property
    def at_end(self) -> bool:
        """Whether the newest row is in sight and stays there as more come."""
        return self._at_end

    def show_newest(self) -> None:
        """Go to the newest row and stay there as more come."""
        self._at_end = True
        self.settle()

    def measure_again(self) -> None:
        """Every row may have another height now."""
        self._heights.doubt()
        self.settle()
        self.viewport().update()

    # --- staying where the person is -------------------------------------------------------------------

    def settle(self) -> None:
        """Measure what is in sight, until that brings nothing unmeasured into sight."""
        if self._settling:
            return
        self._settling = True
        bar = self.verticalScrollBar()
        try:
            for _ in range(_ROUNDS):
                self._fit_bar()
                row, above = self._anchor
                bar.setValue(bar.maximum() if self._at_end else self._heights.top(min(row, self._last + 1)) + above)
                if not self._measure_visible():
                    break
        finally:
            self._settling = False
        self.updateEditorGeometries()

    @property
    def _last(self) -> int:
        return len(self._heights) - 1

    def _fit_bar(self) -> None:
        bar, page = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(page)
        bar.setRange(0, max(0, self._heights.top(len(self._heights)) - page))

    def _visible(self) -> range:
        if not len(self._heights):
            return range(0)
        top = self.verticalScrollBar().value()
        return range(self._heights.row_at(top), self._heights.row_at(top + self.viewport().height()) + 1)

    def _measure_visible(self) -> bool:
        """Whether any row in sight has another height than was thought."""
        changed = False
        for row in self._visible():
            if not self._heights.is_measured(row):
                guessed = self._heights.height(row)
                self._heights.put(row, self._measure(row))
                changed = changed or self._heights.height(row) != guessed
        return changed

    def _scrolled(self) -> None:
        value = self.verticalScrollBar().value()
        if len(self._heights):
            row = self._heights.row_at(value)
            self._anchor = (row, value - self._heights.top(row))
            self._at_end = value >= self.verticalScrollBar().maximum() - GRID

    # --- what the model tells --------------------------------------------------------------------------

    def _fill(self) -> None:
        self._heights.clear()
        self._heights.insert(0, [self._guess(row) for row in range(self.model().rowCount())])
        self._anchor = (0, 0)

    @override
    def reset(self) -> None:
        """All rows are others."""
        super().reset()
        if hasattr(self, "_heights"):
            self._fill()

    @override
    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        """Rows that came above the ones in sight leave those where they are."""
        if hasattr(self, "_heights"):
            self._heights.insert(start, [self._guess(row) for row in range(start, end + 1)])
            row, above = self._anchor
            if start <= row:
                self._anchor = (row + end - start + 1, above)
        super().rowsInserted(parent, start, end)
        self.scheduleDelayedItemsLayout()

    def _removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._heights.remove(first, last)
        row, above = self._anchor
        if first < row:
            self._anchor = (max(first, row - (last - first + 1)), above)
        self.scheduleDelayedItemsLayout()

    @override
    def dataChanged(self, topLeft: Index, bottomRight: Index, roles: Iterable[int] = ()) -> None:  # noqa: N803
        """Measure the changed row anew, at once if it is in sight."""
        for row in range(topLeft.row(), bottomRight.row() + 1):
            self._heights.doubt(row)
        self.settle()
        QAbstractItemView.dataChanged(self, topLeft, bottomRight, list(roles))
        self.viewport().update()

    # --- the geometry, instead of Qt's -----------------------------------------------------------------

    @override
    def doItemsLayout(self) -> None:
        """Nothing is laid out that is not in sight."""
        QAbstractItemView.doItemsLayout(self)

    @override
    def updateGeometries(self) -> None:
        """The scroll bar and the text widgets over rows."""
        if hasattr(self, "_heights"):
            self.settle()
        QAbstractItemView.updateGeometries(self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps otherwise."""
        if event.oldSize().width() != event.size().width():
            self._heights.doubt()
        QAbstractItemView.resizeEvent(self, event)

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """What comes into sight is measured before it is painted."""
        if not self._settling:
            self._scrolled()
            self.settle()
        self.viewport().update()

    @override
    def verticalOffset(self) -> int:
        """Pixels above the edge."""
        return self.verticalScrollBar().value()

    @override
    def horizontalOffset(self) -> int:
        """Rows are as wide as the view."""
        return 0

    @override
    def visualRect(self, index: Index) -> QRect:
        """Where the row stands in the viewport, seen or not."""
        if not index.isValid() or index.row() > self._last:
            return QRect()
        top = self._heights.top(index.row()) - self.verticalScrollBar().value()
        return QRect(0, top, self.viewport().width(), self._heights.height(index.row()))

    @override
    def indexAt(self, p: QPoint) -> QModelIndex:
        """The row under a point of the viewport."""
        y = p.y() + self.verticalScrollBar().value()
        if not len(self._heights) or not 0 <= y < self._heights.top(len(self._heights)):
            return QModelIndex()
        return self.model().index(self._heights.row_at(y), 0)

    @override
    def scrollTo(self, index: Index, hint: QListView.ScrollHint = QListView.ScrollHint.EnsureVisible) -> None:
        """Bring the row into sight, as little as that takes; with another hint, its top to the top."""
        if not index.isValid() or index.row() > self._last:
            return
        row, bar = index.row(), self.verticalScrollBar()
        self._heights.put(row, self._measure(row))
        self._fit_bar()
        top, height, page = self._heights.top(row), self._heights.height(row), self.viewport().height()
        if hint is not QListView.ScrollHint.EnsureVisible or top < bar.value() or height > page:
            bar.setValue(top)
        elif top + height > bar.value() + page:
            bar.setValue(top + height - page)

    @override
    def moveCursor(self, cursorAction: QListView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:  # noqa: N803
        """Arrows by a row, Page Up and Down by a view, Home and End to the ends."""
        actions, row, last = QListView.CursorAction, self.currentIndex().row(), self._last
        page = self.viewport().height()
        top = self._heights.top(row) if row >= 0 else 0
        places = {
            actions.MoveUp: row - 1,
            actions.MoveDown: row + 1,
            actions.MoveHome: 0,
            actions.MoveEnd: last,
            actions.MovePageUp: self._heights.row_at(top - page) if last >= 0 else -1,
            actions.MovePageDown: self._heights.row_at(top + page) if last >= 0 else -1,
        }
        return self.model().index(max(0, min(places.get(cursorAction, row), last)), 0)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        """Bring it into sight, and tell a screen reader which row it is."""
        QAbstractItemView.currentChanged(self, current, previous)
        if current.isValid() and self.hasFocus():
            event = QAccessibleEvent(self, QAccessible.Event.Focus)
            event.setChild(current.row())
            QAccessible.updateAccessibility(event)

    @override
    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Rows are not selected; their text is."""

    @override
    def visualRegionForSelection(self, selection: object) -> QRegion:
        """Nothing is."""
        return QRegion()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        """The rows in sight."""
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state & ~QStyle.StateFlag.State_HasFocus
        current = self.currentIndex().row() if self.hasFocus() else -1
        for row in self._visible():
            index = self.model().index(row, 0)
            option.rect = self.visualRect(index)
            if option.rect.intersects(e.rect()):
                option.state = plain | QStyle.StateFlag.State_HasFocus if row == current else plain
                self.itemDelegate().paint(painter, option, index)
        painter.end()
