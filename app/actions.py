"""Everything the window can be told to do, each with its shortcut, in one menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.theme import Appearance, Theme

_APPEARANCES: tuple[tuple[Appearance, str], ...] = (
    ("system", "As the system"),
    ("light", "Light"),
    ("dark", "Dark"),
)


@dataclass(frozen=True, slots=True)
class Deed:
    """One entry: its words, its shortcuts (the first is shown), what it does. An empty text draws a line."""

    text: str = ""
    keys: tuple[str, ...] = ()
    do: Callable[[], None] | None = None


def menu_of(window: QWidget, deeds: list[Deed], appearance: QMenu) -> QMenu:
    """The menu of the window; its shortcuts work anywhere in it."""
    menu = QMenu(window)
    for deed in deeds:
        if deed.do is None:
            menu.addSeparator()
            continue
        action = QAction(deed.text, window)
        action.setShortcuts([QKeySequence(key) for key in deed.keys])
        action.triggered.connect(lambda _checked=False, do=deed.do: do())
        window.addAction(action)
        menu.addAction(action)
    menu.insertMenu(menu.actions()[-1], appearance)
    menu.insertSeparator(menu.actions()[-1])
    return menu


def appearance_menu(window: QWidget, theme: Theme, chosen: Callable[[Appearance], None]) -> QMenu:
    """The choice between the system's appearance, light and dark."""
    menu = QMenu("Appearance", window)
    group = QActionGroup(menu)
    for name, words in _APPEARANCES:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(theme.appearance == name)
        action.triggered.connect(lambda _checked=False, name=name: chosen(name))
        group.addAction(action)
    return menu
