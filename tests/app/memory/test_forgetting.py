"""Something is forgotten in the window: shown first, then gone everywhere, with a receipt."""

from __future__ import annotations

import pytest
from opened_window import Opened, OpenWindow, nameless
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem

from app.memory.forgetting import ForgetDialog
from app.memory.place import MemoryPlace
from runtime.llm.scripted import call, say

DOG = call("core_memory_append", label="human", content="Dog: Biscuit")
SWIM = call("archival_memory_insert", content="The dog swims in the harbour on Sundays.", tags=["dog"])


@pytest.fixture
def opened(open_window: OpenWindow) -> Opened:
    made = open_window([DOG, say("Noted, Biscuit it is."), SWIM, say("Stored."), say("Good morning.")])
    made.ready()
    made.say("My dog is called Biscuit")
    made.say("The dog swims in the harbour on Sundays")
    return made


def dialog(opened: Opened, text: str) -> ForgetDialog:
    place = opened.window.place("Memory")
    assert isinstance(place, MemoryPlace)
    place.forget(text)
    found = place.findChildren(ForgetDialog)[-1]
    opened.until(found.tree.topLevelItemCount)
    return found


def lines(asked: ForgetDialog, group: int) -> list[QTreeWidgetItem]:
    top = asked.tree.topLevelItem(group)
    assert top is not None
    return [top.child(number) for number in range(top.childCount())]


def test_what_would_go_is_shown_and_nothing_goes_before_it_is_confirmed(opened: Opened):
    asked = dialog(opened, "Biscuit")
    kinds = [line.text(0) for line in lines(asked, 0)]
    assert {"Message", "Block, in part"} <= set(kinds)
    assert any("My dog is called Biscuit" in line.text(1) for line in lines(asked, 0))
    assert asked.forget.isEnabled()
    assert nameless(asked) == []
    asked.reject()
    assert opened.assistant.blocks()[-1].value == "Dog: Biscuit"


def test_it_is_gone_from_memory_chat_and_cards_and_the_receipt_says_that_nothing_is_left(opened: Opened):
    asked = dialog(opened, "Biscuit")
    asked.forget.click()
    opened.until(asked.receipt.toPlainText)
    assert "Nothing is left of it in the memory file." in asked.receipt.toPlainText()
    assert "Biscuit" not in asked.receipt.toPlainText()
    asked.accept()
    opened.until(lambda: not any("Biscuit" in text for text in opened.texts()))
    opened.until(lambda: opened.card().text.toPlainText() == "")
    opened.until(lambda: any("swims in the harbour" in text for text in opened.texts()))
    opened.window.go(0)
    opened.say("Hello")
    assert opened.texts()[-1] == "Good morning.", "the language model is there again"


def test_what_is_ticked_beside_it_goes_too(opened: Opened):
    asked = dialog(opened, "dog is called")
    passage = next(line for line in lines(asked, 3) if line.text(0) == "Passage")
    passage.setCheckState(0, Qt.CheckState.Checked)
    assert not asked.forget.isEnabled(), "more would go than was looked at"
    opened.until(asked.forget.isEnabled)
    assert [line.text(0) for line in lines(asked, 1)] == ["Passage"]
    asked.forget.click()
    opened.until(asked.receipt.toPlainText)
    assert opened.assistant.passages() == ()


def test_what_nothing_names_is_not_forgotten(opened: Opened):
    asked = dialog(opened, "zebra")
    assert "Nothing names it" in asked.words.text()
    assert not asked.forget.isEnabled()
    asked.field.setText("z")
    asked.preview()
    opened.until(lambda: "at least 2 characters" in asked.words.text())


def test_who_says_forget_in_the_chat_is_asked_here(open_window: OpenWindow):
    """The LLM only hands it on."""
    opened = open_window([DOG, say("Noted."), call("forget", text="Biscuit"), say("You are being asked.")])
    opened.ready()
    opened.say("My dog is called Biscuit")
    opened.say("Forget my dog's name")
    opened.until(lambda: opened.window.findChildren(ForgetDialog))
    (asked,) = opened.window.findChildren(ForgetDialog)
    opened.until(asked.tree.topLevelItemCount)
    assert any("My dog is called Biscuit" in line.text(1) for line in lines(asked, 0))
    assert opened.assistant.blocks()[-1].value == "Dog: Biscuit"
    asked.reject()


def test_it_may_be_closed_while_it_looks(opened: Opened):
    place = opened.window.place("Memory")
    assert isinstance(place, MemoryPlace)
    place.forget("Biscuit")
    (asked,) = place.findChildren(ForgetDialog)
    asked.reject()
    opened.until(lambda: not place.findChildren(ForgetDialog))
    opened.say("Good morning")


def test_an_answer_about_words_that_were_changed_meanwhile_is_not_shown(opened: Opened):
    asked = dialog(opened, "Biscuit")
    asked.preview()
    asked.field.setText("harbour")
    opened.until(lambda: not asked.waits)
    assert (asked.tree.topLevelItemCount(), asked.forget.isEnabled(), asked.look.isEnabled()) == (0, False, True)
    asked.preview()
    opened.until(asked.tree.topLevelItemCount)
    assert any("harbour" in line.text(1) for line in lines(asked, 0))
    asked.reject()
