"""The transcript's view: stays at the newest row, folds and unfolds, opens a bubble for selecting its text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QListView, QTextBrowser, QWidget

from app.chat.bubble import Bubble
from app.chat.code import Code
from app.chat.formulas import library
from app.chat.layout import guess
from app.chat.lazy_list import LazyList
from app.chat.row_menu import MenuButton, menu_of
from app.chat.rows import Noted, Row, Said, Steps, plain
from app.chat.transcript import ROW, Transcript
from app.override import override
from app.pieces import SIDEWAYS, QuietScrollBar
from app.theme import Theme
from app.tones import GRID
from app.words import tr

_NEAR_TOP = 20 * GRID
_LAST_ROWS = 2  # the last reply and its steps


class TranscriptView(LazyList):
    """Shows a :class:`Transcript`.

    Signals: ``block_wanted(label)`` a note was clicked, ``all_wanted(row)`` the whole of a long message,
    ``older_wanted()`` the person scrolled near the oldest row, ``quote_wanted(text)``, ``rewrite_wanted(text)``,
    ``edit_wanted(row)`` a message is to be sent anew in its place, ``version_wanted(turn_id)`` another version of one,
    ``again_wanted(turn_id)`` another answer to the last message, ``why_wanted(row)`` what a reply rests on,
    ``copied()``, ``written(text)``: a letter was typed here, where nothing is written.
    """

    block_wanted = Signal(str)
    all_wanted = Signal(object)
    older_wanted = Signal()
    quote_wanted = Signal(str)
    rewrite_wanted = Signal(str)
    again_wanted = Signal(int)
    edit_wanted = Signal(object)
    version_wanted = Signal(int)
    why_wanted = Signal(object)
    copied = Signal()
    written = Signal(str)

    def __init__(self, transcript: Transcript, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(self._measured, lambda row: guess(transcript.row(row)), parent)
        self.setObjectName("transcript")
        self.setAccessibleName(tr("Conversation"))
        self._transcript = transcript
        self._bubble = Bubble(self, theme)
        self.setItemDelegate(self._bubble)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(QuietScrollBar())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(3 * GRID)
        self._selecting: QTextBrowser | None = None
        self._pointed = QPersistentModelIndex()
        self._menu_button = MenuButton(self.viewport(), theme)
        self._menu_button.button.clicked.connect(self._open_pointed)
        self._bubble.copied.connect(self.copy)
        self._bubble.menu_wanted.connect(self._open_menu)
        self.setModel(transcript)
        self.verticalScrollBar().valueChanged.connect(self._want_older)
        self.verticalScrollBar().valueChanged.connect(self._menu_button.vanish)
        transcript.modelReset.connect(self.forget)
        theme.changed.connect(self._repaint)
        library().loaded.connect(self._draw_formulas)

    def forget(self) -> None:
        """Keep nothing of what was shown: it may have been forgotten since, or is locked."""
        self._bubble.forget()

    def _measured(self, row: int) -> int:
        return self._bubble.placed(self._transcript.index(row)).height

    def _want_older(self, value: int) -> None:
        if value < _NEAR_TOP and self.verticalScrollBar().maximum() > 0:
            self.older_wanted.emit()

    def _draw_formulas(self) -> None:
        """What shows their source is laid out anew."""
        self._bubble.font_changed(self.font())
        self.measure_again()

    def _repaint(self) -> None:
        self.viewport().update()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Another font is another layout."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_bubble"):
            self._bubble.font_changed(self.font())
            self.measure_again()

    # --- looking for words -------------------------------------------------------------------------------

    def mark(self, words: tuple[str, ...]) -> None:
        """Mark these words wherever they stand; none: no mark and no ring any more."""
        self._bubble.marks = words
        if not words:
            self._bubble.found = None
        self.viewport().update()

    def show_message(self, message_id: int) -> None:
        """Bring a message into sight, with a ring around it."""
        at = self._transcript.message_at(message_id)
        if at is None:
            return
        self._bubble.found = message_id
        index = self._transcript.index(at)
        self.setCurrentIndex(index)
        self.scrollTo(index, QListView.ScrollHint.PositionAtTop)
        self.viewport().update()

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
        elif target == "version":
            self.version_wanted.emit(self._bubble.version_at(index, point - self.visualRect(index).topLeft()) or 0)
        elif target == "code":
            self.copy(self._bubble.code_at(index, point - self.visualRect(index).topLeft()) or "")
        elif target:
            self.activate(index)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on selecting, or show what can be clicked."""
        if self._selecting is not None:
            self._forward(self._selecting, event)
            return
        point = event.position().toPoint()
        self._follow(self.indexAt(point))
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
        """What lies under the point: ``text``, ``code``, ``version``, ``steps``, ``note``, ``more`` or nothing."""
        if not index.isValid():
            return ""
        row: Row = index.data(ROW)
        placed = self._bubble.placed(index)
        point = point - self.visualRect(index).topLeft()
        if self._bubble.version_at(index, point) is not None:
            return "version"
        match row:
            case Said(writing=False) if placed.more.contains(point) or placed.box.contains(point):
                is_code = self._bubble.code_at(index, point) is not None
                return "more" if placed.more.contains(point) else "code" if is_code else "text"
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
        if self.indexWidget(index) is None:
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
        """Arrows walk over the rows, Alt+arrows over versions, Enter opens one, Ctrl+C copies it."""
        self._bubble.ring = True
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy) and index.isValid():
            self.copy(plain(index.data(ROW)))
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in SIDEWAYS and index.isValid():
            self.go_to_version(index.data(ROW), self._sideways(SIDEWAYS[event.key()]))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and index.isValid():
            self.activate(index)
        elif event.text().isprintable() and event.text().strip():
            self.written.emit(event.text())
        else:
            super().keyPressEvent(event)

    def go_to_version(self, row: Row, by: int) -> None:
        """Show the version before (-1) or after (1)."""
        turn_id = row.other(by) if isinstance(row, Said) else None
        if turn_id is not None:
            self.version_wanted.emit(turn_id)

    def go_sideways(self, by: int) -> None:
        """Show the version at the left (-1) or at the right (1) of the newest message that has several."""
        rows = (row for row in reversed(self._transcript.rows()) if isinstance(row, Said) and row.versions)
        newest = next(rows, None)
        if newest is not None:
            self.go_to_version(newest, self._sideways(by))

    def _sideways(self, by: int) -> int:
        """What comes next stands at the left where one reads from the right."""
        return -by if self.isRightToLeft() else by

    def copy(self, text: str) -> None:
        """Bring a text to the clipboard."""
        QGuiApplication.clipboard().setText(text)
        self.copied.emit()

    def activate(self, index: QModelIndex) -> None:
        """What Enter does with a row."""
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
        """What can be done with the row."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            centre = self.viewport().mapToGlobal(self.visualRect(index).center())
            menu_of(self, index).popup(event.globalPos() if by_mouse else centre)

    def _open_menu(self, index: QPersistentModelIndex, place: QPoint, chosen: str) -> None:
        """The same from the text that lies over a bubble."""
        if index.isValid():
            menu_of(self, self._transcript.index(index.row()), chosen).popup(place)

    def codes(self, index: QModelIndex) -> list[Code]:
        """The code that stands in a row."""
        return [code for document in self._bubble.documents(index) for code in document.codes]

    def is_cut(self, index: QModelIndex) -> bool:
        """Whether more belongs to a row than is shown."""
        return not self._bubble.placed(index).more.isNull()

    def is_last(self, index: QModelIndex) -> bool:
        """Whether a row belongs to the last reply."""
        return index.row() >= self._transcript.rowCount() - _LAST_ROWS

    # --- the button beside the bubble under the pointer --------------------------------------------------

    def _follow(self, index: QModelIndex) -> None:
        row = index.data(ROW) if index.isValid() else None
        if not isinstance(row, Said) or row.writing:
            self._menu_button.vanish()
            return
        self._pointed = QPersistentModelIndex(index)
        box = self._bubble.placed(index).box.translated(self.visualRect(index).topLeft())
        self._menu_button.stand_beside(box, at_right=(row.speaker == "user") is not self.isRightToLeft())

    def _open_pointed(self) -> None:
        if self._pointed.isValid():
            button = self._menu_button.button
            menu = menu_of(self, self._transcript.index(self._pointed.row()))
            menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        """No bubble is pointed at."""
        self._menu_button.vanish()
        super().leaveEvent(event)
