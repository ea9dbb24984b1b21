"""A walk with a screen reader and a keyboard over every place, tab and dialog: all is named, all is reached."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from opened_window import Opened, OpenWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from spoken import out_of_reach, silent

from app.chat.rows import Said
from app.first_run.page import FirstRun
from app.lock.screen import LockScreen
from app.memory.place import MemoryPlace
from app.passphrase import PassphraseDialog
from app.quick_ask import QuickAsk
from app.rail import DOORS
from app.theme import Theme
from app.whole_text import WholeText
from runtime.llm.scripted import call, say

DOG = call("core_memory_append", label="human", content="Dog: Biscuit")
SWIM = call("archival_memory_insert", content="Biscuit swims in the harbour on Sundays.", tags=["dog"])


@pytest.fixture
def opened(open_window: OpenWindow, tmp_path: Path) -> Opened:
    """A memory with something in each of its parts."""
    made = open_window([DOG, SWIM, say("I will remember Biscuit.\n\n```python\nprint('Biscuit')\n```")])
    made.ready()
    made.say("My dog is called Biscuit")
    (tmp_path / "harbour.txt").write_text("The harbour froze in January.", encoding="utf-8")
    made.assistant.documents.add(tmp_path / "harbour.txt")
    return made


def go(opened: Opened, number: int) -> QWidget:
    """To a place, by its shortcut."""
    opened.qtbot.keyClick(opened.window, Qt.Key(Qt.Key.Key_1.value + number), Qt.KeyboardModifier.ControlModifier)
    opened.qtbot.wait(400)  # until what it shows is read
    return opened.window._stack.currentWidget()  # noqa: SLF001 - whichever it is


@pytest.mark.parametrize("number", range(len(DOORS)), ids=[door.name for door in DOORS])
def test_each_place_is_reached_named_and_used_by_keyboard(opened: Opened, number: int):
    place = go(opened, number)
    assert place.isAncestorOf(QApplication.focusWidget()), "its shortcut leads into it"
    assert silent(opened.window) == []
    assert out_of_reach(opened.qtbot, opened.window) == []


def test_so_is_each_tab_of_the_memory(opened: Opened):
    place = go(opened, 1)
    assert isinstance(place, MemoryPlace)
    for number in range(place.tabs.count()):
        assert silent(opened.window) == [], place.tabs.tabText(number)
        place.begin()
        assert out_of_reach(opened.qtbot, place) == [], place.tabs.tabText(number)
        place.begin()
        opened.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
        opened.qtbot.wait(400)


def palette(opened: Opened) -> QDialog:
    opened.window.deeds.open_palette()
    return dialog(opened)


def cheat_sheet(opened: Opened) -> QDialog:
    opened.window.deeds.open_cheat_sheet()
    return dialog(opened)


def forgetting(opened: Opened) -> QDialog:
    place = go(opened, 1)
    assert isinstance(place, MemoryPlace)
    place.forget("Biscuit")
    opened.qtbot.wait(1_000)
    return dialog(opened)


def why(opened: Opened) -> QDialog:
    reply = next(row for row in reversed(opened.rows()) if isinstance(row, Said) and row.speaker == "assistant")
    opened.window.chat.explain(reply)
    opened.qtbot.wait(1_000)
    return dialog(opened)


def quick_ask(opened: Opened) -> QDialog:
    small = QuickAsk(opened.window)
    small.summon("Who is Biscuit?")
    small.ask()
    opened.until(small.field.isEnabled)
    return small


def dialog(opened: Opened) -> QDialog:
    return next(each for each in opened.window.findChildren(QDialog) if each.isVisible())


@pytest.mark.parametrize("make", [palette, cheat_sheet, forgetting, why, quick_ask])
def test_so_is_each_dialog(opened: Opened, make: Callable[[Opened], QDialog]):
    shown = make(opened)
    opened.until(shown.isActiveWindow)
    assert silent(shown) == []
    assert out_of_reach(opened.qtbot, shown) == []
    opened.qtbot.keyClick(QApplication.focusWidget() or shown, Qt.Key.Key_Escape)
    opened.until(lambda: not shown.isVisible())


def first_run(theme: Theme) -> Iterator[QWidget]:
    page = FirstRun(theme)
    for step in range(3):
        page.go(step)
        yield page


def lock_screen(theme: Theme) -> Iterator[QWidget]:
    screen = LockScreen(theme)
    screen.ask(asks=True, problem="")
    yield screen


def passphrases(_theme: Theme) -> Iterator[QWidget]:
    yield PassphraseDialog(None, new=True)
    yield PassphraseDialog(None, new=False, problem="That was not it.")


def whole_text(_theme: Theme) -> Iterator[QWidget]:
    yield WholeText("long " * 9_000)


@pytest.mark.parametrize("make", [first_run, lock_screen, passphrases, whole_text])
def test_so_is_what_stands_before_or_over_the_window(
    qtbot: QtBot, theme: Theme, make: Callable[[Theme], Iterator[QWidget]]
):
    for shown in make(theme):
        qtbot.addWidget(shown)
        shown.show()
        shown.activateWindow()
        qtbot.waitUntil(shown.isActiveWindow)
        assert silent(shown) == []
        assert out_of_reach(qtbot, shown) == []
