"""Why do you say this? The lines and searches that a reply rests on, and the way to where they were said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.asking import AskingDialog
from app.browser import Browser
from app.chat.grounds import Ground, grounds
from app.entries import Entry
from app.memory.telling import short
from app.pieces import label, push
from app.theme import Theme
from app.tones import GRID
from app.words import tr

if TYPE_CHECKING:
    from app.chat.rows import Said
    from app.session import Session
    from runtime.errors import LociError

_SIZE = (100 * GRID, 62 * GRID)
_WORDS = "What stood before Loci’s eyes and speaks of the same, and what it looked up for this answer."
_NOTHING = "No line of core memory speaks of this, and nothing was looked up: the language model said it by itself."


class WhyDialog(AskingDialog):
    """``message_wanted(id, words)``: the person wants to see where it was said."""

    message_wanted = Signal(int, str)

    def __init__(self, session: Session, theme: Theme, reply: Said, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setWindowTitle(tr("Why do you say this?"))
        self.resize(*_SIZE)
        self.browser = Browser(theme, tr("What the answer rests on"))
        self.browser.chosen.connect(self._choose)
        self.show_there = push(tr("Show in the chat"), tr("Show the message where it was said"), kind="main")
        self.show_there.clicked.connect(self._show_there)
        close = push(tr("Close"), tr("Close"))
        close.clicked.connect(self.reject)
        for button in (self.show_there, close):
            button.setAutoDefault(False)
            self.browser.buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(label(f"“{short(reply.text, 200)}”", wrap=True))
        column.addWidget(label(tr(_WORDS), tone="muted", wrap=True))
        column.addWidget(self.browser, 1)
        turn_id, tones = reply.turn_id or 0, theme.tones
        self.ask(lambda assistant: grounds(assistant, turn_id, reply.text, tones), self._show, self._refuse)

    def _show(self, found: Sequence[Ground]) -> None:
        self.browser.show_entries([Entry(each.title, each.below, each) for each in found], empty=tr(_NOTHING))

    def _refuse(self, problem: LociError) -> None:
        self.browser.show_entries([], empty=str(problem))

    def _choose(self, ground: object) -> None:
        self.show_there.setEnabled(isinstance(ground, Ground) and ground.message_id is not None)
        if isinstance(ground, Ground):
            self.browser.show_detail(ground.html)

    def _show_there(self) -> None:
        ground = self.browser.value()
        if isinstance(ground, Ground) and ground.message_id is not None:
            self.message_wanted.emit(ground.message_id, ground.words)
            self.accept()
