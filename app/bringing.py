"""A file brought into the memory: another Loci's, an agent's, or conversations held elsewhere, with their progress."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from threading import Event as Flag
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QProgressBar,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app import zoom
from app.override import override
from app.pieces import in_line, label, named, push, secret
from app.theme import scaled
from app.tones import GRID
from app.words import tr
from runtime.errors import Stopped

if TYPE_CHECKING:
    from app.session import Session
    from runtime.assistant import Assistant
    from runtime.carry.bring import Brought

_WIDTH = 68 * GRID
_HISTORIES = {".zip", ".json"}
_PARTS = 500
_TALKS = (
    "What you and ChatGPT or Claude said comes into recall memory with its dates: it is found by searching, and Loci "
    "learns from it while you are away. It stays out of your list of conversations, and the same file again brings "
    "only what is new."
)
_AGENTS = (
    "Its agents come in beside those that are here; what is here stays as it is. Either all of it comes in or nothing. "
    "Tools that come with it stay off, and nothing of it is run or opened."
)
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


class _Progress(QObject):
    """Told from the worker that brings it in. Outlives the dialog, which may be gone by then."""

    told = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.stop = Flag()
        self._last = -1

    def __call__(self, done: int, total: int) -> None:
        """So many of so many conversations.

        Raises:
            Stopped: the person wants no more of it now.
        """
        if self.stop.is_set():
            raise Stopped(tr(_STOPPED))
        part = done * _PARTS // max(total, 1)
        if part != self._last:
            self._last = part
            self.told.emit(done, total)


class BringDialog(QDialog):
    """What the file is, what will come of it, how far it is, and what came in."""

    def __init__(self, session: Session, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Bring a file in"))
        self.setMinimumWidth(zoom.px(_WIDTH))
        self._session, self._path = session, path
        self._progress, self._running = _Progress(), False
        self._histories = path.suffix in _HISTORIES
        self.words = label(tr(_TALKS) if self._histories else tr(_AGENTS), tone="muted", wrap=True)
        self.field = secret(tr("Passphrase of the file"), tr("Passphrase of the file"))
        self.field.setVisible(path.suffix == ".loci")
        self.use = QCheckBox(tr("Talk with its first agent from now on"))
        self.use.setAccessibleName(self.use.text())
        self.use.setVisible(not self._histories)
        self.bar = QProgressBar(maximum=0, textVisible=False)
        self.bar.setAccessibleName(tr("How far it is"))
        self.notes = named(QTextBrowser(), "detail")
        self.notes.setAccessibleName(tr("What was odd about the file"))
        self.leave = push(tr("Cancel"), tr("Bring nothing in"))
        self.begin = push(tr("Bring it in"), tr("Bring the file in"), kind="main")
        self.begin.setDefault(True)
        self.leave.clicked.connect(self._leave)
        self.begin.clicked.connect(self._begin)
        self.field.textChanged.connect(lambda text: self.begin.setEnabled(bool(text)))
        self.begin.setEnabled(self.field.isHidden())
        self._progress.told.connect(self._tell)
        for each in (self.bar, self.notes):
            each.hide()
        self._lay_out()

    @override
    def done(self, code: int) -> None:
        """Closed: what still runs ends after the conversation in hand."""
        self._progress.stop.set()
        super().done(code)
        if not self._running:
            self.deleteLater()

    def _begin(self) -> None:
        path, passphrase, use = self._path, self.field.text(), self.use.isChecked()
        progress = self._progress

        def work(assistant: Assistant) -> Brought:
            if self._histories:
                return assistant.keeping.bring_histories(path, progress)
            return assistant.keeping.bring_file(path, passphrase, use=use)

        self._running = True
        self._say(tr(_READING), working=True)
        self._session.ask(work, partial(self._ended, ""), lambda problem: self._ended(str(problem)))

    def _tell(self, done: int, total: int) -> None:
        self.bar.setMaximum(total)
        self.bar.setValue(done)
        if not self._progress.stop.is_set():
            self.words.setText(tr("{done} of {total} conversations").format(done=f"{done:,}", total=f"{total:,}"))

    def _leave(self) -> None:
        if self._running:
            self._progress.stop.set()
            self.leave.setEnabled(False)
            self.words.setText(tr(_STOPPING))
        else:
            self.reject()

    def _ended(self, problem: str, brought: Brought | None = None) -> None:
        self._running = False
        if not self.isVisible():
            self.deleteLater()
            return
        self._say(problem or _counted(brought), working=False)
        if brought is not None and brought.notes:
            self.notes.setPlainText("\n".join(brought.notes))
            self.notes.show()
        self.leave.setFocus()

    def _say(self, words: str, *, working: bool) -> None:
        self.words.setText(words)
        self.bar.setVisible(working)
        for each in (self.field, self.use, self.begin):
            each.hide()
        stops = working and self._histories
        self.leave.setText(tr("Stop") if stops else tr("Close"))
        self.leave.setAccessibleName(tr("Stop bringing it in") if stops else tr("Close"))
        self.leave.setEnabled(stops or not working)

    def _lay_out(self) -> None:
        for button in (self.leave, self.begin):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(label(self._path.name, font=scaled(self.font(), 1.25, bold=True), wrap=True))
        for widget in (self.words, self.field, self.use, self.bar, self.notes):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(in_line(None, self.leave, self.begin))


def _counted(brought: Brought | None) -> str:
    counts = [f"{count:,} {what}" for what, count in (brought.counts.items() if brought else ()) if count]
    return tr("Brought in: {what}.").format(what=", ".join(counts)) if counts else tr("Nothing in it was new.")
