"""The transcript's view: stays at the newest row, folds and unfolds, opens a bubble for selecting its text."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QListView, QMenu, QTextBrowser, QWidget

from app.chat.bubble import Bubble
from app.chat.rows import Noted, Row, Said, Steps, plain
from app.chat.transcript import ROW, Index, Transcript
from app.override import override
from app.pieces import QuietScrollBar
from app.theme import Theme
from app.tones import GRID

_NEAR_TOP = 20 * GRID


class TranscriptView(QListView):
    """Shows a :class:`Transcript`.

    Signals: ``block_wanted(label)`` a note was clicked, ``all_wanted(row)`` the whole of a long message,
    ``older_wanted()`` the person scrolled near the oldest row.
    """

    block_wanted = Signal(str)
    all_wanted = Signal(object)
    older_wanted = Signal()

    def __init__(self, transcript: Transcript, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("transcript")
        self.setAccessibleName("Conversation")
        self.setModel(transcript)
        self._transcript = transcript
        self._bubble = Bubble(self, theme)
        self.setItemDelegate(self._bubble)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(QuietScrollBar())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(3 * GRID)
        self._at_end = True
        self._from_end: int | None = None
        self._selecting: QTextBrowser | None = None
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._range_changed)
        transcript.rowsInserted.connect(self._inserted)
        theme.changed.connect(self._repaint)

    # --- staying where the person is -------------------------------------------------------------------

    def show_newest(self) -> None:
        """Go to the newest row and stay there as more come."""
        self._at_end = True
        self.scrollToBottom()

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        self._at_end = value >= bar.maximum() - GRID
        if value < _NEAR_TOP and bar.maximum() > 0:
            self.older_wanted.emit()

    def _range_changed(self, _minimum: int, maximum: int) -> None:
        if self._from_end is not None:
            self.verticalScrollBar().setValue(maximum - self._from_end)
            self._from_end = None
        elif self._at_end:
            self.verticalScrollBar().setValue(maximum)

    def _inserted(self, _parent: QModelIndex, first: int, _last: int) -> None:
        if first == 0 and not self._at_end:
            bar = self.verticalScrollBar()
            self._from_end = bar.maximum() - bar.value()

    @override
    def dataChanged(self, topLeft: Index, bottomRight: Index, roles: Iterable[int] = ()) -> None:  # noqa: N803
        """Qt would lay out the whole list: that is left for a row that has another height now."""
        if self._bubble.placed(topLeft).height == self.visualRect(topLeft).height():
            self.viewport().update(self.visualRect(topLeft))
        else:
            super().dataChanged(topLeft, bottomRight, list(roles))

    def _repaint(self) -> None:
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the newest row in sight."""
        super().resizeEvent(event)
        if self._at_end:
            QTimer.singleShot(0, self, self.scrollToBottom)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Another font is another layout."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_bubble"):
            self._bubble.font_changed(self.font())
            self.scheduleDelayedItemsLayout()

    # --- the pointer -------------------------------------------------------------------------------------

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold, follow a note, or begin to select text."""
        self._bubble.ring = False
        point = event.position().toPoint()
        index = self.indexAt(point)
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            super().mousePressEvent(event)
            return
        self.setCurrentIndex(index)
        target = self._target(index, point)
        if target == "text":
            self._begin_selecting(index, event)
        elif target:
            self._activate(index)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on selecting, or show what can be clicked."""
        if self._selecting is not None:
            self._forward(self._selecting, event)
            return
        point = event.position().toPoint()
        shapes = {"": Qt.CursorShape.ArrowCursor, "text": Qt.CursorShape.IBeamCursor}
        shape = shapes.get(self._target(self.indexAt(point), point), Qt.CursorShape.PointingHandCursor)
        self.viewport().setCursor(shape)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The selection stands; the keyboard may extend it."""
        if self._selecting is not None:
            self._forward(self._selecting, event)
            self._selecting = None

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As a press; a second one over text selects a word, in the text widget itself."""
        self.mousePressEvent(event)

    def _target(self, index: QModelIndex, point: QPoint) -> str:
        """What lies under the point: ``text``, ``steps``, ``note``, ``more`` or nothing."""
        if not index.isValid():
            return ""
        row: Row = index.data(ROW)
        placed = self._bubble.placed(index)
        point = point - self.visualRect(index).topLeft()
        match row:
            case Said(writing=False) if placed.more.contains(point):
                return "more"
            case Said(writing=False) if placed.box.contains(point):
                return "text"
            case Steps() if placed.line.contains(point):
                return "steps"
            case Noted() if row.label and placed.box.contains(point):
                return "note"
        return ""

    def _begin_selecting(self, index: QModelIndex, event: QMouseEvent) -> None:
        text = self._open_text(index)
        if text is not None:
            self._selecting = text
            self._forward(text, event)

    def _open_text(self, index: QModelIndex) -> QTextBrowser | None:
        self.edit(index)
        text = self.indexWidget(index)
        return text if isinstance(text, QTextBrowser) else None

    def _forward(self, text: QTextBrowser, event: QMouseEvent) -> None:
        """Hand a mouse event that this view got to the text widget under it."""
        place = text.viewport().mapFromGlobal(event.globalPosition())
        copy = QMouseEvent(
            event.type(), place, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
        )
        QGuiApplication.sendEvent(text.viewport(), copy)

    # --- the keyboard ------------------------------------------------------------------------------------

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Reached by Tab, the newest row is the current one, and seen to be."""
        reasons = Qt.FocusReason
        if event.reason() in {reasons.TabFocusReason, reasons.BacktabFocusReason}:
            self._bubble.ring = True
            if not self.currentIndex().isValid():
                self.setCurrentIndex(self._transcript.index(self._transcript.rowCount() - 1))
        super().focusInEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk over the rows, Enter opens one, Ctrl+C copies it, End goes to the newest."""
        self._bubble.ring = True
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy) and index.isValid():
            QGuiApplication.clipboard().setText(plain(index.data(ROW)))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and index.isValid():
            self._activate(index)
        else:
            super().keyPressEvent(event)

    def _activate(self, index: QModelIndex) -> None:
        row: Row = index.data(ROW)
        match row:
            case Steps():
                self._transcript.toggle(index.row())
                QTimer.singleShot(0, self, lambda: self.scrollTo(self._transcript.index(index.row())))
            case Noted() if row.label:
                self.block_wanted.emit(row.label)
            case Said() if not self._bubble.placed(index).more.isNull():
                self.all_wanted.emit(row)
            case Said(writing=False):
                text = self._open_text(index)
                if text is not None:
                    text.moveCursor(QTextCursor.MoveOperation.Start)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy the row; open it where it can be opened."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if not index.isValid():
            return
        row: Row = index.data(ROW)
        menu = QMenu(self)
        copy = menu.addAction("Copy", lambda: QGuiApplication.clipboard().setText(plain(row)))
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        words = _opening_words(row, cut=not self._bubble.placed(index).more.isNull())
        if words:
            menu.addAction(words, lambda: self._activate(index))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos() if by_mouse else self.viewport().mapToGlobal(self.visualRect(index).center()))


def _opening_words(row: Row, *, cut: bool) -> str:
    """What Enter does with the row."""
    match row:
        case Steps(unfolded=unfolded):
            return "Fold steps" if unfolded else "Show steps"
        case Noted(label=label) if label:
            return f"Show block {label}"
        case Said(writing=False):
            return "Show all" if cut else "Select text"
    return ""
