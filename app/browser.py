"""A list at the left, what is chosen in it at the right, and a field that searches: how memory is looked through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.chat.documents import html_document
from app.entries import Entry, TwoLineList
from app.instead import Instead
from app.pieces import give_keyboard, named
from app.theme import Theme
from app.tones import GRID
from app.words import tr

_WAIT_MS = 200


class Browser(QWidget):
    """``searched(text)`` a moment after it was typed; ``chosen(value)`` an entry, or None where none is left.

    ``empty`` is said where nothing is found; that it is being looked for, before anything was shown.
    """

    searched = Signal(str)
    chosen = Signal(object)

    def __init__(self, theme: Theme, name: str, *, search: str = "", empty: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.field = QLineEdit(placeholderText=search)
        self.field.setAccessibleName(search or tr("Search {name}").format(name=name))
        self.field.setClearButtonEnabled(True)
        self._timer = QTimer(self, interval=_WAIT_MS, singleShot=True)
        self._timer.timeout.connect(lambda: self.searched.emit(self.field.text().strip()))
        self.field.textChanged.connect(lambda _text: self._timer.start())
        self.list = TwoLineList(theme, name)
        self.list.currentRowChanged.connect(lambda _row: self.chosen.emit(self.value()))
        theme.changed.connect(self._choose_again)  # a method, which is let go with its widget, as a lambda is not
        self.detail = named(QTextBrowser(), "detail")
        self.detail.setAccessibleName(tr("{name}: what is chosen").format(name=name))
        self.detail.setOpenLinks(False)
        self._words = empty or tr("Nothing yet.")
        self.instead = Instead(tr("Looking …"))
        self.buttons = QHBoxLayout()
        self._lay_out()

    def show_entries(self, entries: Sequence[Entry], *, empty: str = "") -> None:
        """Show these; the one that was chosen stays chosen where it is still among them."""
        self.list.show_entries(entries)
        self.instead.say(empty or self._words)
        self._stack.setCurrentIndex(0 if entries else 1)
        give_keyboard(self.list)
        self.chosen.emit(self.value())

    def value(self) -> object:
        """What is chosen."""
        return self.list.value()

    def show_detail(self, html: str) -> None:
        """Show HTML that this program wrote, everything foreign in it escaped."""
        document = html_document(html, self.font())
        document.setDocumentMargin(2 * GRID)
        document.setParent(self.detail)
        self.detail.setDocument(document)

    def _choose_again(self) -> None:
        """What is shown of the chosen one has the colours in its HTML."""
        self.chosen.emit(self.value())

    def _lay_out(self) -> None:
        right = named(QWidget(), "detailSide")
        side = QVBoxLayout(right)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(GRID)
        side.addWidget(self.detail, 1)
        side.addLayout(self.buttons)
        self.buttons.addStretch(1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(right)
        split.setSizes([340, 560])
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(2 * GRID)
        self._stack = QStackedWidget()
        self._stack.addWidget(split)
        self._stack.addWidget(self.instead)
        self._stack.setCurrentWidget(self.instead)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.field)
        self.field.setVisible(bool(self.field.placeholderText()))  # here it is no window of its own any more
        column.addWidget(self._stack, 1)
