"""The command palette: everything the window can do, found by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from app import zoom
from app.actions import shown
from app.override import override
from app.pieces import label, named
from app.settings.place import SettingsPlace
from app.theme import scaled
from app.tones import GRID
from app.words import tr
from runtime.settings import declared

if TYPE_CHECKING:
    from app.deeds import Deeds
    from app.main_window import MainWindow

_WIDTH, _ROWS = 76 * GRID, 12
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_ROWS, Qt.Key.Key_PageDown: _ROWS}


@dataclass(frozen=True, slots=True)
class Command:
    """One line: its words, its shortcut or its kind, and what it does."""

    text: str
    aside: str
    do: Callable[[], object]


def commands(window: MainWindow, deeds: Deeds) -> list[Command]:
    """Everything: deeds, places, conversations, settings."""
    found = [
        Command(deed.text, shown(deed.keys[0]), deed.do)
        for deed in (*deeds.listed, *deeds.places())
        if deed.do != deeds.open_palette
    ]
    found += [
        Command(title, tr("Conversation"), partial(window.open_conversation, number))
        for number, title in window.chat.conversations.titles()
    ]
    return found + [
        Command(tr(each.label), tr("Setting"), partial(_reveal, window, name)) for name, each in declared().items()
    ]


def ranked(words: str, found: Iterable[Command]) -> list[Command]:
    """Those that answer to what was typed, the nearest first; all, in their order, where nothing was."""
    scores = [(score(words, each.text), each) for each in found]
    return [each for points, each in sorted(scores, key=lambda pair: -pair[0]) if points > 0]


def score(words: str, text: str) -> int:
    """How well ``text`` answers: 3 begins so, 2 holds all the words, 1 holds the letters in that order, 0 does not."""
    wanted, held = words.casefold().strip(), text.casefold()
    if held.startswith(wanted):
        return 3
    if all(word in held for word in wanted.split()):
        return 2
    letters = iter(held)
    return int(all(letter in letters for letter in wanted.replace(" ", "")))


class Palette(QDialog):
    """A field over a list: the arrows move in the list while one types, Enter does what is marked."""

    def __init__(self, window: MainWindow, deeds: Deeds) -> None:
        super().__init__(window, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        named(self, "palette")
        self.setWindowTitle(tr("Find a command"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._commands = commands(window, deeds)
        self._aside = window.theme.color("muted")
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("What do you want to do?"))
        self.field.setAccessibleName(tr("Find a command"))
        self.field.setFont(scaled(self.font(), 1.15))
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self.narrow)
        self.field.returnPressed.connect(self.do_current)
        self.list = self._make_list()
        self.nothing = label(tr("Nothing answers to that. Fewer letters find more."), tone="muted")
        self.nothing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.field)
        column.addWidget(self.nothing)
        column.addWidget(self.list)
        self.narrow("")
        self.resize(min(zoom.px(_WIDTH), window.width() - 4 * GRID), self._height(window))
        self.move(window.mapToGlobal(window.rect().center()) - self.rect().center())
        self.field.setFocus()

    def narrow(self, words: str) -> None:
        """Show what answers to these words, the first of them marked."""
        self.list.clear()
        for command in ranked(words, self._commands):
            item = QTreeWidgetItem([command.text, command.aside])
            item.setData(0, Qt.ItemDataRole.UserRole, command)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{command.text}, {command.aside}")
            item.setForeground(1, self._aside)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.list.addTopLevelItem(item)
        self._mark(0)
        self.nothing.setHidden(self.list.topLevelItemCount() > 0)

    def do_current(self) -> None:
        """Close, and do what is marked."""
        item = self.list.currentItem()
        command = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None
        if isinstance(command, Command):
            self.accept()
            command.do()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move in the list, while the field keeps the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _MOVES:
            self._mark(self.list.currentIndex().row() + _MOVES[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)

    def _mark(self, number: int) -> None:
        number = max(0, min(number, self.list.topLevelItemCount() - 1))
        item = self.list.topLevelItem(number)
        if item is not None:
            self.list.setCurrentItem(item)

    def _make_list(self) -> QTreeWidget:
        made = named(QTreeWidget(), "commands")
        made.setColumnCount(2)
        made.setHeaderHidden(True)
        made.setRootIsDecorated(False)
        made.setAccessibleName(tr("Commands"))
        made.header().setStretchLastSection(False)
        made.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        made.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.itemClicked.connect(lambda _item: self.do_current())
        return made

    def _height(self, window: MainWindow) -> int:
        row = max(1, self.list.sizeHintForRow(0))
        return min(self.field.sizeHint().height() + row * _ROWS + 5 * GRID, window.height() - 4 * GRID)


def _reveal(window: MainWindow, name: str) -> None:
    place = window.place("Settings")
    if isinstance(place, SettingsPlace):
        place.reveal(name)
