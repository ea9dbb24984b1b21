"""The ways to the memory's key: which there are, one more, one changed, one taken away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTextBrowser, QWidget

from app import zoom
from app.asking import AskingDialog
from app.entries import Entry, TwoLineList
from app.memory.telling import at
from app.override import override
from app.passphrase import judged
from app.pieces import headed, in_line, label, named, push, secret, set_tone
from app.theme import Theme
from app.tones import GRID
from app.words import tr

if TYPE_CHECKING:
    from app.session import Session
    from runtime.errors import LociError
    from runtime.vault.ways import Way

_SIZE = (76 * GRID, 68 * GRID)
_WORDS = (
    "Each of these opens your memory by itself. Nobody can restore one for you; the last that works cannot be removed."
)
_PAPER = (
    "Write these words down, in this order, and keep them where nobody looks. They open your memory where everything "
    "else is lost. They are shown this once, and kept nowhere."
)
_NAMES = {"passphrase": "Passphrase", "recovery": "Recovery key"}
_CHANGES = {
    "passphrase": "Type the new passphrase, twice. The one that you have now opens nothing from then on.",
    "recovery": "Other words are made and shown. Those that you wrote down open nothing from then on.",
    "keyring": "The keyring gets another entry. The one that it has opens nothing from then on.",
}
_CHANGED = "Changed. Copies of the key file that were made before still know the old one; “Another key…” ends that."
_REMOVED = "Removed. Copies of the key file that were made before still know it; “Another key…” ends that."


class KeysDialog(AskingDialog):
    """A list of the ways, and what can be done about them. What goes wrong is said in it."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.setWindowTitle(tr("Ways to the key"))
        self.resize(*(zoom.px(each) for each in _SIZE))
        self.ways = TwoLineList(theme, tr("Ways to the key"))
        self.ways.currentRowChanged.connect(lambda _row: self._ask_nothing())
        self.change = push(tr("Change…"), tr("Give the chosen way another secret"))
        self.remove = push(tr("Remove"), tr("Remove the chosen way"))
        self.recovery = push(tr("A recovery key…"), tr("Make a recovery key to be written down"))
        self.keyring = push(tr("This desktop’s keyring"), tr("Let this desktop’s keyring open the memory"))
        self.first, self.second = (
            secret(each, each) for each in (tr("New passphrase"), tr("New passphrase, once more"))
        )
        self.add = push(tr("Add the passphrase"), tr("Add the passphrase"), kind="main")
        self.sure = push(tr("Change it"), tr("Change the chosen way"), kind="main")
        self.judged, self.told = label(tone="muted", wrap=True), label(wrap=True)
        self.paper = named(QTextBrowser(), "detail")
        self.paper.setAccessibleName(tr("Words of the recovery key"))
        self.paper.document().setDocumentMargin(2 * GRID)
        self.close_button = push(tr("Close"), tr("Close"))
        self._kinds: dict[str, str] = {}
        self._changing = ""
        self.change.clicked.connect(self._ask_change)
        self.sure.clicked.connect(self._change)
        self.remove.clicked.connect(self._remove)
        self.recovery.clicked.connect(self._make_recovery)
        self.keyring.clicked.connect(self._add_keyring)
        self.add.clicked.connect(self._add)
        self.close_button.clicked.connect(self.reject)
        for field in (self.first, self.second):
            field.textChanged.connect(lambda _text: self._settle())
        self._lay_out()
        self.paper.hide()
        self._settle()

    @override
    def done(self, code: int) -> None:
        """Closed; the words of a recovery key go at once."""
        self.paper.clear()
        super().done(code)

    def _refuse(self, problem: LociError) -> None:
        self.told.setText(str(problem))
        set_tone(self.told, "tone", "bad")
        self._settle()

    @override
    def read(self) -> None:
        """The ways."""
        self.ask(lambda assistant: assistant.vault.ways(), self._show, self._refuse)

    def _tell(self, told: str) -> None:
        """What was done, and the ways as they are now."""
        self._ask_nothing()
        self.told.setText(told)
        set_tone(self.told, "tone", "")
        self.read()

    def _show(self, ways: Sequence[Way]) -> None:
        self._kinds = {each.id: each.kind for each in ways}
        self.ways.show_entries([Entry(_name(each), _below(each), each.id) for each in ways])
        self._settle()

    def _add(self) -> None:
        passphrase = self._typed()
        self.ask(
            lambda assistant: assistant.vault.add_passphrase(passphrase),
            lambda _way: self._tell(tr("Added: from now on this passphrase opens your memory, too.")),
            self._refuse,
        )

    def _add_keyring(self) -> None:
        self.ask(
            lambda assistant: assistant.vault.add_keyring(),
            lambda _way: self._tell(tr("Added: the keyring opens your memory for whoever is logged in.")),
            self._refuse,
        )

    def _make_recovery(self) -> None:
        self.ask(lambda assistant: assistant.vault.add_recovery(), self._show_paper, self._refuse)

    def _show_paper(self, made: tuple[Way, str]) -> None:
        words = made[1].split()
        self.paper.setPlainText("   ".join(f"{number}.\u00a0{word}" for number, word in enumerate(words, 1)))
        self.paper.show()
        self.paper.setFocus()
        self._tell(tr(_PAPER))

    def _ask_change(self) -> None:
        """Say what it means; another press does it."""
        kind = self._kinds[str(self.ways.value())]
        self._changing = kind
        self.told.setText(tr(_CHANGES[kind]))
        set_tone(self.told, "tone", "")
        self._settle()
        (self.first if kind == "passphrase" else self.sure).setFocus()

    def _change(self) -> None:
        way_id, passphrase = str(self.ways.value()), self._typed()
        self.sure.setEnabled(False)

        def changed(made: tuple[Way, str]) -> None:
            if made[1]:
                self._show_paper(made)
            else:
                self._tell(tr(_CHANGED))

        self.ask(lambda assistant: assistant.vault.change(way_id, passphrase), changed, self._refuse)

    def _ask_nothing(self) -> None:
        """Nothing is about to be changed."""
        if self._changing:
            self._changing = ""
            self.told.setText("")
        self._settle()

    def _typed(self) -> str:
        """The passphrase, which stands in no field any more."""
        passphrase = self.first.text()
        for field in (self.first, self.second):
            field.clear()
        return passphrase

    def _remove(self) -> None:
        way_id = self.ways.value()
        if isinstance(way_id, str):
            gone = tr(_REMOVED)
            self.ask(lambda assistant: assistant.vault.remove(way_id), lambda _way: self._tell(gone), self._refuse)

    def _settle(self) -> None:
        first, second = self.first.text(), self.second.text()
        apart = bool(second) and first != second
        self.judged.setText(tr("The two are not the same yet.") if apart else judged(first))
        set_tone(self.judged, "tone", "bad" if apart else "muted")
        typed = self._changing in {"", "passphrase"}
        for field in (self.first, self.second):
            field.setVisible(typed)
        self.add.setVisible(not self._changing)
        self.add.setEnabled(bool(first) and first == second)
        self.sure.setVisible(bool(self._changing))
        self.sure.setEnabled(not typed or self.add.isEnabled())
        chosen = self.ways.value() is not None and not self._changing
        self.change.setEnabled(chosen)
        self.remove.setEnabled(chosen and self.ways.count() > 1)

    def _lay_out(self) -> None:
        column = headed(self, gap=GRID)
        column.addWidget(label(tr(_WORDS), tone="muted", wrap=True))
        column.addWidget(self.ways, 1)
        column.addLayout(in_line(self.change, self.remove, None, self.keyring, self.recovery))
        column.addWidget(self.told)
        column.addWidget(self.paper, 1)
        column.addLayout(in_line(self.first, self.second, self.add))
        column.addWidget(self.judged)
        column.addLayout(in_line(None, self.close_button, self.sure))
        for button in (self.change, self.remove, self.keyring, self.recovery, self.add, self.close_button, self.sure):
            button.setAutoDefault(False)


def _name(way: Way) -> str:
    """What it is; of a keyring the name that it gives itself."""
    return tr(_NAMES[way.kind]) if way.kind in _NAMES else way.name


def _below(way: Way) -> str:
    state = {True: tr("opens it now"), False: tr("does not open it any more"), None: ""}[way.works]
    return " · ".join(each for each in (at(way.created_at), state) if each)
