"""What can be done with a message is found without knowing of menus, and writing goes on from anywhere."""

from __future__ import annotations

import pytest
from opened_window import Opened, OpenWindow
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QTextBrowser, QToolButton

from app.chat.view import TranscriptView
from runtime.llm.scripted import say


@pytest.fixture
def opened(open_window: OpenWindow) -> Opened:
    """A message and its reply."""
    made = open_window([say("Noted.")])
    made.ready()
    made.say("My dog is called Biscuit")
    return made


def view(opened: Opened) -> TranscriptView:
    found = opened.window.view
    assert found is not None
    return found


def point_at(opened: Opened, text: str) -> QToolButton:
    shown = view(opened)
    row = next(number for number, each in enumerate(opened.rows()) if getattr(each, "text", "") == text)
    opened.qtbot.mouseMove(shown.viewport(), QPoint(1, 1))
    opened.qtbot.mouseMove(shown.viewport(), shown.visualRect(shown.model().index(row, 0)).center())
    button = shown.viewport().findChild(QToolButton, "rowMenu")
    assert isinstance(button, QToolButton)
    opened.until(button.isVisible)
    return button


@pytest.mark.parametrize(
    ("text", "offered"),
    [("My dog is called Biscuit", "Edit and send anew"), ("Noted.", "Why do you say this?")],
)
def test_a_button_beside_the_bubble_under_the_pointer_opens_its_menu(opened: Opened, text: str, offered: str):
    button = point_at(opened, text)
    opened.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    menu = view(opened).findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert {"Copy", "Quote", offered} <= {each.text() for each in menu.actions()}
    menu.close()


def test_letters_typed_over_the_transcript_are_written_in_the_composer(opened: Opened):
    view(opened).setFocus()
    opened.qtbot.keyClicks(view(opened), "h")
    opened.qtbot.keyClicks(opened.window.focusWidget(), "ello")
    assert opened.window.composer.text() == "hello"


def test_enter_on_a_message_that_is_open_already_says_nothing_wrong(opened: Opened):
    shown = view(opened)
    shown.setCurrentIndex(shown.model().index(1, 0))
    for _ in range(2):
        opened.qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert shown.indexWidget(shown.currentIndex()) is not None


@pytest.mark.parametrize(("chosen", "quoted"), [(False, "> My dog is called Biscuit"), (True, "> My")])
def test_the_text_of_an_open_message_has_the_same_menu_and_what_is_chosen_of_it_is_quoted(
    opened: Opened, *, chosen: bool, quoted: str
):
    shown = view(opened)
    shown.setCurrentIndex(shown.model().index(1, 0))
    opened.qtbot.keyClick(shown, Qt.Key.Key_Return)
    text = shown.indexWidget(shown.currentIndex())
    assert isinstance(text, QTextBrowser)
    if chosen:
        text.moveCursor(QTextCursor.MoveOperation.EndOfWord, QTextCursor.MoveMode.KeepAnchor)
    middle = text.rect().center()
    QApplication.sendEvent(
        text.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, text.mapToGlobal(middle))
    )
    menu = shown.findChild(QMenu)
    assert isinstance(menu, QMenu)
    offered = {each.text(): each for each in menu.actions()}
    assert {"Copy", "Quote", "Edit and send anew"} <= set(offered)
    assert ("Copy the whole message" in offered) is chosen
    assert "Select text" not in offered, "it can be selected already"
    offered["Quote"].trigger()
    menu.close()
    assert opened.window.composer.text() == quoted


def test_the_button_is_large_enough_to_be_seen_and_hit(opened: Opened):
    button = point_at(opened, "Noted.")
    assert button.iconSize().width() >= 16
    assert min(button.width(), button.height()) >= 24, "WCAG 2.2, 2.5.8"
