"""The memory written into a file: everything sealed, everything for reading, or the agent in use for Letta."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QProgressBar,
    QWidget,
)

from app import zoom
from app.asking import AskingDialog
from app.pieces import headed, in_line, label, push, secret, set_tone
from app.tones import GRID
from app.words import tr

if TYPE_CHECKING:
    from app.session import Session
    from runtime.assistant import Assistant
    from runtime.errors import LociError

_WIDTH = 64 * GRID
_OPEN = "It will not be encrypted: whoever has the file can read it."


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: what it is, what it is for, its ending, and whether a passphrase seals it."""

    name: str
    words: str
    ending: str
    sealed: bool


def kinds() -> tuple[Kind, ...]:
    """In the language of the window."""
    return (
        Kind(
            tr("Everything, sealed"),
            tr("For another Loci, on any system: it opens with the passphrase, or is merged into a memory there."),
            ".loci",
            sealed=True,
        ),
        Kind(tr("Everything, for reading"), tr("A zip with Markdown and JSON Lines."), ".zip", sealed=False),
        Kind(
            tr("Everything, for reading, sealed"),
            tr("The same zip; the program age opens it with the passphrase."),
            ".zip.age",
            sealed=True,
        ),
        Kind(tr("The agent in use, for Letta"), tr("An agent file, which comes back whole, too."), ".af", sealed=False),
    )


class TakeOutDialog(AskingDialog):
    """The kind of file, its passphrase, and where it goes; then what was written.

    Closed, what is being written is written to its end.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.setWindowTitle(tr("Write the memory to a file"))
        self.setMinimumWidth(zoom.px(_WIDTH))
        self.kind = QComboBox()
        self.kind.setAccessibleName(tr("What is written"))
        self.kind.view().setAccessibleName(tr("What is written"))
        for each in kinds():
            self.kind.addItem(each.name, each)
        self.words = label(tone="muted", wrap=True)
        self.first, self.second = (secret(each, each) for each in (tr("Passphrase"), tr("Passphrase, once more")))
        self.told = label(wrap=True)
        self.bar = QProgressBar(maximum=0, textVisible=False)
        self.bar.setAccessibleName(tr("Writing …"))
        self.leave = push(tr("Close"), tr("Close"))
        self.choose = push(tr("Choose where…"), tr("Choose where the file goes, and write it"), kind="main")
        self.leave.clicked.connect(self.reject)
        self.choose.clicked.connect(self._ask_where)
        self.kind.currentIndexChanged.connect(lambda _number: self._settle())
        for field in (self.first, self.second):
            field.textChanged.connect(lambda _text: self._settle())
        self._lay_out()
        self.bar.hide()
        self._settle()

    def write(self, path: Path) -> None:
        """Write the chosen kind there; its ending is added where it is missing."""
        kind, passphrase = self._kind(), self.first.text()
        target = path if path.name.endswith(kind.ending) else path.with_name(path.name + kind.ending)

        def work(assistant: Assistant) -> None:
            if kind.ending == ".af":
                assistant.keeping.export_agent_file(target)
            elif kind.ending == ".loci":
                assistant.keeping.export_portable(target, passphrase)
            else:
                assistant.keeping.export_readable(target, passphrase if kind.sealed else "")

        self._say(tr("Writing …"), working=True)
        self.ask(work, lambda _none: self._end(tr("Written to {path}.").format(path=target)), self._refuse)

    def _ask_where(self) -> None:
        name = str(Path.home() / f"loci{self._kind().ending}")
        dialog = QFileDialog(self, self.windowTitle(), name, f"*{self._kind().ending}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # nothing is overwritten: it is said instead
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.write(Path(path)))
        dialog.open()

    def _kind(self) -> Kind:
        chosen: Kind = self.kind.currentData()
        return chosen

    def _settle(self) -> None:
        """A passphrase is typed twice where there is one."""
        kind, first, second = self._kind(), self.first.text(), self.second.text()
        for field in (self.first, self.second):
            field.setVisible(kind.sealed)
        self.words.setText(kind.words if kind.sealed else f"{kind.words} {tr(_OPEN)}")
        wrong = kind.sealed and bool(second) and first != second
        self.told.setText(tr("The two are not the same yet.") if wrong else "")
        set_tone(self.told, "tone", "bad" if wrong else "muted")
        self.choose.setEnabled(not kind.sealed or (bool(first) and first == second))

    def _refuse(self, problem: LociError) -> None:
        self._end(str(problem))

    def _end(self, words: str) -> None:
        self._say(words, working=False)
        self.leave.setFocus()

    def _say(self, words: str, *, working: bool) -> None:
        self.told.setText(words)
        set_tone(self.told, "tone", "")
        self.bar.setVisible(working)
        for each in (self.kind, self.first, self.second, self.choose, self.leave):
            each.setEnabled(not working)

    def _lay_out(self) -> None:
        for button in (self.leave, self.choose):
            button.setAutoDefault(False)
        column = headed(self)
        for widget in (self.kind, self.words, self.first, self.second, self.told, self.bar):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(in_line(None, self.leave, self.choose))
