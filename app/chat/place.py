"""The place where one talks: the conversations, the transcript over the composer, and core memory beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.chat.composer import Composer
from app.chat.conversations import ConversationList
from app.chat.editing import EditingLine
from app.chat.find_bar import FindBar
from app.memory.panel import MemoryPanel
from app.pieces import named
from app.theme import Theme
from app.tones import GRID
from app.welcome import Welcome
from app.whole_text import WholeText

if TYPE_CHECKING:
    from app.chat.rows import Said
    from app.chat.view import TranscriptView
    from app.session import Session

_SPLIT = (208, 640, 320)
_WIDEST = 112 * GRID


class ChatPlace(QWidget):
    """``memory_wanted()``: core memory is to be shown; ``copied()``: something is on the clipboard."""

    memory_wanted = Signal()
    copied = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: TranscriptView | None = None
        self.welcome = Welcome(theme)
        self.composer = Composer(theme)
        self.memory = MemoryPanel(theme)
        self.conversations = ConversationList(theme)
        self.find_bar = FindBar(theme)
        self.editing = EditingLine(theme)
        self._session: Session | None = None
        self._theme = theme
        self._foot = QVBoxLayout()
        self._stack = QStackedWidget()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self.composer.submitted.connect(self._send)
        self.editing.left.connect(lambda: self.composer.restore(""))
        self.welcome.suggested.connect(self.composer.suggest)

    def attach(self, session: Session, view: TranscriptView) -> None:
        """Show an open memory in ``view`` and beside it."""
        from app.away.card import AwayCard  # noqa: PLC0415 - never before the first paint
        from app.chat.dropping import Dropping  # noqa: PLC0415 - never before the first paint
        from app.chat.finder import Finder  # noqa: PLC0415 - never before the first paint
        from app.memory.asked import ask_when_wanted  # noqa: PLC0415 - never before the first paint

        self.view, self._session = view, session
        self._stack.addWidget(view)
        Finder(self.find_bar, session, view, self)
        Dropping(self, self.composer, session, session.notice.emit)
        ask_when_wanted(session, self._theme, self)
        session.talks.moved.connect(lambda _draft: self.editing.end())
        self._foot.insertWidget(0, AwayCard(session.absence, self._theme))
        session.pages.reached.connect(view.show_message)
        self.setTabOrder(self.composer, view)
        view.block_wanted.connect(self._reveal)
        view.all_wanted.connect(self._show_all)
        view.older_wanted.connect(session.pages.older)
        view.quote_wanted.connect(self.composer.quote)
        view.rewrite_wanted.connect(self.composer.suggest)
        view.again_wanted.connect(session.answer_again)
        view.why_wanted.connect(self.explain)
        view.edit_wanted.connect(self._edit)
        view.version_wanted.connect(session.show_version)
        view.copied.connect(self.copied)
        view.written.connect(self.composer.write)
        view.model().rowsInserted.connect(self._show_rows)
        session.read.connect(self._show_read)
        session.running.connect(self.composer.set_running)
        session.accepted.connect(self._show_accepted)
        session.refused.connect(self.composer.refused)
        session.blocks.connect(self.memory.show_blocks)
        session.block_changed.connect(self.memory.show_change)
        self.memory.save_wanted.connect(session.save_block)
        self.memory.undo_wanted.connect(session.undo)
        self._attach_conversations(session, view)

    def _attach_conversations(self, session: Session, view: TranscriptView) -> None:
        talks, shown = session.talks, self.conversations
        self.composer.sideways.connect(view.go_sideways)
        talks.listed.connect(shown.show_conversations)
        talks.moved.connect(self.composer.restore)
        talks.resumed.connect(self._resume)
        self.composer.drafted.connect(talks.keep_draft)
        shown.open_wanted.connect(lambda number: talks.open(number, self.composer.text()))
        shown.new_wanted.connect(lambda: talks.start(self.composer.text()))
        shown.rename_wanted.connect(talks.rename)
        shown.pin_wanted.connect(talks.pin)
        shown.archive_wanted.connect(talks.archive)
        shown.archived_wanted.connect(talks.show_archived)
        shown.search.sought.connect(self._search)
        shown.search.message_wanted.connect(self.show_message)

    def begin(self) -> None:
        """Give the keyboard to where one writes."""
        self.composer.setFocus()

    def _resume(self, draft: str) -> None:
        """What was being written when the window was closed, unless something is being written already."""
        if draft and not self.composer.text():
            self.composer.restore(draft)

    def find_here(self) -> None:
        """Look for words in the conversation that is shown."""
        self.find_bar.begin()

    def find_anywhere(self) -> None:
        """Look for words in all conversations."""
        self.conversations.search.begin()

    def show_message(self, message_id: int, words: str = "") -> None:
        """Go to a message in whatever conversation, with these words marked."""
        if self._session is not None and self.view is not None:
            self.view.mark(tuple(words.split()))
            self._session.go_to_message(message_id, self.composer.text())

    def explain(self, reply: Said) -> None:
        """Show what a reply rests on."""
        if self._session is not None:
            from app.chat.why import WhyDialog  # noqa: PLC0415 - never before the first paint

            dialog = WhyDialog(self._session, self._theme, reply, self)
            dialog.message_wanted.connect(self.show_message)
            dialog.open()

    def _search(self, words: str) -> None:
        if self._session is not None:
            show = self.conversations.search.show_found
            self._session.ask(lambda assistant: assistant.conversations.search(words), lambda hits: show(hits, words))

    def save_split(self) -> QByteArray:
        """How the width is shared out."""
        return self._splitter.saveState()

    def restore_split(self, state: QByteArray) -> None:
        """Share the width out as it was."""
        self._splitter.restoreState(state)

    def _show_read(self) -> None:
        self._show_rows()
        self.composer.set_ready(True)
        self._show_newest()

    def _send(self, text: str) -> None:
        if self._session is not None:
            self._session.send(text, edits=self.editing.turn_id)

    def _edit(self, row: Said) -> None:
        if row.turn_id is not None:
            self.editing.begin(row.turn_id)
            self.composer.restore(row.text)
            self.composer.setFocus()

    def _show_accepted(self) -> None:
        self.composer.accepted()
        self.editing.end()
        self._show_newest()

    def _show_newest(self) -> None:
        if self.view is not None:
            self.view.show_newest()

    def _show_rows(self) -> None:
        """The welcome as long as nothing was said."""
        if self.view is not None:
            self._stack.setCurrentWidget(self.view if self.view.model().rowCount() else self.welcome)

    def _reveal(self, label: str) -> None:
        self.memory_wanted.emit()
        self.memory.reveal(label)

    def _show_all(self, row: Said) -> None:
        WholeText(row.text, self).open()

    def _lay_out(self) -> None:
        side = named(QWidget(), "transcriptSide")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._stack.addWidget(self.welcome)
        column.addWidget(self.find_bar)
        column.addWidget(self._stack, 1)
        self._foot.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        self._foot.setSpacing(GRID)
        self.composer.setMaximumWidth(_WIDEST)
        self.editing.setMaximumWidth(_WIDEST)
        self._foot.addWidget(self.editing)
        self._foot.addWidget(self.composer)
        column.addLayout(self._foot)
        for number, widget in enumerate((self.conversations, side, self.memory)):
            self._splitter.addWidget(widget)
            self._splitter.setStretchFactor(number, 1 if widget is side else 0)
            self._splitter.setCollapsible(number, False)
        self.conversations.setMinimumWidth(20 * GRID)
        self._splitter.setHandleWidth(1)
        self._splitter.setSizes(list(_SPLIT))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)
