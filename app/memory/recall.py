"""Recall memory: every word that was ever said, searched by words and by meaning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.browser import Browser
from app.entries import Entry
from app.memory import telling
from app.memory.tab import Tab
from app.override import override
from app.pieces import push
from app.theme import Theme
from app.words import tr
from runtime.views import MessageView

if TYPE_CHECKING:
    from app.session import Session

_MOST = 200
_EMPTY = "Nothing was said yet."
_NOT_FOUND = "No message answers that. Try other words, a name, or a time such as “in March”."


class RecallTab(Tab):
    """The newest messages of the conversation; a question is answered from all conversations."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.browser = Browser(
            theme, tr("Messages"), search=tr("Search everything that was ever said"), empty=tr(_EMPTY)
        )
        self.show_there = push(tr("Show in the chat"), tr("Show the chosen message where it was said"), kind="main")
        self.show_there.clicked.connect(self._show_there)
        self.quote = push(tr("Quote in the chat"), tr("Quote the chosen message in the chat"))
        self.quote.clicked.connect(self._quote)
        self.forget = push(tr("Forget…"), tr("Forget the chosen message everywhere"))
        self.forget.clicked.connect(self._forget)
        self.browser.searched.connect(lambda _text: self.read_again())
        self.browser.chosen.connect(self._choose)
        self.browser.buttons.addWidget(self.forget)
        self.browser.buttons.addWidget(self.quote)
        self.browser.buttons.addWidget(self.show_there)
        self.column.addWidget(self.browser, 1)

    @override
    def read(self, session: Session) -> None:
        """What answers the question in the field, else the newest."""
        asked = self.browser.field.text().strip()

        def show(messages: Sequence[MessageView]) -> None:
            if asked == self.browser.field.text().strip():
                self._show(messages if asked else list(reversed(messages)), asked)

        if asked:
            session.ask(lambda assistant: assistant.search_messages(asked, _MOST), show)
        else:
            session.ask(lambda assistant: assistant.messages(_MOST), show)

    def _show(self, messages: Sequence[MessageView], asked: str) -> None:
        entries = [
            Entry(telling.short(each.text), f"{telling.speaker(each)} · {telling.at(each.created_at)}", each)
            for each in messages
            if each.text and each.role in {"user", "assistant"}
        ]
        self.browser.show_entries(entries, empty=tr(_NOT_FOUND) if asked else tr(_EMPTY))

    def _choose(self, message: object) -> None:
        for button in (self.forget, self.quote, self.show_there):
            button.setEnabled(isinstance(message, MessageView))
        if isinstance(message, MessageView):
            self.browser.show_detail(telling.message_html(message, self.theme.tones, self.browser.field.text()))

    def _show_there(self) -> None:
        message = self.browser.value()
        if isinstance(message, MessageView):
            self.message_wanted.emit(message.id, self.browser.field.text().strip())

    def _forget(self) -> None:
        message = self.browser.value()
        if isinstance(message, MessageView):
            self.forget_wanted.emit(message.uid)

    def _quote(self) -> None:
        message = self.browser.value()
        if isinstance(message, MessageView):
            self.chat_wanted.emit("\n".join(f"> {line}" for line in message.text.splitlines()) + "\n\n")
