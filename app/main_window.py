"""The window: a rail of places at its side, one of them shown, and the lines at its head and foot.

It is shown before the memory file is open, and imports little, to be shown soon; :meth:`MainWindow.attach` gives it
someone to talk with. Places other than the chat are made when the person first goes there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app import zoom
from app.actions import menu_of, switch
from app.chat.place import ChatPlace
from app.curtain import Curtain
from app.deeds import AT_HAND, Deeds
from app.header import Header
from app.override import override
from app.pieces import named
from app.preferences import Preferences
from app.rail import DOORS, Rail
from app.sides import Sides
from app.status_line import StatusLine
from app.theme import Theme
from app.tones import GRID
from app.words import tr

if TYPE_CHECKING:
    from app.chat.composer import Composer
    from app.chat.view import TranscriptView
    from app.memory.panel import MemoryPanel
    from app.place import Place
    from app.session import Session
    from app.welcome import Welcome
    from runtime.views import BlockView

_SIZE = (1240, 780)
_ROOM_FOR_LIST, _ROOM_FOR_MEMORY = 940, 720


class MainWindow(QMainWindow):
    """``closing`` is told once, after the window is hidden; ``lock_wanted()``: the person wants the memory locked.

    ``ask_wanted()``: something is to be asked in the small window; ``blanked()``: nothing of the memory may be seen.
    ``restore_wanted(name, keys)``: this backup is to be put in place of the memory. ``reworded()``: all of it was made
    anew, in another language, and waits to be attached again.
    """

    closing = Signal()
    lock_wanted = Signal()
    restore_wanted = Signal(str, object)
    ask_wanted = Signal()
    blanked = Signal()
    reworded = Signal()

    def __init__(self, theme: Theme, preferences: Preferences, geometry: QSettings) -> None:
        super().__init__()
        self.setWindowTitle("Loci")
        self.setMinimumSize(60 * GRID, 50 * GRID)
        self.theme = theme
        self.preferences = preferences
        self._geometry = geometry
        self.session: Session | None = None
        self._closed = False
        self.stays: Callable[[], bool] = lambda: False
        self.resize(*_SIZE)
        self._build()
        self._restore()
        self.composer.setFocus()

    def _build(self) -> None:
        theme = self.theme
        self._stack = QStackedWidget()
        self.chat = self._make_chat()
        self.status = StatusLine(theme)
        self.list_action = switch(self, tr("Conversations"), "Ctrl+Shift+B", self._show_conversations)
        self.memory_action = switch(self, tr("Core memory"), "Ctrl+B", self._show_core_memory)
        self.deeds = Deeds(self)
        self._menu = menu_of(self, self.deeds.listed, AT_HAND)
        self.header = Header(theme, self.list_action, self.memory_action, self._menu)
        self.rail = Rail(theme)
        self._places: dict[int, Place] = {}
        self._lay_out()
        self._connect()
        self._sides = Sides(self, {self.list_action: _ROOM_FOR_LIST, self.memory_action: _ROOM_FOR_MEMORY})
        theme.changed.connect(self._sides.fit)

    @property
    def composer(self) -> Composer:
        """Where the person writes."""
        return self.chat.composer

    @property
    def memory(self) -> MemoryPanel:
        """Core memory beside the conversation."""
        return self.chat.memory

    @property
    def welcome(self) -> Welcome:
        """What an empty conversation shows."""
        return self.chat.welcome

    @property
    def view(self) -> TranscriptView | None:
        """The transcript's view, once the memory is open."""
        return self.chat.view

    def attach(self, session: Session, view: TranscriptView) -> None:
        """Show an open memory in ``view`` and beside it, and let the person talk."""
        self.session = session
        self.chat.attach(session, view)
        session.saved.connect(self._show_saved)
        session.conflict.connect(self._show_conflict)
        session.not_saved.connect(self._show_not_saved)
        session.llm.connect(self.status.show_llm)
        session.context.connect(self.status.show_context)
        session.notice.connect(self._show_notice)
        for place in self._places.values():
            place.attach(session)
        if self.preferences.problem:
            self.say(self.preferences.problem, problem=True)
        session.absence.look_wanted.connect(self._show_away)
        session.absence.begin(self.windowHandle(), self._geometry)
        session.start()

    def cover(self, widget: QWidget) -> None:
        """Show this alone, until :meth:`uncover`; of the shortcuts only those that show nothing work."""
        zoom.fit_all(widget)
        self._curtain.draw(widget, self.deeds.private)

    def uncover(self) -> None:
        """Show the window again."""
        self._curtain.lift(self.deeds.private)
        self.go(0)

    def blank(self) -> None:
        """Forget everything that was shown: the memory is locked."""
        self.session = None
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for dialog in self.findChildren(QDialog):
            dialog.reject()
            dialog.deleteLater()
        if self.view is not None:
            self.view.forget()
        split = self.chat.save_split()
        for widget in (self.chat, *self._places.values()):
            self._stack.removeWidget(widget)
            widget.deleteLater()
        self._places.clear()
        self.chat = self._make_chat()
        self.chat.restore_split(split)
        self._show_conversations(self.list_action.isChecked())
        self._show_core_memory(self.memory_action.isChecked())
        self._connect_chat()
        zoom.fit_all(self.chat)
        self.status.blank()
        self.blanked.emit()

    def reword(self) -> None:
        """Make everything anew, in the language that is spoken now; what is being written stays."""
        shown, draft, split = self.rail.shown, self.composer.text(), self.chat.save_split()
        columns = self.list_action.isChecked(), self.memory_action.isChecked()
        self.session = None
        for gone in (*self.actions(), self._menu, self._sides):
            gone.deleteLater()
        self._places.clear()
        self._build()  # the new content takes the place of the old one
        self.chat.restore_split(split)
        for action, on in zip((self.list_action, self.memory_action), columns, strict=True):
            action.setChecked(on)
        zoom.fit_all(self)
        self.reworded.emit()
        self.composer.restore(draft)
        self.go(shown)

    def go(self, number: int) -> None:
        """Show a place, made now if it was not."""
        if number and number not in self._places:
            from app.places import make  # noqa: PLC0415 - never before the first paint

            place = self._places[number] = make(DOORS[number].name, self.theme, self.preferences)
            zoom.fit_all(place)
            self._stack.addWidget(place)
            place.told.connect(self.say)
            place.chat_wanted.connect(self._write_in_chat)
            place.message_wanted.connect(self.show_message)
            if self.session is not None:
                place.attach(self.session)
        shown = self._places[number] if number else self.chat
        self._stack.setCurrentWidget(shown)
        self.rail.show_place(number)
        self.header.show_switches(shown=number == 0)
        shown.begin()

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
        """Vanish at once; what runs is left in good order behind, or goes on where Loci stays in the tray."""
        if self.stays():
            self.hide()
            event.ignore()
            return
        if not self._closed:
            self._closed = True
            self._geometry.setValue("geometry", self.saveGeometry())
            self._geometry.setValue("columns", self.chat.save_split())
            self.hide()
            self.closing.emit()
        event.accept()

    def quit(self) -> None:
        """End the program, even where closing the window leaves it in the tray."""
        self.stays = lambda: False
        self.close()

    def come_forward(self) -> None:
        """Be seen, above other windows."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    # --- what the session tells --------------------------------------------------------------------------

    def _show_saved(self, label: str) -> None:
        card = self.memory.card(label)
        if card is not None:
            card.saved()
        self.say(tr("Saved {label}.").format(label=label))

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

    # --- what places ask for -----------------------------------------------------------------------------

    def open_conversation(self, number: int) -> None:
        """Go to the conversation of that number."""
        self.go(0)
        if self.session is not None:
            self.session.talks.open(number, self.composer.text())

    def open_menu(self) -> None:
        """Open the menu, from the keyboard."""
        self.header.open_menu()

    def _show_away(self) -> None:
        from app.memory.place import MemoryPlace  # noqa: PLC0415 - never before the first paint

        place = self.place("Memory")
        assert isinstance(place, MemoryPlace)  # noqa: S101 - what that name stands for
        place.show_away()

    def _write_in_chat(self, text: str) -> None:
        self.go(0)
        self.composer.suggest(text)

    def show_message(self, message_id: int, words: str = "") -> None:
        """Go to a message in the chat, with these words marked."""
        self.go(0)
        self.chat.show_message(message_id, words)

    def _show_memory(self) -> None:
        self.memory_action.setChecked(True)

    def _show_conversations(self, shown: bool) -> None:
        self.chat.conversations.setVisible(shown)

    def _show_core_memory(self, shown: bool) -> None:
        self.chat.memory.setVisible(shown)

    # --- how it is made ----------------------------------------------------------------------------------

    def _make_chat(self) -> ChatPlace:
        chat = ChatPlace(self.theme)
        self._stack.insertWidget(0, chat)
        return chat

    def _lay_out(self) -> None:
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
        self._curtain = Curtain(window)
        self.setCentralWidget(self._curtain)

    def _connect(self) -> None:
        self._connect_chat()
        self.rail.chosen.connect(self.go)
        self.status.choose_wanted.connect(self.deeds.choose_llm)
        self.status.built_in_wanted.connect(self.deeds.use_built_in)
        self.status.unload_wanted.connect(self.deeds.unload)

    def _connect_chat(self) -> None:
        self.composer.stopped.connect(self.deeds.stop)
        self.chat.memory_wanted.connect(self._show_memory)
        self.chat.copied.connect(lambda: self.say(tr("Copied.")))

    def _restore(self) -> None:
        geometry, columns = self._geometry.value("geometry"), self._geometry.value("columns")
        if geometry is not None:
            self.restoreGeometry(geometry)
        if columns is not None:
            self.chat.restore_split(columns)
