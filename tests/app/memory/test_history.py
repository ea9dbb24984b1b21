"""The journal in the window: what was taken back is done again, and the memory is seen as it was at any moment."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from opened_window import Opened, OpenWindow, nameless
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.memory.as_of import AsOfDialog
from app.memory.history import JournalTab
from app.memory.place import MemoryPlace
from runtime.llm.scripted import call, say
from runtime.views import ChangeView

DOG = call("core_memory_append", label="human", content="Dog: Biscuit")
CAT = call("core_memory_append", label="human", content="Cat: Tom")
SWIM = call("archival_memory_insert", content="Biscuit swims on Sundays.", tags=["dog"])


@pytest.fixture
def opened(open_window: OpenWindow) -> Opened:
    """A window in which three things were told."""
    made = open_window([DOG, say("Noted."), SWIM, say("Stored."), CAT, say("Noted, too.")])
    made.ready()
    for text in ("My dog is called Biscuit", "Biscuit swims on Sundays", "My cat is called Tom"):
        made.say(text)
    return made


def journal(opened: Opened) -> JournalTab:
    """The journal in sight, the newest change chosen."""
    place = opened.window.place("Memory")
    assert isinstance(place, MemoryPlace)
    place.tabs.setCurrentWidget(place.journal)
    opened.until(lambda: place.journal.browser.list.count() >= 3)
    return place.journal


def human(opened: Opened) -> str:
    return next(each.value for each in opened.assistant.blocks() if each.label == "human")


def look(opened: Opened, widget: QWidget, name: str) -> None:
    """Keep a picture where LOCI_PICTURES names a folder."""
    folder = os.environ.get("LOCI_PICTURES")
    if folder:
        for appearance in ("light", "dark"):
            opened.window.theme.choose(appearance)
            opened.qtbot.wait(50)
            widget.grab().save(str(Path(folder) / f"{name}-{appearance}.png"))


def test_what_was_taken_back_is_done_again(opened: Opened) -> None:
    tab = journal(opened)
    assert nameless(tab) == []
    assert not tab.redo.isEnabled(), "the change stands"
    tab.undo.click()
    opened.until(lambda: human(opened) == "Dog: Biscuit")
    opened.until(lambda: any(_is_taken_back(tab, row) for row in range(tab.browser.list.count())))
    assert tab.redo.isEnabled()
    look(opened, opened.window, "journal")
    tab.redo.click()
    opened.until(lambda: human(opened) == "Dog: Biscuit\nCat: Tom")


def _is_taken_back(tab: JournalTab, row: int) -> bool:
    tab.browser.list.setCurrentRow(row)
    return tab.redo.isEnabled() and not tab.undo.isEnabled()


def test_the_last_undo_is_redone_by_a_key(opened: Opened) -> None:
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    opened.qtbot.keyClick(opened.window, Qt.Key.Key_Z, keys)
    opened.until(lambda: human(opened) == "Dog: Biscuit")
    opened.qtbot.keyClick(opened.window, Qt.Key.Key_Y, keys)
    opened.until(lambda: human(opened) == "Dog: Biscuit\nCat: Tom")


def test_the_memory_is_shown_as_it_was_right_after_a_change_and_at_any_other_moment(opened: Opened) -> None:
    tab = journal(opened)
    changes = opened.assistant.journal(10, "human")
    rows = range(tab.browser.list.count())
    tab.browser.list.setCurrentRow(next(row for row in rows if _change(tab, row) == changes[1].id))
    tab.then.click()
    dialog = tab.findChild(AsOfDialog)
    assert nameless(dialog) == []
    opened.until(lambda: "Dog: Biscuit" in dialog.detail.toPlainText())
    assert "Tom" not in dialog.detail.toPlainText()
    assert "Biscuit swims" not in dialog.detail.toPlainText(), "it was stored later"
    dialog.field.setDateTime(dialog.field.dateTime().addDays(1))
    opened.until(lambda: "Cat: Tom" in dialog.detail.toPlainText())
    assert "Biscuit swims on Sundays." in dialog.detail.toPlainText()
    assert "My cat is called Tom" in dialog.detail.toPlainText()
    look(opened, dialog, "as-of")
    dialog.field.setDateTime(dialog.field.dateTime().addYears(-1))
    opened.until(lambda: "Biscuit" not in dialog.detail.toPlainText())
    dialog.accept()


def _change(tab: JournalTab, row: int) -> int:
    tab.browser.list.setCurrentRow(row)
    value = tab.browser.value()
    assert isinstance(value, ChangeView)
    return value.id
