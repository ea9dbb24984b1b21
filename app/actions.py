"""A deed: something that the window can be told to do; and the menu and the shortcuts made from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.words import tr


@dataclass(frozen=True, slots=True)
class Deed:
    """Its group, its words, its shortcuts (the first is shown), what it does, whether it stands in the menu.

    ``always``: also while the window is covered. ``action``, where there is one, is a switch that stands elsewhere too.
    """

    group: str
    text: str
    keys: tuple[str, ...]
    do: Callable[[], object]
    in_menu: bool = True
    always: bool = False
    action: QAction | None = None


def switch(window: QWidget, text: str, key: str, switched: Callable[[bool], object]) -> QAction:
    """Something that is on or off, and on at first."""
    action = QAction(text, window)
    action.setCheckable(True)
    action.setChecked(True)
    action.setToolTip(f"{text} ({shown(key)})")
    action.toggled.connect(switched)
    return action


def menu_of(window: QWidget, deeds: Iterable[Deed], at_hand: str) -> QMenu:
    """The menu of the window: a menu for each group, and below these the deeds of the group ``at_hand``.

    The shortcuts work anywhere in the window.
    """
    menu = QMenu(window)
    for name, group in groupby(deeds, key=lambda deed: deed.group):
        inner = menu if name == at_hand else menu.addMenu(tr(name))
        if inner is menu:
            menu.addSeparator()
        for deed in group:
            action = deed.action or _action(window, deed)
            action.setShortcuts([QKeySequence(key) for key in deed.keys])
            action.setData(deed.always)
            window.addAction(action)
            if deed.in_menu:
                inner.addAction(action)
    return menu


def shown(key: str) -> str:
    """A shortcut as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _action(window: QWidget, deed: Deed) -> QAction:
    action = QAction(deed.text, window)
    action.triggered.connect(lambda _checked=False: deed.do())
    return action
