"""Outside the window: the small window that asks, the bell of a second start, the tray, and notifications."""

from __future__ import annotations

import uuid
from multiprocessing.connection import Listener

import pytest
from opened_window import Opened, OpenWindow, nameless
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.chat.bubble import Bubble
from app.doorbell import Doorbell, bell_of, call_forward, ring
from app.outside import Outside
from app.tray import Tray
from runtime.events import TurnEnded
from runtime.home import Home
from runtime.llm.scripted import say


def outside(opened: Opened, home: Home) -> Outside:
    return Outside(opened.window, opened.desk, home)


def test_a_question_is_asked_and_answered_in_the_small_window_and_stands_in_the_conversation(
    open_window: OpenWindow, home: Home
):
    opened = open_window([say("Your dog is called Biscuit. " * 6)], pace=0.002)
    opened.ready()
    around = outside(opened, home)
    opened.qtbot.keyClick(opened.window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert around.small is not None
    assert nameless(around.small) == []
    opened.qtbot.keyClicks(around.small.field, "What is my dog's name?")
    opened.qtbot.keyClick(around.small.field, Qt.Key.Key_Return)
    opened.until(lambda: around.small.field.isEnabled() and around.small.answer.toPlainText())
    assert around.small.answer.toPlainText() == "Your dog is called Biscuit. " * 6
    assert opened.texts()[0] == "What is my dog's name?"
    opened.qtbot.keyClick(around.small, Qt.Key.Key_Escape)
    assert not around.small.isVisible()
    assert around.small.answer.toPlainText() == "", "nothing of it stays"
    opened.close()


def test_locked_it_shows_nothing_of_what_was_said(open_window: OpenWindow, home: Home):
    opened = open_window([say("Your dog is called Biscuit.")])
    opened.ready()
    around = outside(opened, home)
    around.ask("What is my dog's name?")
    assert around.small is not None
    around.small.ask()
    opened.until(around.small.answer.toPlainText)
    opened.window.blank()
    assert around.small.answer.toPlainText() == ""
    assert around.small.field.text() == ""


def test_while_the_memory_is_not_open_it_says_so_and_keeps_the_question(open_window: OpenWindow, home: Home):
    opened = open_window([])
    around = outside(opened, home)
    opened.window.session = None
    around.ask("What is my dog's name?")
    around.small.ask()
    assert "locked or still being opened" in around.small.told.text()
    assert around.small.field.text() == "What is my dog's name?"
    opened.ready()


def test_a_second_start_rings_at_the_first(qtbot: QtBot, qapp: QApplication, home: Home):
    assert not ring(home, "nobody is there"), "no Loci is open"
    bell = Doorbell(home, qapp)
    with qtbot.waitSignal(bell.rung, timeout=5_000) as heard:
        assert ring(home, "  What is my dog's name? ü  ")
    assert heard.args == ["What is my dog's name? ü"]
    other = Home(home.root / str(uuid.uuid4()))
    assert bell_of(other) != bell_of(home)
    bell.close()
    assert not ring(home, "it is gone")


def test_a_second_plain_start_brings_the_window_forward_and_asks_nothing(open_window: OpenWindow, home: Home):
    assert not call_forward(home), "no Loci is open"
    opened = open_window([])
    opened.ready()
    around = outside(opened, home)
    opened.window.hide()
    assert call_forward(home)
    opened.until(opened.window.isVisible)
    assert around.small is None


def test_a_bell_that_a_killed_loci_left_behind_is_hung_up_anew(qtbot: QtBot, qapp: QApplication, home: Home):
    home.prepare()
    left = Listener(bell_of(home))
    left._listener._unlink = None  # type: ignore[attr-defined]  # noqa: SLF001 - a kill leaves its file
    left.close()
    bell = Doorbell(home, qapp)
    with qtbot.waitSignal(bell.rung, timeout=5_000):
        assert ring(home, "hello")
    bell.close()


def test_closing_the_small_window_ends_loci_where_nothing_else_of_it_is_seen(open_window: OpenWindow, home: Home):
    opened = open_window([])
    opened.ready()
    around = outside(opened, home)
    around.ask()
    opened.window.hide()
    with opened.qtbot.waitSignal(opened.desk.closed, timeout=60_000):
        around.small.close()


def test_a_notification_says_that_an_answer_is_complete_and_not_a_word_of_it(open_window: OpenWindow):
    opened = open_window([say("A secret of yours.")])
    opened.ready()
    tray = Tray(opened.window, opened.window.preferences, available=True)
    told: list[str] = []
    tray.notified.connect(told.append)
    opened.desk.happened.connect(tray.tell)
    opened.window.hide()
    opened.say("Tell me a secret")
    opened.until(lambda: told)
    assert told == ["Loci has answered."]
    opened.window.preferences.choose("notifications", value=False)
    tray.tell(TurnEnded(1, "end_turn", 1))
    assert told == ["Loci has answered."]


def test_a_notification_that_is_clicked_leads_to_the_answer(open_window: OpenWindow):
    opened = open_window([say("Noted.")])
    opened.ready()
    tray = Tray(opened.window, opened.window.preferences, available=True)
    opened.desk.happened.connect(tray.tell)
    opened.say("My dog is called Biscuit")
    opened.window.go(2)
    opened.window.hide()
    tray.follow()
    opened.until(opened.window.chat.isVisible)
    view = opened.window.view
    assert view is not None
    answer = next(row for row in opened.rows() if getattr(row, "text", "") == "Noted.")
    bubble = view.itemDelegate()
    assert isinstance(bubble, Bubble)
    opened.until(lambda: bubble.found == answer.message_id)


@pytest.mark.parametrize(("available", "stays"), [(True, True), (False, False)])
def test_closing_leaves_loci_in_the_tray_only_where_there_is_one_and_the_person_wants_that(
    open_window: OpenWindow, *, available: bool, stays: bool
):
    opened = open_window([])
    opened.ready()
    tray = Tray(opened.window, opened.window.preferences, available=available)
    opened.window.stays = lambda: tray.stays
    assert not tray.stays
    opened.window.preferences.choose("stay", value=True)
    assert tray.stays is stays
    if stays:
        opened.window.close()
        assert not opened.window.isVisible()
        assert not opened.desk.is_closed
        opened.window.come_forward()
        assert opened.window.isVisible()
        with opened.qtbot.waitSignal(opened.desk.closed, timeout=60_000):
            next(each for each in tray.menu.actions() if each.text() == "Quit").trigger()
