"""Everything by keyboard: each deed has a shortcut of its own, the palette finds it, the cheat sheet shows it."""

from __future__ import annotations

from collections import Counter

import pytest
from opened_window import Opened, OpenWindow, nameless
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from app.cheat_sheet import CheatSheet
from app.palette import Command, Palette, ranked, score
from runtime.llm.scripted import say
from runtime.settings import declared


def palette(opened: Opened) -> Palette:
    opened.qtbot.keyClick(opened.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    return opened.window.findChildren(Palette)[-1]


def lines(shown: Palette) -> list[str]:
    return [shown.list.topLevelItem(at).text(0) for at in range(shown.list.topLevelItemCount())]


def test_each_deed_has_a_shortcut_and_no_two_have_the_same(open_window: OpenWindow):
    window = open_window([]).window
    deeds = (*window.deeds.listed, *window.deeds.places())
    assert [deed.text for deed in deeds if not deed.keys] == []
    counted = Counter(key for deed in deeds for key in deed.keys)
    assert [key for key, times in counted.items() if times > 1] == []


def test_each_shortcut_of_a_deed_is_one_of_the_window(open_window: OpenWindow):
    window = open_window([]).window
    bound = {key.toString() for action in window.actions() for key in action.shortcuts()}
    assert {key for deed in window.deeds.listed for key in deed.keys} == bound


def test_the_menu_is_short_and_each_deed_stands_in_it_once(open_window: OpenWindow):
    window = open_window([]).window
    menu = window.header.menu
    assert len([each for each in menu.actions() if not each.isSeparator()]) <= 10, "what one looks over at a glance"
    inner = [each.menu() for each in menu.actions() if each.menu() is not None]
    assert [each.title() for each in inner if isinstance(each, QMenu)] == [
        "Conversation",
        "Memory",
        "Language model",
        "View",
    ]
    told = [each for one in (menu, *inner) if isinstance(one, QMenu) for each in one.actions()]
    shown = Counter(each.shortcut().toString() for each in told if not each.isSeparator() and each.menu() is None)
    assert shown == Counter(QKeySequence(deed.keys[0]).toString() for deed in window.deeds.listed if deed.in_menu)


def test_the_palette_holds_deeds_places_conversations_and_settings(open_window: OpenWindow):
    opened = open_window([say("Noted.")])
    opened.ready()
    opened.say("My dog is called Biscuit")
    opened.until(
        lambda: "My dog is called Biscuit" in [title for _, title in opened.window.chat.conversations.titles()]
    )
    shown = palette(opened)
    held = lines(shown)
    assert {deed.text for deed in opened.window.deeds.listed} - set(held) == {"Find a command…"}
    assert {"Go to Trace", "My dog is called Biscuit"} <= set(held)
    assert {each.label for each in declared().values()} <= set(held)
    assert nameless(shown) == []


def test_a_few_letters_and_enter_do_it(open_window: OpenWindow):
    opened = open_window([])
    opened.ready()
    shown = palette(opened)
    opened.qtbot.keyClicks(shown.field, "go to tr")
    assert lines(shown)[0] == "Go to Trace"
    opened.qtbot.keyClick(shown.field, Qt.Key.Key_Return)
    assert opened.window.place("Trace").isVisible()
    assert not shown.isVisible()


def test_the_arrows_choose_another_and_a_setting_is_led_to(open_window: OpenWindow):
    opened = open_window([])
    opened.ready()
    shown = palette(opened)
    opened.qtbot.keyClick(shown.field, Qt.Key.Key_Down)
    assert shown.list.currentIndex().row() == 1
    opened.qtbot.keyClick(shown.field, Qt.Key.Key_Up)
    opened.qtbot.keyClick(shown.field, Qt.Key.Key_Up)
    assert shown.list.currentIndex().row() == 0
    opened.qtbot.keyClicks(shown.field, "on battery")
    opened.qtbot.keyClick(shown.field, Qt.Key.Key_Return)
    opened.until(lambda: (opened.window.focusWidget() or opened.window).accessibleName() == "On battery too")


def test_nothing_found_is_said_and_escape_leaves(open_window: OpenWindow):
    opened = open_window([])
    opened.ready()
    shown = palette(opened)
    opened.qtbot.keyClicks(shown.field, "xyzzy")
    assert lines(shown) == []
    assert shown.nothing.isVisible()
    opened.qtbot.keyClick(shown.field, Qt.Key.Key_Return)
    assert shown.isVisible()
    opened.qtbot.keyClick(shown.field, Qt.Key.Key_Escape)
    assert not shown.isVisible()


@pytest.mark.parametrize(
    ("typed", "text", "points"),
    [
        ("", "Quit", 3),
        ("go", "Go to Trace", 3),
        ("trace go", "Go to Trace", 2),
        ("gtt", "Go to Trace", 1),
        ("quit", "Go to Trace", 0),
    ],
)
def test_how_well_a_line_answers(typed: str, text: str, points: int):
    assert score(typed, text) == points


def test_the_nearest_answer_is_first():
    found = [Command(text, "", lambda: None) for text in ("Unload the LLM", "Use the built-in LLM", "LLMs")]
    assert [each.text for each in ranked("llm", found)] == ["LLMs", "Unload the LLM", "Use the built-in LLM"]


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_the_cheat_sheet_has_every_shortcut(open_window: OpenWindow, key: Qt.Key):
    opened = open_window([])
    opened.ready()
    opened.window.rail.setFocus()
    opened.qtbot.keyClick(opened.window, key)
    sheet = opened.window.findChildren(CheatSheet)[-1]
    text = sheet.sheet.toPlainText()
    for deed in (*opened.window.deeds.listed, *opened.window.deeds.places()):
        assert deed.text in text
        assert deed.keys[0] in text
    assert nameless(sheet) == []
