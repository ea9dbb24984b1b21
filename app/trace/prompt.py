"""The exact prompt behind an answer: what the language model read before its last step, message by message."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import zoom
from app.asking import AskingDialog
from app.browser import Browser
from app.entries import Entry
from app.memory.telling import at, short
from app.pieces import label, push
from app.theme import Theme
from app.tones import GRID
from app.words import tr
from runtime.llm.port import ChatMessage

if TYPE_CHECKING:
    from app.session import Session
    from runtime.errors import LociError
    from runtime.history.prompts import PastPrompt

_SIZE = (104 * GRID, 72 * GRID)
_LONGEST = 60_000
_EXACT = "What {llm} read before step {number} ({when}), word for word."
_NEARLY = "What {llm} read before step {number} ({when}), as far as it is known: texts of it were forgotten since."


class PromptDialog(AskingDialog):
    """The prompt behind the message with this id, which the language model wrote."""

    def __init__(self, session: Session, theme: Theme, message_id: int, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.setWindowTitle(tr("The prompt behind an answer"))
        self.resize(*(zoom.px(each) for each in _SIZE))
        self.words = label(tr("Looking …"), tone="muted", wrap=True)
        self.browser = Browser(theme, tr("Messages of the prompt"))
        self.browser.chosen.connect(self._choose)
        close = push(tr("Close"), tr("Close"), kind="main")
        close.clicked.connect(self.accept)
        self.browser.buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self.words)
        column.addWidget(self.browser, 1)
        self.ask(lambda assistant: assistant.history.prompt_behind(message_id), self._show, self._refuse)

    def _show(self, prompt: PastPrompt) -> None:
        words = tr(_EXACT) if prompt.exact else tr(_NEARLY)
        self.words.setText(words.format(llm=prompt.llm, number=prompt.number, when=at(prompt.at)))
        self.browser.show_entries([Entry(each.role, short(_said(each)), each) for each in prompt.messages])

    def _refuse(self, problem: LociError) -> None:
        self.words.setText(str(problem))
        self.browser.show_entries([], empty=" ")

    def _choose(self, message: object) -> None:
        if isinstance(message, ChatMessage):
            text = escape(_said(message)[:_LONGEST]).replace("\n", "<br>")
            self.browser.show_detail(f"<p>{text}</p>")


def _said(message: ChatMessage) -> str:
    if message.text or message.call is None:
        return message.text
    return f"{message.call.name} {json.dumps(message.call.arguments, ensure_ascii=False)}"
