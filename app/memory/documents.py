"""Documents: files and folders that Loci reads, how far it is, and a search through all of them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from app.browser import Browser
from app.entries import Entry
from app.memory.tab import Tab
from app.memory.telling import marked, short
from app.override import override
from app.pieces import label, push
from app.theme import Theme
from app.tones import GRID, Tones
from app.words import grouped, tr
from runtime.documents.views import DocumentView, PartView, Progress, SourceView

if TYPE_CHECKING:
    from app.session import Session
    from runtime.assistant import Assistant

_EMPTY = "No documents yet. Add a file or a folder: Loci reads it where it lies, and finds what stands in it."
_STATES = {"waiting": "waiting", "storing": "storing", "read": "read", "failed": "failed"}
_NOT_FOUND = "No document answers that. Try other words: meaning counts, not spelling alone."
_POLL_MS = 1_000
_MOST = 200
Read = tuple[tuple[SourceView, ...], dict[int, tuple[DocumentView, ...]], Progress]


def look(assistant: Assistant) -> Read:
    """The sources, the documents of each, and how far the reading is."""
    library = assistant.documents
    sources = library.sources()
    return sources, {each.id: library.documents(each.id, limit=_MOST) for each in sources}, library.progress()


class DocumentsTab(Tab):
    """Sources with their documents; with words in the field, what in them answers."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.browser = Browser(theme, tr("Documents"), search=tr("Search the documents"), empty=tr(_EMPTY))
        self.browser.searched.connect(lambda _text: self.read_again())
        self.browser.chosen.connect(self._choose)
        self.add_file = push(tr("Add files…"), tr("Add files to read"))
        self.add_folder = push(tr("Add a folder…"), tr("Add a folder to read"))
        self.add_file.clicked.connect(self._ask_for_files)
        self.add_folder.clicked.connect(self._ask_for_folder)
        self.pause = push(tr("Pause"), tr("Pause reading the chosen one, or go on"))
        self.pause.clicked.connect(self._pause)
        self.remove = push(tr("Remove"), tr("Remove what was read of the chosen one; the files stay"))
        self.remove.clicked.connect(self._remove)
        self.state = label(tone="muted", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self.state, 1)
        for button in (self.add_file, self.add_folder):
            head.addWidget(button)
        for button in (self.pause, self.remove):
            self.browser.buttons.addWidget(button)
        self.column.addLayout(head)
        self.column.addWidget(self.browser, 1)
        self._documents: dict[int, tuple[DocumentView, ...]] = {}
        self._timer = QTimer(self, interval=_POLL_MS, singleShot=True)
        self._timer.timeout.connect(self._poll)

    @override
    def read(self, session: Session) -> None:
        """The sources, or what answers the words in the field."""
        asked = self.browser.field.text().strip()
        if asked:
            session.ask(
                lambda assistant: assistant.documents.search(asked, _MOST), lambda parts: self._show_parts(parts, asked)
            )
        else:
            session.ask(look, self._show)

    def add(self, paths: Sequence[Path]) -> None:
        """Have files or folders read."""
        for path in paths:
            self._add(path)

    def _add(self, path: Path) -> None:
        if self.session is not None:
            self.session.ask(lambda assistant: assistant.documents.add(path), lambda _: self.read_again())

    def _show(self, read: Read) -> None:
        sources, self._documents, progress = read
        if self.browser.field.text().strip():
            return
        self.state.setText(progress_words(progress))
        self.browser.show_entries(
            [Entry(short(Path(each.path).name or each.path), source_words(each), each) for each in sources],
            empty=_EMPTY,
        )
        if progress.running:
            self._timer.start()

    def _show_parts(self, parts: Sequence[PartView], asked: str) -> None:
        if asked == self.browser.field.text().strip():
            entries = [Entry(short(each.text), _place(each), each) for each in parts]
            self.browser.show_entries(entries, empty=tr(_NOT_FOUND))

    def _choose(self, chosen: object) -> None:
        source = chosen if isinstance(chosen, SourceView) else None
        for button in (self.pause, self.remove):
            button.setEnabled(source is not None)
        self.pause.setText(tr("Go on") if source is not None and source.paused else tr("Pause"))
        if source is not None:
            self.browser.show_detail(source_html(source, self._documents.get(source.id, ()), self.theme.tones))
        elif isinstance(chosen, PartView):
            words = marked(chosen.text, self.browser.field.text(), self.theme.tones)
            place = f"<p style='color:{self.theme.tones.muted}'>{escape(_place(chosen))}</p>"
            self.browser.show_detail(f"<p><b>{escape(short(chosen.title))}</b></p>{place}<p>{words}</p>")

    def _poll(self) -> None:
        if self.isVisible():
            self.read_again()

    def _pause(self) -> None:
        source = self.browser.value()
        if isinstance(source, SourceView) and self.session is not None:
            number, paused = source.id, source.paused
            self.session.ask(
                lambda assistant: (assistant.documents.resume if paused else assistant.documents.pause)(number),
                lambda _: self.read_again(),
            )

    def _remove(self) -> None:
        source = self.browser.value()
        if isinstance(source, SourceView) and self.session is not None:
            number = source.id
            self.session.ask(lambda assistant: assistant.documents.remove(number), lambda _: self._removed())

    def _removed(self) -> None:
        self.told.emit(tr("Removed what was read of it. The files themselves are as they were."))
        self.read_again()

    def _ask_for_files(self) -> None:
        dialog = QFileDialog(self, tr("Add files to read"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.add([Path(name) for name in names]))
        dialog.open()

    def _ask_for_folder(self) -> None:
        dialog = QFileDialog(self, tr("Add a folder to read"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.add([Path(name)]))
        dialog.open()


def progress_words(progress: Progress) -> str:
    """How far the reading is."""
    if not progress.running:
        return tr("Files and folders, read where they lie.")
    counts = tr("Reading: {done} done, {left} left").format(done=grouped(progress.done), left=grouped(progress.left))
    if progress.seconds_left is None:
        return f"{counts}."
    about = tr("about {count} min").format(count=max(1, round(progress.seconds_left / 60)))
    return f"{counts}, {about}."


def source_words(source: SourceView) -> str:
    """What was read of it, in one line."""
    waiting = tr("{count} to read").format(count=grouped(source.waiting)) if source.waiting else ""
    failed = tr("{count} could not be read").format(count=grouped(source.failed)) if source.failed else ""
    read = tr("{count} read").format(count=grouped(source.read))
    return " · ".join(filter(None, [read, tr("paused") if source.paused else waiting, failed]))


def source_html(source: SourceView, documents: Sequence[DocumentView], tones: Tones) -> str:
    """A source with its documents, those with a problem first."""
    problem = f"<p style='color:{tones.bad}'>{escape(source.problem)}</p>" if source.problem else ""
    ordered = sorted(documents, key=lambda each: (each.status != "failed", each.title))
    rows = "".join(
        f"<tr><td>{escape(short(each.title))}</td>"
        f"<td style='color:{tones.bad if each.status == 'failed' else tones.muted}'>"
        f"{escape(short(each.problem or tr(_STATES.get(each.status, each.status)), 200))}</td></tr>"
        for each in ordered
    )
    path = f"<p style='color:{tones.muted}'>{escape(short(source.path, 300))}</p>"
    return f"{path}{problem}<table cellpadding='3'>{rows}</table>"


def _place(part: PartView) -> str:
    page = tr("page {number}").format(number=part.page) if part.page else ""
    heading = part.heading.removeprefix(part.title).removeprefix(" > ")  # which begins with what the document is called
    return " · ".join(filter(None, [short(part.title, 60), short(heading, 60), page]))
