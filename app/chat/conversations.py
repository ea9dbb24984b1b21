"""The conversations beside the transcript: open one, begin one, name it, keep it at the top, put it away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from app.chat.hits import SearchAll
from app.chat.rows import day_words
from app.pieces import label, named, tool
from app.resources import icon
from app.theme import Theme, scaled
from app.tones import GRID
from app.words import tr
from runtime.views import ConversationView

_VIEW = int(Qt.ItemDataRole.UserRole)
_AT_ONCE = 400
UNTITLED = "New conversation"


class ConversationList(QFrame):
    """Shows :class:`ConversationView`s; everything else is wished for by signals.

    ``open_wanted(id)``, ``new_wanted()``, ``rename_wanted(id, title)``, ``pin_wanted(id, pinned)``,
    ``archive_wanted(id, archived)``, ``archived_wanted(shown)``.
    """

    open_wanted = Signal(int)
    new_wanted = Signal()
    rename_wanted = Signal(int, str)
    pin_wanted = Signal(int, bool)
    archive_wanted = Signal(int, bool)
    archived_wanted = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("conversationSide")
        self._theme = theme
        self._current = 0
        self._waiting: Sequence[ConversationView] = ()
        self._more = QTimer(self, interval=0)
        self._more.timeout.connect(self._add_some)
        self.list = named(QListWidget(), "conversations")
        self.list.setAccessibleName(tr("Conversations"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.list.itemClicked.connect(self._open_item)
        self.list.itemActivated.connect(self._open_item)
        self.search = SearchAll(theme)
        self.search.searching.connect(self._show_searching)
        self._new = tool(tr("New conversation"), tip=tr("New conversation (Ctrl+N)"), size=16)
        self._new.clicked.connect(self.new_wanted)
        self.archived = tool(tr("Show conversations that were put away"), size=16)
        self.archived.setText(tr("Put away"))
        self.archived.setCheckable(True)
        self.archived.setFont(scaled(self.font(), 0.92))
        self.archived.toggled.connect(self.archived_wanted)
        rename = QAction(tr("Rename…"), self.list)
        rename.setShortcut(QKeySequence("F2"))
        rename.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        rename.triggered.connect(lambda: self._rename(self._chosen()))
        self.list.addAction(rename)
        self._lay_out()
        theme.changed.connect(self._tint)
        self._tint()

    def show_conversations(self, views: Sequence[ConversationView], current: int) -> None:
        """Show these, and which is the current one. Of very many, those far below come a moment later."""
        self._current = current
        self.list.clear()
        self._waiting = views
        self._add_some()

    def _add_some(self) -> None:
        now, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        for view in now:
            item = QListWidgetItem(view.title or tr(UNTITLED))
            item.setData(_VIEW, view)
            when = day_words(view.last_at.astimezone().date(), date.today()) if view.last_at else tr("nothing said yet")  # noqa: DTZ011 - the person's own calendar
            item.setToolTip(f"{view.title or tr(UNTITLED)}\n{when}")
            if view.pinned:
                item.setIcon(icon("pin", self._theme.tones.muted, 14))
            self.list.addItem(item)
            if view.id == self._current:
                self.list.setCurrentItem(item)
        if self._waiting:
            self._more.start()
        else:
            self._more.stop()

    def titles(self) -> list[tuple[int, str]]:
        """The number and the title of each that is listed."""
        views = [self.list.item(row).data(_VIEW) for row in range(self.list.count())]
        return [(view.id, view.title or tr(UNTITLED)) for view in views if isinstance(view, ConversationView)]

    def _chosen(self) -> ConversationView | None:
        row = self.list.currentRow()
        view = self.list.item(row).data(_VIEW) if row >= 0 else None
        return view if isinstance(view, ConversationView) else None

    def _open_item(self, item: QListWidgetItem) -> None:
        view = item.data(_VIEW)
        if isinstance(view, ConversationView) and view.id != self._current:
            self.open_wanted.emit(view.id)

    def _open_menu(self, point: QPoint) -> None:
        view = self.list.indexAt(point).data(_VIEW)
        if not isinstance(view, ConversationView):
            return
        menu = QMenu(self)
        menu.addAction(tr("Rename…"), lambda: self._rename(view)).setShortcut(QKeySequence("F2"))
        menu.addAction(
            tr("Unpin") if view.pinned else tr("Pin to the top"), lambda: self.pin_wanted.emit(view.id, not view.pinned)
        )
        menu.addAction(
            tr("Bring back") if view.archived else tr("Put away"),
            lambda: self.archive_wanted.emit(view.id, not view.archived),
        )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.list.viewport().mapToGlobal(point))

    def _rename(self, view: ConversationView | None) -> None:
        if view is None:
            return
        dialog = QInputDialog(self)
        dialog.setWindowTitle(tr("Rename the conversation"))
        dialog.setLabelText(tr("Title; empty: its first words"))
        dialog.setTextEchoMode(QLineEdit.EchoMode.Normal)
        dialog.setTextValue(view.title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.textValueSelected.connect(lambda title: self.rename_wanted.emit(view.id, title))
        dialog.open()

    def _tint(self) -> None:
        self._new.setIcon(icon("new", self._theme.tones.muted, 16))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(2 * GRID, GRID, GRID, 0)
        head.addWidget(label(tr("Conversations"), font=scaled(self.font(), 1.1, bold=True)))
        head.addStretch(1)
        head.addWidget(self._new)
        foot = QHBoxLayout()
        foot.setContentsMargins(GRID, 0, GRID, GRID)
        foot.addWidget(self.archived)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def _show_searching(self, searching: bool) -> None:
        """What is found takes the place of the conversations."""
        self.list.setVisible(not searching)
        self.archived.setVisible(not searching)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.setStretchFactor(self.search, int(searching))
