"""Everything that the window can be told to do, in one list: menu, shortcuts, palette and cheat sheet read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from app import zoom
from app.actions import Deed
from app.rail import DOORS
from app.theme import APPEARANCES
from app.words import tr

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from app.session import Session

GROUPS = _TALK, _MEMORY, _LLM, _VIEW, _LOCI, _PLACES = (
    "Conversation",
    "Memory",
    "Language model",
    "View",
    "Loci",
    "Places",
)
AT_HAND = _LOCI


class Deeds:
    """What the person does with one window, by key, menu, palette or button."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.listed: tuple[Deed, ...] = (
            *self._of_talk(),
            *self._of_memory(),
            *self._of_llm(),
            *self._of_view(),
            *self._of_program(),
        )

    @property
    def private(self) -> list[QAction]:
        """The actions that have nothing to do while the window is covered."""
        return [action for action in self._window.actions() if not action.data()]

    def places(self) -> tuple[Deed, ...]:
        """To go to each place; their shortcuts are the rail's."""
        window = self._window
        return tuple(
            Deed(
                _PLACES,
                tr("Go to {place}").format(place=tr(door.name)),
                (f"Ctrl+{at + 1}",),
                partial(window.go, at),
            )
            for at, door in enumerate(DOORS)
        )

    # --- the conversation --------------------------------------------------------------------------------

    def write(self) -> None:
        """Go to where one writes."""
        self._window.go(0)

    def begin_conversation(self) -> None:
        """Begin a new conversation."""
        self._window.go(0)
        self._with_session(lambda session: session.talks.start(self._window.composer.text()))

    def find(self) -> None:
        """Search in this conversation."""
        self._window.go(0)
        self._window.chat.find_here()

    def find_anywhere(self) -> None:
        """Search in all conversations."""
        self._window.go(0)
        self._window.list_action.setChecked(True)
        self._window.chat.find_anywhere()

    def stop(self) -> None:
        """End the running answer."""
        self._with_session(lambda session: session.stop())

    def undo(self) -> None:
        """Take the last change of the memory back."""
        self._with_session(lambda session: session.undo())

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._with_session(lambda session: session.redo())

    # --- the language model ------------------------------------------------------------------------------

    def choose_llm(self) -> None:
        """Let the person choose a file of weights."""
        from app.llms.choosing import ask_for_file  # noqa: PLC0415 - never before the first paint

        self._with_session(lambda session: ask_for_file(self._window, session))

    def use_built_in(self) -> None:
        """Talk with the built-in weights."""
        self._with_session(lambda session: session.use_llm(None))

    def unload(self) -> None:
        """Free the LLM's memory."""
        self._with_session(lambda session: session.unload_llm())

    # --- how it looks ------------------------------------------------------------------------------------

    def larger(self) -> None:
        """Everything one size up."""
        self._zoom(zoom.step(self._window.preferences.settings.zoom, 1))

    def smaller(self) -> None:
        """Everything one size down."""
        self._zoom(zoom.step(self._window.preferences.settings.zoom, -1))

    def ordinary_size(self) -> None:
        """Everything as large as the system asks for."""
        self._zoom(zoom.WHOLE)

    def next_appearance(self) -> None:
        """As the system, light, dark, high contrast, and again."""
        now = APPEARANCES.index(self._window.preferences.settings.appearance)
        self._choose("appearance", APPEARANCES[(now + 1) % len(APPEARANCES)])
        words = {"system": "As the system", "light": "Light", "dark": "Dark", "contrast": "High contrast"}
        self._window.say(f"{tr('Appearance')}: {tr(words[self._window.preferences.settings.appearance])}")

    # --- the program -------------------------------------------------------------------------------------

    def open_palette(self) -> None:
        """Find any of these by a few letters."""
        from app.palette import Palette  # noqa: PLC0415 - never before the first paint

        Palette(self._window, self).open()

    def open_cheat_sheet(self) -> None:
        """Show all shortcuts."""
        from app.cheat_sheet import CheatSheet  # noqa: PLC0415 - never before the first paint

        CheatSheet(self._window, (*self.listed, *self.places())).open()

    def open_settings(self) -> None:
        """Go to the settings."""
        self._window.place("Settings")

    def bring(self) -> None:
        """Bring a memory, an agent or conversations held elsewhere in from a file."""
        from app.bringing import ask_for_file  # noqa: PLC0415 - never before the first paint

        self._with_session(partial(ask_for_file, self._window))

    def take_out(self) -> None:
        """Write the memory into a file: sealed, for reading, or for Letta."""
        from app.taking_out import TakeOutDialog  # noqa: PLC0415 - never before the first paint

        self._with_session(lambda session: TakeOutDialog(session, self._window).open())

    def keys(self) -> None:
        """See, add and remove what opens the memory: passphrases, a recovery key, the keyring."""
        from app.keys import KeysDialog  # noqa: PLC0415 - never before the first paint

        self._with_session(lambda session: KeysDialog(session, self._window.theme, self._window).open())

    def rekey(self) -> None:
        """Encrypt the memory file anew, under another key."""
        from app.rekeying import RekeyDialog  # noqa: PLC0415 - never before the first paint

        self._with_session(lambda session: RekeyDialog(session, self._window).open())

    def backups(self) -> None:
        """See the backups, make one, put one in place of the memory."""
        self._with_session(self._show_backups)

    # --- the lists ---------------------------------------------------------------------------------------

    def _of_talk(self) -> Iterable[Deed]:
        return (
            Deed(_TALK, tr("Write a message"), ("Ctrl+L",), self.write),
            Deed(_TALK, tr("New conversation"), ("Ctrl+N",), self.begin_conversation),
            Deed(_TALK, tr("Ask in a small window"), ("Ctrl+J",), self._window.ask_wanted.emit),
            Deed(_TALK, tr("Find in this conversation…"), ("Ctrl+F",), self.find),
            Deed(_TALK, tr("Find in all conversations…"), ("Ctrl+Shift+F",), self.find_anywhere),
            Deed(_TALK, tr("Stop the answer"), ("Ctrl+.", "Esc"), self.stop),
        )

    def _of_memory(self) -> Iterable[Deed]:
        return (
            Deed(_MEMORY, tr("Undo the last change of the memory"), ("Ctrl+Shift+Z",), self.undo),
            Deed(_MEMORY, tr("Redo what was taken back last"), ("Ctrl+Shift+Y",), self.redo),
            Deed(_MEMORY, tr("Bring a file in…"), ("Ctrl+I",), self.bring),
            Deed(_MEMORY, tr("Write the memory to a file…"), ("Ctrl+Shift+E",), self.take_out),
            Deed(_MEMORY, tr("Backups…"), ("Ctrl+Shift+S",), self.backups),
            Deed(_MEMORY, tr("Ways to the key…"), ("Ctrl+Shift+K",), self.keys),
            Deed(_MEMORY, tr("Another key…"), ("Ctrl+Shift+R",), self.rekey),
        )

    def _of_llm(self) -> Iterable[Deed]:
        return (
            Deed(_LLM, tr("Choose an LLM…"), ("Ctrl+O",), self.choose_llm),
            Deed(_LLM, tr("Use the built-in LLM"), ("Ctrl+Shift+O",), self.use_built_in),
            Deed(_LLM, tr("Unload the LLM"), ("Ctrl+Shift+U",), self.unload),
        )

    def _of_view(self) -> Iterable[Deed]:
        window = self._window
        return (
            _switch(tr("Show or hide the conversations"), window.list_action, "Ctrl+Shift+B"),
            _switch(tr("Show or hide core memory"), window.memory_action, "Ctrl+B"),
            Deed(_VIEW, tr("Larger"), ("Ctrl++", "Ctrl+="), self.larger, always=True),
            Deed(_VIEW, tr("Smaller"), ("Ctrl+-",), self.smaller, always=True),
            Deed(_VIEW, tr("Ordinary size"), ("Ctrl+0",), self.ordinary_size, always=True),
            Deed(_VIEW, tr("Next appearance"), ("Ctrl+Shift+A",), self.next_appearance, always=True),
        )

    def _of_program(self) -> Iterable[Deed]:
        return (
            Deed(_LOCI, tr("Find a command…"), ("Ctrl+K",), self.open_palette),
            Deed(_LOCI, tr("Shortcuts"), ("F1", "?"), self.open_cheat_sheet, always=True),
            Deed(_LOCI, tr("Settings"), ("Ctrl+,",), self.open_settings),
            Deed(_LOCI, tr("Lock now"), ("Ctrl+Shift+L",), self._window.lock_wanted.emit),
            Deed(_LOCI, tr("Open the menu"), ("F10",), self._window.open_menu, in_menu=False),
            Deed(_LOCI, tr("Quit"), ("Ctrl+Q",), self._window.quit, always=True),
        )

    # --- how -----------------------------------------------------------------------------------------------

    def _with_session(self, do: Callable[[Session], object]) -> None:
        """Only where a memory is open."""
        if self._window.session is not None:
            do(self._window.session)

    def _show_backups(self, session: Session) -> None:
        from app.backups import BackupsDialog  # noqa: PLC0415 - never before the first paint

        dialog = BackupsDialog(session, self._window.theme, self._window)
        dialog.chosen.connect(self._window.restore_wanted)
        dialog.open()

    def _zoom(self, percent: int) -> None:
        self._choose("zoom", percent)
        self._window.say(f"{tr('Zoom')}: {percent} %")

    def _choose(self, name: str, value: object) -> None:
        problem = self._window.preferences.choose(name, value)
        if problem:
            self._window.say(problem, problem=True)


def _switch(text: str, action: QAction, key: str) -> Deed:
    return Deed(_VIEW, text, (key,), action.toggle, action=action)
