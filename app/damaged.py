"""A memory file that is damaged: what can be read of it is saved, told, and put in its place where the person wants."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QProgressBar, QTextBrowser, QWidget

from app import zoom
from app.memory.telling import at
from app.override import override
from app.pieces import headed, in_line, label, named, push
from app.tones import GRID
from app.words import grouped, tr

if TYPE_CHECKING:
    from app.bridge import Bridge
    from runtime.errors import LociError
    from runtime.home import Home
    from runtime.keys import Ask
    from runtime.vault.repairing import Repaired
    from runtime.vault.rotation import Backup

_SIZE = (76 * GRID, 52 * GRID)
_ALL = 1_000  # of the height, where it is shown
_KEPT = "The damaged file is not changed by any of this, and stays as a backup when another takes its place."
_CHOICE = "Saving takes from it what is whole. The last backup is whole, but knows nothing of what came after it."
_SAVING = "Reading the file page by page …"
_PLACING = "Putting it in place …"
_FOUND = "{damaged} of {pages} pages are damaged."
_UNCHECKED = "The file’s beginning is damaged, so that the rest could be read but not be checked."
_ALL_THERE = "Nothing that was stored is missing."

_TABLES = {
    "agent": "agents",
    "archive": "archives",
    "block": "blocks",
    "conversation": "conversations",
    "document": "documents",
    "fact": "facts",
    "file_setting": "settings of the file",
    "journal": "changes of the memory",
    "journal_evidence": "what changes rest on",
    "message": "messages",
    "passage": "passages",
    "passage_tag": "tags of passages",
    "step": "steps of answers",
    "summary": "summaries",
    "tool": "tools",
    "turn": "turns",
}


def _newest(home: Home) -> Backup | None:
    from runtime.vault.backups import listed  # noqa: PLC0415 - on a worker

    return next(iter(listed(home)), None)


def _save(home: Home, ask: Ask) -> Repaired:
    from runtime.instance_lock import InstanceLock  # noqa: PLC0415 - on a worker
    from runtime.vault.repairing import repair  # noqa: PLC0415

    with InstanceLock.take(home.lock_file):
        return repair(home, ask)


def _put(home: Home, ask: Ask, name: str) -> str:
    from runtime.instance_lock import InstanceLock  # noqa: PLC0415 - on a worker
    from runtime.vault.restoring import restore  # noqa: PLC0415

    with InstanceLock.take(home.lock_file):
        return restore(home, name, ask)


class DamagedDialog(QDialog):
    """Over the window, while no memory is open. Accepted: open it again; rejected: quit."""

    def __init__(self, bridge: Bridge, home: Home, ask: Ask, problem: LociError, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Your memory could not be opened"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*(zoom.px(each) for each in _SIZE))
        self._bridge, self._home, self._ask = bridge, home, ask
        self.words = label(str(problem), wrap=True)
        self.choice = label(tone="muted", wrap=True)
        self.progress = QProgressBar(maximum=0, textVisible=False)
        self.progress.setAccessibleName(tr(_SAVING))
        self.report = named(QTextBrowser(), "detail")
        self.report.setAccessibleName(tr("What could be read"))
        self.report.document().setDocumentMargin(2 * GRID)
        self.quit = push(tr("Quit"), tr("Quit"))
        self.again = push(tr("Try again"), tr("Try to open the memory again"))
        self.last = push(tr("Use the last backup"), tr("Put the last backup in place of the damaged file"))
        self.save = push(tr("Save what can be read"), tr("Save what can be read of the damaged file"), kind="main")
        self.put = push(tr("Put it in place"), tr("Put what was saved in place of the damaged file"), kind="main")
        self.quit.clicked.connect(self.reject)
        self.again.clicked.connect(self.accept)
        self.save.clicked.connect(self._save)
        self._lay_out()
        self._offer(self.quit, self.again, self.save)
        bridge.ask(lambda: _newest(home), self._offer_backup, self._refuse)

    @override
    def reject(self) -> None:
        """Not while the file is being read or replaced."""
        if self.progress.isHidden():
            super().reject()

    def _offer_backup(self, backup: Backup | None) -> None:
        if backup is not None and self.save.isVisibleTo(self):
            self.last.setToolTip(f"{backup.name}, {at(backup.made_at)}")
            self.last.clicked.connect(lambda: self._place(backup.name))
            self.last.show()

    def _save(self) -> None:
        self._wait(tr(_SAVING))
        home, ask = self._home, self._ask
        self._bridge.ask(lambda: _save(home, ask), self._tell, self._refuse)

    def _place(self, name: str) -> None:
        self._wait(tr(_PLACING))
        home, ask = self._home, self._ask
        self._bridge.ask(lambda: _put(home, ask, name), lambda _kept: self.accept(), self._refuse)

    def _tell(self, repaired: Repaired) -> None:
        self.words.setText(
            tr(_FOUND).format(damaged=grouped(repaired.damaged), pages=grouped(repaired.pages))
            if repaired.checked
            else tr(_UNCHECKED)
        )
        self.report.setHtml(report_html(repaired))
        self.put.clicked.connect(lambda: self._place(repaired.name))
        self._offer(self.report, self.quit, self.put)
        self.put.setFocus()

    def _refuse(self, problem: LociError) -> None:
        self.words.setText(str(problem))
        self._offer(self.quit, self.again, self.save)

    def _wait(self, words: str) -> None:
        self.words.setText(words)
        self._offer(self.progress)

    def _offer(self, *shown: QWidget) -> None:
        buttons: tuple[QWidget, ...] = (self.quit, self.again, self.last, self.save, self.put)
        for each in (*buttons, self.progress, self.report):
            each.setVisible(each in shown)
        self.choice.setVisible(self.progress not in shown)
        self.choice.setText(f"{tr(_KEPT)} {tr(_CHOICE)}" if self.save in shown else tr(_KEPT))

    def _lay_out(self) -> None:
        for button in (self.quit, self.again, self.last, self.save, self.put):
            button.setAutoDefault(False)
        column = headed(self)
        column.addWidget(self.words)
        column.addWidget(self.progress)
        column.addWidget(self.report, _ALL)
        column.addWidget(self.choice)
        column.addStretch(1)
        column.addLayout(in_line(self.quit, None, self.again, self.last, self.save, self.put))


def report_html(repaired: Repaired) -> str:
    """What was read of each table, and what of it is lost."""
    told = [
        (_table(each.name), grouped(each.read), _fate(each.lost, each.left_out, each.made, more=each.more))
        for each in repaired.tables
        if each.read or each.lost or each.made
    ]
    rows = "".join(
        f"<tr><td>{escape(name)}</td><td align='right'>{read}</td><td>&nbsp;&nbsp;{escape(fate)}</td></tr>"
        for name, read, fate in told
    )
    whole = "" if any(fate for _, _, fate in told) else f"<p>{escape(tr(_ALL_THERE))}</p>"
    head = (
        f"<tr><th align='left'>{escape(tr('Table'))}</th><th align='right'>{escape(tr('Rows read'))}</th><th></th></tr>"
    )
    return f"{whole}<table cellspacing='0' cellpadding='3'>{head}{rows}</table>"


def _table(name: str) -> str:
    """What a table holds; those of Loci's own bookkeeping by their names."""
    return tr(_TABLES[name]) if name in _TABLES else name.replace("_", " ")


def _fate(lost: int, left_out: int, made: int, *, more: bool) -> str:
    counted = (
        (lost, tr("{count} lost")),
        (left_out, tr("{count} left out, for what they belong to is lost")),
        (made, tr("{count} made anew")),
    )
    parts = [words.format(count=grouped(count)) for count, words in counted if count]
    return ", ".join([*parts, tr("perhaps more were lost")] if more else parts)
