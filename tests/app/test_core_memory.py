"""Core memory beside the conversation: live, marked where it changed, edited in place."""

from __future__ import annotations

from functools import partial

from opened_window import Opened, OpenWindow
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.memory.block_card import BlockCard
from app.memory.block_text import changed_lines
from app.theme import Theme
from runtime.llm.scripted import call, say
from runtime.views import BlockView

DOG = call("core_memory_append", label="human", content="Dog: Biscuit")
_IN_NOTE = QPoint(60, 12)
SISTER = call("core_memory_append", label="human", content="Sister: Ann")


def press(opened: Opened, name: str, label: str = "human"):
    button = next(each for each in opened.card(label).findChildren(QPushButton) if each.text() == name)
    opened.until(lambda: button.isVisible() and button.isEnabled())
    button.click()


def value(opened: Opened, label: str = "human") -> str:
    return next(block.value for block in opened.assistant.blocks() if block.label == label)


def test_a_change_is_shown_at_once_and_its_line_marked(open_window: OpenWindow):
    opened = open_window([DOG, say("Noted."), SISTER, say("Noted.")])
    opened.ready()
    opened.say("My dog is called Biscuit")
    opened.until(lambda: opened.card().text.toPlainText() == "Dog: Biscuit")
    opened.say("My sister is Ann")
    opened.until(lambda: opened.card().text.toPlainText() == "Dog: Biscuit\nSister: Ann")
    assert opened.card().text.marked == [1]


def test_a_note_in_the_transcript_leads_to_its_block(open_window: OpenWindow):
    opened = open_window([DOG, say("Noted.")])
    opened.ready()
    opened.say("My dog is called Biscuit")
    view = opened.view
    index = view.model().index(2)
    opened.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).topLeft() + _IN_NOTE)
    opened.until(opened.card().text.hasFocus)


def test_the_person_edits_a_block(open_window: OpenWindow):
    opened = open_window([])
    opened.ready()
    edit = next(each for each in opened.card().findChildren(QToolButton) if each.accessibleName() == "Edit block human")
    opened.qtbot.mouseClick(edit, Qt.MouseButton.LeftButton)
    opened.qtbot.keyClicks(opened.card().text, "Name: Ann")
    press(opened, "Save")
    opened.until(lambda: not opened.card().text.editing)
    assert value(opened) == "Name: Ann"
    assert opened.card().text.toPlainText() == "Name: Ann"


def test_cancel_and_escape_leave_the_block_as_it_was(open_window: OpenWindow):
    opened = open_window([])
    opened.ready()
    for leave in (
        partial(press, opened, "Cancel"),
        partial(opened.qtbot.keyClick, opened.card().text, Qt.Key.Key_Escape),
    ):
        opened.card().begin()
        opened.qtbot.keyClicks(opened.card().text, "nothing of this")
        leave()
        assert not opened.card().text.editing
        assert opened.card().text.toPlainText() == ""
    assert value(opened) == ""


def test_an_edit_of_a_block_that_changed_meanwhile_is_a_conflict_that_keeps_both(open_window: OpenWindow):
    opened = open_window([DOG, say("Noted.")])
    opened.ready()
    opened.card().begin()
    opened.qtbot.keyClicks(opened.card().text, "Name: Ann")
    opened.say("My dog is called Biscuit")
    assert opened.card().text.toPlainText() == "Name: Ann", "what is being written stays"
    press(opened, "Save")
    opened.until(lambda: "Dog: Biscuit" in opened.card().problem_words)
    assert value(opened) == "Dog: Biscuit"
    press(opened, "Save")
    opened.until(lambda: not opened.card().text.editing)
    assert value(opened) == "Name: Ann"


def test_a_text_over_the_limit_cannot_be_saved(open_window: OpenWindow):
    opened = open_window([])
    opened.ready()
    opened.card().begin()
    opened.card().text.setPlainText("x" * 2_001)
    save = next(each for each in opened.card().findChildren(QPushButton) if each.text() == "Save")
    assert not save.isEnabled()
    assert "1 characters too long" in save.toolTip()


def test_undo_takes_the_last_change_back(open_window: OpenWindow):
    opened = open_window([DOG, say("Noted.")])
    opened.ready()
    opened.say("My dog is called Biscuit")
    opened.window.memory.undo_wanted.emit()
    opened.until(lambda: opened.card().text.toPlainText() == "")
    assert value(opened) == ""
    opened.until(lambda: "human" in opened.window.status.notice.sentence)


def test_a_read_only_block_shows_a_lock_and_no_way_to_edit_it(qtbot: QtBot, theme: Theme):
    locked = BlockCard(BlockView(1, "rules", "", "Be kind.", 2_000, read_only=True, version=1), theme)
    qtbot.addWidget(locked)
    locked.show()
    assert not any(each.isVisible() for each in locked.findChildren(QToolButton))
    locked.begin()
    assert not locked.text.editing


def test_changed_lines_are_those_that_were_not_there_before():
    assert changed_lines("", "Dog: Biscuit") == [0]
    assert changed_lines("a\nb", "a\nc\nb") == [1]
    assert changed_lines("a\nb\nc", "a\nB\nc") == [1]
    assert changed_lines("a\nb", "a") == []
