"""The window: the conversation, the core memory beside it, and the lines at its head and foot.

It is shown before the memory file is open, and imports little, to be shown soon; :meth:`MainWindow.attach` gives it
someone to talk with.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.actions import Deed, appearance_menu, menu_of
from app.chat.composer import Composer
from app.header import Header
from app.memory.panel import MemoryPanel
from app.override import override
from app.pieces import named
from app.status_line import StatusLine
from app.theme import Appearance, Theme
from app.tones import GRID
from app.welcome import Welcome
from app.whole_text import WholeText

if TYPE_CHECKING:
    from app.chat.rows import Said
    from app.chat.view import TranscriptView
    from app.session import Session
    from runtime.views import BlockView

_SIZE = (1120, 740)
_SPLIT = (760, 340)
_WIDEST = 112 * GRID


class MainWindow(QMainWindow):
    """``closing`` is told once, after the window is hidden."""

    closing = Signal()

    def __init__(self, theme: Theme, settings: QSettings) -> None:
        super().__init__()
        self.setWindowTitle("Loci")
        self.setMinimumSize(60 * GRID, 50 * GRID)
        self.theme = theme
        self._settings = settings
        self._session: Session | None = None
        self.view: TranscriptView | None = None
        self._closed = False
        self.welcome = Welcome(theme)
        self.composer = Composer(theme)
        self.memory = MemoryPanel(theme)
        self.status = StatusLine(theme)
        self.header = self._make_header()
        self._stack = QStackedWidget()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()
        self._restore()
        self.composer.setFocus()

    def attach(self, session: Session, view: TranscriptView) -> None:
        """Show an open memory in ``view`` and beside it, and let the person talk."""
        self._session = session
        self.view = view
        self._stack.addWidget(view)
        self.setTabOrder(self.composer, view)
        view.block_wanted.connect(self._reveal)
        view.all_wanted.connect(self._show_all)
        view.older_wanted.connect(session.read_older)
        view.model().rowsInserted.connect(self._show_rows)
        session.read.connect(self._show_read)
        session.running.connect(self.composer.set_running)
        session.accepted.connect(self._show_accepted)
        session.refused.connect(self.composer.refused)
        session.blocks.connect(self.memory.show_blocks)
        session.block_changed.connect(self.memory.show_change)
        session.saved.connect(self._show_saved)
        session.conflict.connect(self._show_conflict)
        session.not_saved.connect(self._show_not_saved)
        session.llm.connect(self.status.show_llm)
        session.context.connect(self.status.show_context)
        session.notice.connect(self._show_notice)
        self.memory.save_wanted.connect(session.save_block)
        self.memory.undo_wanted.connect(session.undo)
        session.start()

    def say(self, sentence: str, *, problem: bool = False, lasting: bool = False) -> None:
        """Say something at the foot of the window, for a while or until something else is said."""
        self.status.notice.say(sentence, problem=problem, lasting=lasting)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Vanish at once; what runs is left in good order behind."""
        if not self._closed:
            self._closed = True
            self._settings.setValue("geometry", self.saveGeometry())
            self._settings.setValue("split", self._splitter.saveState())
            self.hide()
            self.closing.emit()
        event.accept()

    # --- what the session tells --------------------------------------------------------------------------

    def _show_read(self) -> None:
        self._show_rows()
        self.composer.set_ready(True)
        self._show_newest()

    def _show_accepted(self) -> None:
        self.composer.accepted()
        self._show_newest()

    def _show_newest(self) -> None:
        if self.view is not None:
            self.view.show_newest()

    def _show_saved(self, label: str) -> None:
        card = self.memory.card(label)
        if card is not None:
            card.saved()
        self.say(f"Saved {label}.")

    def _show_conflict(self, label: str, sentence: str, block: BlockView | None) -> None:
        card = self.memory.card(label)
        if card is not None:
            card.conflict(sentence, block)

    def _show_not_saved(self, label: str, sentence: str) -> None:
        card = self.memory.card(label)
        if card is not None:
            card.problem(sentence)

    def _show_notice(self, sentence: str, problem: bool) -> None:
        self.say(sentence, problem=problem)

    def _show_rows(self) -> None:
        """The welcome as long as nothing was said."""
        if self.view is not None and self.view.model().rowCount():
            self._stack.setCurrentWidget(self.view)

    # --- what the person does ----------------------------------------------------------------------------

    def _send(self, text: str) -> None:
        if self._session is not None:
            self._session.send(text)

    def _stop(self) -> None:
        if self._session is not None:
            self._session.stop()

    def _undo(self) -> None:
        if self._session is not None:
            self._session.undo()

    def _choose_llm(self) -> None:
        if self._session is None:
            return
        dialog = QFileDialog(self, "Choose an LLM", str(Path.home()), "Language models (*.gguf);;All files (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        session = self._session
        dialog.fileSelected.connect(lambda path: session.use_llm(Path(path)))
        dialog.open()

    def _use_built_in(self) -> None:
        if self._session is not None:
            self._session.use_llm(None)

    def _unload(self) -> None:
        if self._session is not None:
            self._session.unload_llm()

    def _reveal(self, label: str) -> None:
        self._memory_action.setChecked(True)
        self.memory.reveal(label)

    def _show_all(self, row: Said) -> None:
        WholeText(row.text, self).open()

    def _choose_appearance(self, appearance: Appearance) -> None:
        self._settings.setValue("appearance", appearance)
        self.theme.choose(appearance)

    # --- how it is made ----------------------------------------------------------------------------------

    def _make_header(self) -> Header:
        self._memory_action = QAction("Core memory", self)
        self._memory_action.setCheckable(True)
        self._memory_action.setChecked(True)
        self._memory_action.setShortcut(QKeySequence("Ctrl+B"))
        self._memory_action.setToolTip("Core memory (Ctrl+B)")
        self._memory_action.toggled.connect(self.memory.setVisible)
        self.addAction(self._memory_action)
        deeds = [
            Deed("Write a message", ("Ctrl+L",), self.composer.setFocus),
            Deed("Stop the answer", ("Ctrl+.", "Esc"), self._stop),
            Deed("Undo the last change of the memory", ("Ctrl+Shift+Z",), self._undo),
            Deed(),
            Deed("Choose an LLM…", ("Ctrl+O",), self._choose_llm),
            Deed("Use the built-in LLM", (), self._use_built_in),
            Deed("Unload the LLM", (), self._unload),
            Deed(),
            Deed("Quit", ("Ctrl+Q",), self.close_window),
        ]
        menu = menu_of(self, deeds, appearance_menu(self, self.theme, self._choose_appearance))
        return Header(self.theme, self._memory_action, menu)

    def close_window(self) -> None:
        """Close it, as the window's own button does."""
        self.close()

    def _lay_out(self) -> None:
        side = named(QWidget(), "transcriptSide")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._stack.addWidget(self.welcome)
        column.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        self.composer.setMaximumWidth(_WIDEST)
        foot.addWidget(self.composer)
        column.addLayout(foot)
        self._splitter.addWidget(side)
        self._splitter.addWidget(self.memory)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.setCollapsible(0, False)
        self._splitter.setCollapsible(1, False)
        self._splitter.setHandleWidth(1)
        window = named(QWidget(), "window")
        rows = QVBoxLayout(window)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.header)
        rows.addWidget(self._splitter, 1)
        rows.addWidget(self.status)
        self.setCentralWidget(window)

    def _connect(self) -> None:
        self.composer.submitted.connect(self._send)
        self.composer.stopped.connect(self._stop)
        self.welcome.suggested.connect(self.composer.suggest)
        self.status.choose_wanted.connect(self._choose_llm)
        self.status.built_in_wanted.connect(self._use_built_in)
        self.status.unload_wanted.connect(self._unload)

    def _restore(self) -> None:
        self.resize(*_SIZE)
        self._splitter.setSizes(list(_SPLIT))
        geometry, split = self._settings.value("geometry"), self._settings.value("split")
        if geometry is not None:
            self.restoreGeometry(geometry)
        if split is not None:
            self._splitter.restoreState(split)
