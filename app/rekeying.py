"""Another key for the memory file: what that means, how far it is, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app import zoom
from app.asking import LongDialog
from app.llms.facts import size
from app.override import override
from app.pieces import headed, in_line, label, push, set_tone
from app.tones import GRID
from app.words import tr
from runtime.errors import LociError, Stopped

if TYPE_CHECKING:
    from app.session import Session
    from runtime.vault.rekeying import Rekeyed

_WIDTH = 68 * GRID
_MEANING = (
    "The whole memory file is encrypted anew, under another key. Everything that opens it now goes on opening it; a "
    "copy of the key file that somebody may have taken opens it no more."
)
_SAFE = (
    "It can be stopped or cut short at any moment: the file then has its old key, or already the new one, and opens. "
    "Backups that were made before keep the key of their time."
)
_WORKING = "Encrypting the file anew. Until it is done, Loci answers nothing and keeps nothing new …"
_STOPPING = "Stopping …"
_STOPPED = "Stopped. The memory has the key that it had, and nothing else was changed."
_DONE = "The memory has a new key: {size} encrypted anew, and every way opens it."
_DROPPED = "{count} ways that Loci had not made stood in the key file; they open nothing now."


class RekeyDialog(LongDialog):
    """Told first, begun by a press, stopped by another."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.setWindowTitle(tr("Another key"))
        self.setMinimumWidth(zoom.px(_WIDTH))
        self.words = label(tr(_MEANING), wrap=True)
        self.safe = label(tr(_SAFE), tone="muted", wrap=True)
        self.go = push(tr("Encrypt it anew"), tr("Encrypt the memory file anew, under another key"), kind="main")
        self.go.clicked.connect(self._begin)
        self._lay_out()

    def _begin(self) -> None:
        self.go.hide()
        self._say(tr(_WORKING))
        self.begin(
            lambda assistant, progress: assistant.vault.rekey(progress),
            self._end,
            self._refuse,
            stop=tr("Stop encrypting it anew"),
        )

    def _end(self, made: Rekeyed) -> None:
        self.safe.hide()
        dropped = tr(_DROPPED).format(count=made.dropped) if made.dropped else ""
        self._say(f"{tr(_DONE).format(size=size(made.bytes))} {dropped}".strip())

    def _refuse(self, problem: LociError) -> None:
        stopped = isinstance(problem, Stopped)
        self._say(tr(_STOPPED) if stopped else str(problem), "" if stopped else "bad")

    @override
    def stopping(self) -> None:
        """At the next pages."""
        self._say(tr(_STOPPING))

    def _say(self, words: str, tone: str = "") -> None:
        self.words.setText(words)
        set_tone(self.words, "tone", tone)

    def _lay_out(self) -> None:
        for button in (self.leave, self.go):
            button.setAutoDefault(False)
        column = headed(self)
        for widget in (self.words, self.bar, self.safe):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(in_line(None, self.leave, self.go))
