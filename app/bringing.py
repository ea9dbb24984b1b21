"""A file brought into the memory: another Loci's, an agent's, or conversations held elsewhere, with their progress."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QTextBrowser,
    QWidget,
)

from app import zoom
from app.asking import LongDialog, Progress
from app.override import override
from app.pieces import headed, in_line, label, named, push, secret
from app.tones import GRID
from app.words import grouped, tr
from runtime.errors import Stopped

if TYPE_CHECKING:
    from app.session import Session
    from runtime.assistant import Assistant
    from runtime.carry.bring import Brought
    from runtime.carry.notes import Note
    from runtime.errors import LociError

_WIDTH = 68 * GRID
_HISTORIES = {".zip", ".json"}
_TALKS = (
    "What you and ChatGPT or Claude said comes into recall memory with its dates: it is found by searching, and Loci "
    "learns from it while you are away. It stays out of your list of conversations, and the same file again brings "
    "only what is new."
)
_AGENTS = (
    "Its agents come in beside those that are here; what is here stays as it is. Either all of it comes in or nothing. "
    "Tools that come with it stay off, and nothing of it is run or opened."
)
_COUNTED = {
    "blocks": "{count} blocks",
    "changes": "{count} changes",
    "conversations": "{count} conversations",
    "conversations that were here already": "{count} conversations that were here already",
    "messages": "{count} messages",
    "passages": "{count} passages",
    "tools, disabled": "{count} tools, disabled",
}
_READING = "Looking through the file …"
_STOPPING = "Stopping after the conversation in hand …"
_STOPPED = "Stopped. What came in so far stays; the same file goes on from there."


def ask_for_file(parent: QWidget, session: Session) -> None:
    """Let the person choose what to bring in."""
    known = tr("Memories, agents, histories (*.loci *.af *.zip *.json);;All files (*)")
    dialog = QFileDialog(parent, tr("Bring a file in"), str(Path.home()), known)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: BringDialog(session, Path(path), parent).open())
    dialog.open()


class BringDialog(LongDialog):
    """What the file is, what will come of it, how far it is, and what came in."""

    def __init__(self, session: Session, path: Path, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.setWindowTitle(tr("Bring a file in"))
        self.setMinimumWidth(zoom.px(_WIDTH))
        self._path = path
        self._histories = path.suffix in _HISTORIES
        self.words = label(tr(_TALKS) if self._histories else tr(_AGENTS), tone="muted", wrap=True)
        self.field = secret(tr("Passphrase of the file"), tr("Passphrase of the file"))
        self.field.setVisible(path.suffix == ".loci")
        self.use = QCheckBox(tr("Talk with its first agent from now on"))
        self.use.setAccessibleName(self.use.text())
        self.use.setVisible(not self._histories)
        self.notes = named(QTextBrowser(), "detail")
        self.notes.setAccessibleName(tr("What was odd about the file"))
        self.leave.setText(tr("Cancel"))
        self.leave.setAccessibleName(tr("Bring nothing in"))
        self.go = push(tr("Bring it in"), tr("Bring the file in"), kind="main")
        self.go.setDefault(True)
        self.go.clicked.connect(self._begin)
        self.field.textChanged.connect(lambda text: self.go.setEnabled(bool(text)))
        self.go.setEnabled(self.field.isHidden())
        self.notes.hide()
        self._lay_out()

    @override
    def tell(self, done: int, total: int) -> None:
        """So many of so many conversations."""
        super().tell(done, total)
        self.words.setText(tr("{done} of {total} conversations").format(done=grouped(done), total=grouped(total)))

    @override
    def stopping(self) -> None:
        """After the conversation in hand."""
        self.words.setText(tr(_STOPPING))

    def _begin(self) -> None:
        path, passphrase, use = self._path, self.field.text(), self.use.isChecked()

        def work(assistant: Assistant, progress: Progress) -> Brought:
            if self._histories:
                return assistant.keeping.bring_histories(path, progress)
            return assistant.keeping.bring_file(path, passphrase, use=use)

        self.words.setText(tr(_READING))
        for each in (self.field, self.use, self.go):
            each.hide()
        self.begin(work, self._end, self._refuse, stop=tr("Stop bringing it in") if self._histories else "")

    def _end(self, brought: Brought) -> None:
        self.words.setText(counted(brought))
        if brought.notes:
            self.notes.setPlainText("\n".join(noted(each) for each in brought.notes))
            self.notes.show()

    def _refuse(self, problem: LociError) -> None:
        self.words.setText(tr(_STOPPED) if isinstance(problem, Stopped) else str(problem))

    def _lay_out(self) -> None:
        for button in (self.leave, self.go):
            button.setAutoDefault(False)
        column = headed(self, self._path.name)
        for widget in (self.words, self.field, self.use, self.bar, self.notes):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(in_line(None, self.leave, self.go))


def counted(brought: Brought) -> str:
    """What came in, in a sentence."""
    counts = [tr(_COUNTED[what]).format(count=grouped(count)) for what, count in brought.counts.items() if count]
    return tr("Brought in: {what}.").format(what=", ".join(counts)) if counts else tr("Nothing in it was new.")


def noted(note: Note) -> str:
    """What is odd about the file, in the language of the window."""
    values = {name: grouped(each) if isinstance(each, int) else each for name, each in note.values.items()}
    return tr(note.odd.value).format(**values)
