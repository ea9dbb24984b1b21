"""What a search through all conversations found: each hit with its words marked, who said it, when and where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAbstractTextDocumentLayout, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from app.chat.documents import html_document
from app.chat.find_bar import SearchField
from app.chat.rows import day_words
from app.entries import ENTRY, EntryList, EntryPainter, Index
from app.memory.telling import marked, speaker
from app.override import override
from app.pieces import label, named
from app.theme import Theme, scaled
from app.tones import GRID
from app.words import tr
from runtime.views import FoundView

_WAIT_MS = 200
_SNIPPET = 90
_BEFORE = 24


def snippet(text: str, words: str, most: int = _SNIPPET) -> str:
    """The part of a text around the first of the words that stands in it, on one line."""
    line = " ".join(text.split())
    places = [line.lower().find(word) for word in words.lower().split() if len(word) > 1]
    start = max(0, min((place for place in places if place >= 0), default=0) - _BEFORE)
    if start:
        start = line.find(" ", start) + 1 or start
    cut = line[start : start + most]
    return ("…" if start else "") + cut + ("…" if start + most < len(line) else "")


class _HitPainter(EntryPainter):
    """The snippet on two lines, and below it where it was said."""

    lines = 3

    def __init__(self, theme: Theme, view: HitList) -> None:
        super().__init__(theme, view)
        self._view = view

    @override
    def draw(self, painter: QPainter, place: QRect, font: QFont, index: Index) -> None:
        """The snippet with its marks, the line below."""
        found = index.data(ENTRY)
        if not isinstance(found, FoundView):
            return
        line = QFontMetrics(font).lineSpacing()
        self._draw_snippet(painter, place.adjusted(0, 0, 0, -line), found)
        lower = QRect(place.left(), place.bottom() - line + 1, place.width(), line)
        self.draw_line(painter, lower, scaled(font, 0.9), "muted", below(found))

    def _draw_snippet(self, painter: QPainter, place: QRect, found: FoundView) -> None:
        words = self._view.words
        document = html_document(
            marked(snippet(found.message.text, words), words, self._theme.tones), self._view.font()
        )
        document.setTextWidth(place.width())
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette(self._view.palette())
        palette.setColor(QPalette.ColorRole.Text, self._theme.color("text"))
        context.palette = palette
        painter.save()
        painter.translate(place.topLeft())
        painter.setClipRect(QRect(0, 0, place.width(), place.height()))
        document.documentLayout().draw(painter, context)
        painter.restore()


def below(found: FoundView) -> str:
    """Who said it, when, and in which conversation."""
    day = day_words(found.message.created_at.astimezone().date(), date.today())  # noqa: DTZ011 - the person's calendar
    return " · ".join(filter(None, (speaker(found.message), day, found.conversation)))


class HitList(EntryList):
    """Shows :class:`FoundView`s. ``words`` are those marked in them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(tr("Messages found"))
        self.words = ""
        self.setItemDelegate(_HitPainter(theme, self))

    def show_found(self, found: Sequence[FoundView], words: str) -> None:
        """Show these, best first."""
        self.words = words
        self.clear()
        for each in found:
            item = QListWidgetItem(f"{snippet(each.message.text, words)}. {below(each)}")
            item.setData(ENTRY, each)
            self.addItem(item)

    def found(self, item: QListWidgetItem) -> FoundView | None:
        """What a line stands for."""
        value = item.data(ENTRY)
        return value if isinstance(value, FoundView) else None


class SearchAll(QWidget):
    """A field and, while something stands in it, the hits below it.

    ``sought(words)`` a moment after they were typed; ``message_wanted(id, words)``; ``searching(bool)``.
    """

    sought = Signal(str)
    message_wanted = Signal(int, str)
    searching = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = SearchField(placeholderText=tr("Search all"))
        self.field.setAccessibleName(tr("Search all conversations"))
        self.field.setToolTip(tr("Search all conversations (Ctrl+Shift+F)"))
        self.field.setClearButtonEnabled(True)
        self.hits = HitList(theme)
        self._nothing = label(
            tr("No message answers that. Try other words, a name, or a time."), tone="muted", wrap=True
        )
        self._nothing.setContentsMargins(GRID, GRID, GRID, GRID)
        self._timer = QTimer(self, interval=_WAIT_MS, singleShot=True)
        self._timer.timeout.connect(self._seek)
        self.field.textChanged.connect(self._typed)
        self.field.left.connect(self.field.clear)
        self.field.older.connect(self._open_first)
        self.field.newer.connect(self.hits.setFocus)
        self.hits.itemClicked.connect(self._open)
        self.hits.itemActivated.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, 0, GRID, 0)
        column.setSpacing(GRID)
        column.addWidget(named(self.field, "searchAll"))
        column.addWidget(self._nothing)
        column.addWidget(self.hits, 1)
        self._typed("")

    @property
    def words(self) -> str:
        """What is looked for."""
        return self.field.text().strip()

    def begin(self) -> None:
        """Let the person type."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_found(self, found: Sequence[FoundView], words: str) -> None:
        """Show what was found, if it is still what is looked for."""
        if words == self.words and words:
            self.hits.show_found(found, words)
            self.hits.setVisible(bool(found))
            self._nothing.setVisible(not found)

    def _typed(self, text: str) -> None:
        self.searching.emit(bool(text.strip()))
        if text.strip():
            self._timer.start()
        else:
            self._timer.stop()
            self.hits.hide()
            self._nothing.hide()

    def _seek(self) -> None:
        self.sought.emit(self.words)

    def _open_first(self) -> None:
        if self.hits.isVisible() and self.hits.count():
            self._open(self.hits.item(max(0, self.hits.currentRow())))

    def _open(self, item: QListWidgetItem) -> None:
        found = self.hits.found(item)
        if found is not None:
            self.message_wanted.emit(found.message.id, self.hits.words)
