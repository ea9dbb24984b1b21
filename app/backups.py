"""The backups of the memory: which there are and why, one made now, one put in place of the memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app import zoom
from app.asking import LongDialog
from app.entries import Entry, TwoLineList
from app.llms.facts import size
from app.memory.telling import at
from app.override import override
from app.pieces import headed, in_line, label, push, secret, set_tone
from app.theme import Theme
from app.tones import GRID
from app.words import tr
from runtime.errors import KeyNeeded, LociError, Stopped, WrongKey
from runtime.vault.rotation import Backup

if TYPE_CHECKING:
    from app.session import Session
    from runtime.vault.restoring import Keys

_SIZE = (76 * GRID, 60 * GRID)
_WORDS = (
    "Whole copies of the memory file, encrypted as it is. Loci makes one by itself from time to time and takes old "
    "ones away again; one that you make stays."
)
_KINDS = {
    "automatic": "made by itself",
    "by hand": "made by hand",
    "before a migration": "before a newer Loci changed the file",
    "replaced": "what was there before a backup took its place",
    "repaired": "what could be read of a damaged file",
}
_MAKING = "Making a backup; you can go on meanwhile …"
_STOPPED = "Stopped. No backup was made."
_MADE = "Made: {size}."
_NONE = "There is no backup yet."
_SURE = (
    "Loci closes the memory, puts this backup in its place and opens that. Nothing is overwritten: what is there now "
    "becomes a backup itself, and can be put back the same way."
)
_EARLIER = "This backup has an earlier key. Give the passphrase, or the words of the recovery key, that opened it then."


class BackupsDialog(LongDialog):
    """A list, newest first. ``chosen(name, keys)``: this one is to be put in place of the memory."""

    chosen = Signal(str, object)

    def __init__(self, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.setWindowTitle(tr("Backups"))
        self.resize(*(zoom.px(each) for each in _SIZE))
        self.list = TwoLineList(theme, tr("Backups"))
        self.list.currentRowChanged.connect(lambda _row: self._ask_nothing())
        self.make = push(tr("Make one now"), tr("Make a backup now"))
        self.put = push(tr("Put it in place…"), tr("Put the chosen backup in place of the memory"))
        self.told = label(wrap=True)
        self.field = secret(tr("Passphrase of the backup"), tr("Passphrase of the backup"))
        self.sure = push(tr("Put it in place"), tr("Put it in place, and open it"), kind="main")
        self.make.clicked.connect(self._make)
        self.put.clicked.connect(self._ask_sure)
        self.sure.clicked.connect(self._put)
        self.field.returnPressed.connect(self._put)
        self._lay_out()
        self._ask_nothing()

    @override
    def stopping(self) -> None:
        """At the next pages."""
        self._say("")

    @override
    def read(self) -> None:
        """Which there are."""
        self.ask(lambda assistant: assistant.vault.backups.list(), self._show, self._refuse)

    def _show(self, backups: Sequence[Backup]) -> None:
        self.list.show_entries([Entry(at(each.made_at), _below(each), each.name) for each in backups])
        if not backups and not self.told.text():
            self._say(tr(_NONE))
        self._settle()

    def _make(self) -> None:
        self._ask_nothing()
        self._say(tr(_MAKING))
        self.make.setEnabled(False)
        self.begin(
            lambda assistant, progress: assistant.vault.backups.make(progress),
            self._made,
            self._refuse,
            stop=tr("Stop making the backup"),
        )

    def _made(self, backup: Backup) -> None:
        self._say(tr(_MADE).format(size=size(backup.bytes)))
        self._settle()
        self.read()

    def _ask_sure(self) -> None:
        self._say(tr(_SURE))
        self.sure.show()
        self.sure.setFocus()
        self._settle()

    def _put(self) -> None:
        name, given = self.list.value(), self.field.text()
        if not isinstance(name, str):
            return
        self.field.clear()
        for each in (self.sure, self.put, self.make):
            each.setEnabled(False)
        ask = (lambda _new: given) if given else None
        self.begin(
            lambda assistant, _progress: assistant.vault.backups.find_keys(name, ask),
            lambda keys: self._choose(name, keys),
            self._refuse_key,
        )

    def _choose(self, name: str, keys: Keys) -> None:
        self.accept()
        self.chosen.emit(name, keys)

    def _refuse_key(self, problem: LociError) -> None:
        """The field is shown where something has to be typed."""
        needed = isinstance(problem, KeyNeeded)
        self._settle()
        self._say(tr(_EARLIER) if needed else str(problem), "" if needed else "bad")
        if isinstance(problem, KeyNeeded | WrongKey):
            self.field.show()
            self.field.setFocus()

    def _refuse(self, problem: LociError) -> None:
        self._settle()
        stopped = isinstance(problem, Stopped)
        self._say(tr(_STOPPED) if stopped else str(problem), "" if stopped else "bad")

    def _ask_nothing(self) -> None:
        """Nothing is about to be put in place."""
        self.field.clear()
        for each in (self.field, self.sure):
            each.hide()
        self._say("")
        self._settle()

    def _settle(self) -> None:
        for each in (self.make, self.sure):
            each.setEnabled(True)
        self.put.setEnabled(self.list.value() is not None and self.sure.isHidden())

    def _say(self, words: str, tone: str = "") -> None:
        self.told.setText(words)
        set_tone(self.told, "tone", tone)

    def _lay_out(self) -> None:
        column = headed(self, gap=GRID)
        column.addWidget(label(tr(_WORDS), tone="muted", wrap=True))
        column.addWidget(self.list, 1)
        column.addLayout(in_line(self.make, None, self.put))
        for widget in (self.told, self.field, self.bar):
            column.addWidget(widget)
        column.addLayout(in_line(None, self.leave, self.sure))
        for button in (self.make, self.put, self.leave, self.sure):
            button.setAutoDefault(False)


def _below(backup: Backup) -> str:
    key = "" if backup.same_key else tr("with an earlier key")
    return " · ".join(each for each in (tr(_KINDS[backup.kind]), size(backup.bytes), key) if each)
