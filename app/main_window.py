"""The window: a rail of places at its side, one of them shown, and the lines at its head and foot.

It is shown before the memory file is open, and imports little, to be shown soon; :meth:`MainWindow.attach` gives it
someone to talk with. Places other than the chat are made when the person first goes there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.actions import Deed, appearance_menu, menu_of
from app.chat.place import ChatPlace
from app.header import Header
from app.override import override
from app.pieces import named
from app.rail import DOORS, Rail
from app.status_line import StatusLine
from app.theme import Appearance, Theme
from app.tones import GRID

if TYPE_CHECKING:
    from app.chat.view import TranscriptView
    from app.place import Place
    from app.session import Session
    from runtime.views import BlockView

_SIZE = (1240, 780)


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
        self._closed = False
        self.chat = ChatPlace(theme)
        self.composer, self.memory, self.welcome = self.chat.composer, self.chat.memory, self.chat.welcome
        self.status = StatusLine(theme)
        self.header = self._make_header()
        self.rail = Rail(theme)
        self._stack = QStackedWidget()
        self._places: dict[int, Place] = {}
        self._lay_out()
        self._connect()
        self._restore()
        self.composer.setFocus()

    @property
    def view(self) -> TranscriptView | None:
        """The transcript's view, once the memory is open."""
        return self.chat.view

    def attach(self, session: Session, view: TranscriptView) -> None:
        """Show an open memory in ``view`` and beside it, and let the person talk."""
        self._session = session
        self.chat.attach(session, view)
        session.saved.connect(self._show_saved)
        session.conflict.connect(self._show_conflict)
        session.not_saved.connect(self._show_not_saved)
        session.llm.connect(self.status.show_llm)
        session.context.connect(self.status.show_context)
        session.notice.connect(self._show_notice)
        for place in self._places.values():
            place.attach(session)
        session.absence.look_wanted.connect(self._show_away)
        session.absence.begin(self.windowHandle(), self._settings)
        session.start()

    def go(self, number: int) -> None:
        """Show a place, made now if it was not."""
        if number and number not in self._places:
            from app.places import make  # noqa: PLC0415 - never before the first paint

            place = self._places[number] = make(DOORS[number].name, self.theme)
            self._stack.addWidget(place)
            place.told.connect(self.say)
            place.chat_wanted.connect(self._write_in_chat)
            place.message_wanted.connect(self._show_message)
            if self._session is not None:
                place.attach(self._session)
        shown = self._places[number] if number else self.chat
        self._stack.setCurrentWidget(shown)
        self.rail.show_place(number)
        shown.setFocus()

    def place(self, name: str) -> Place:
        """The place of that name, which is not the chat, shown now."""
        number = next(number for number, door in enumerate(DOORS) if door.name == name)
        self.go(number)
        return self._places[number]

    def say(self, sentence: str, *, problem: bool = False, lasting: bool = False) -> None:
        """Say something at the foot of the window, for a while or until something else is said."""
        self.status.notice.say(sentence, problem=problem, lasting=lasting)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Vanish at once; what runs is left in good order behind."""
        if not self._closed:
            self._closed = True
            self._settings.setValue("geometry", self.saveGeometry())
            self._settings.setValue("columns", self.chat.save_split())
            self.hide()
            self.closing.emit()
        event.accept()

    # --- what the session tells --------------------------------------------------------------------------

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

    # --- what the person does ----------------------------------------------------------------------------

    def _send(self, text: str) -> None:
        if self._session is not None:
            self._session.send(text)

    def _begin_conversation(self) -> None:
        if self._session is not None:
            self.go(0)
            self._session.talks.start(self.composer.text())

    def _write(self) -> None:
        self.go(0)

    def _find(self) -> None:
        self.go(0)
        self.chat.find_here()

    def _find_anywhere(self) -> None:
        self.go(0)
        self._list_action.setChecked(True)
        self.chat.find_anywhere()

    def _show_message(self, message_id: int, words: str) -> None:
        self.go(0)
        self.chat.show_message(message_id, words)

    def _show_away(self) -> None:
        from app.memory.place import MemoryPlace  # noqa: PLC0415 - never before the first paint

        place = self.place("Memory")
        assert isinstance(place, MemoryPlace)  # noqa: S101 - what that name stands for
        place.show_away()

    def _write_in_chat(self, text: str) -> None:
        self.go(0)
        self.composer.suggest(text)

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

    def _show_memory(self) -> None:
        self._memory_action.setChecked(True)

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
        self._list_action = QAction("Conversations", self)
        self._list_action.setCheckable(True)
        self._list_action.setChecked(True)
        self._list_action.setShortcut(QKeySequence("Ctrl+Shift+B"))
        self._list_action.setToolTip("Conversations (Ctrl+Shift+B)")
        self._list_action.toggled.connect(self.chat.conversations.setVisible)
        self.addAction(self._list_action)
        deeds = [
            Deed("Write a message", ("Ctrl+L",), self._write),
            Deed("New conversation", ("Ctrl+N",), self._begin_conversation),
            Deed("Find in this conversation…", ("Ctrl+F",), self._find),
            Deed("Find in all conversations…", ("Ctrl+Shift+F",), self._find_anywhere),
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
        return Header(self.theme, self._list_action, self._memory_action, menu)

    def close_window(self) -> None:
        """Close it, as the window's own button does."""
        self.close()

    def _lay_out(self) -> None:
        self._stack.addWidget(self.chat)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self._stack, 1)
        window = named(QWidget(), "window")
        rows = QVBoxLayout(window)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.header)
        rows.addLayout(middle, 1)
        rows.addWidget(self.status)
        self.setCentralWidget(window)

    def _connect(self) -> None:
        self.composer.submitted.connect(self._send)
        self.composer.stopped.connect(self._stop)
        self.chat.memory_wanted.connect(self._show_memory)
        self.chat.copied.connect(lambda: self.say("Copied."))
        self.rail.chosen.connect(self.go)
        self.status.choose_wanted.connect(self._choose_llm)
        self.status.built_in_wanted.connect(self._use_built_in)
        self.status.unload_wanted.connect(self._unload)

    def _restore(self) -> None:
        self.resize(*_SIZE)
        geometry, columns = self._settings.value("geometry"), self._settings.value("columns")
        if geometry is not None:
            self.restoreGeometry(geometry)
        if columns is not None:
            self.chat.restore_split(columns)
