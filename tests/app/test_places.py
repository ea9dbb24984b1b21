"""The places beside the chat: what they show, what can be done in them, by keyboard too."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import pytest
from opened_window import Opened, OpenWindow, nameless
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel

from app.browser import Browser
from app.context.place import ContextPlace
from app.entries import Entry
from app.instead import Instead
from app.llms.place import Known, LLMsPlace
from app.memory.passage import PassageDialog
from app.memory.place import MemoryPlace
from app.place import Place
from app.places import make
from app.rail import DOORS
from app.trace.place import TracePlace
from runtime.llm.choice import built_in
from runtime.llm.scripted import ScriptedLLM, call, say

DOG = call("core_memory_append", label="human", content="Dog: Biscuit")
SWIM = call("archival_memory_insert", content="Biscuit swims in the harbour on Sundays.", tags=["dog"])
AnyPlace = TypeVar("AnyPlace", bound=Place)


@pytest.fixture
def opened(open_window: OpenWindow) -> Opened:
    """A window in which two things were told."""
    made = open_window([DOG, say("Noted."), SWIM, say("Stored.")])
    made.ready()
    made.say("My dog is called Biscuit")
    made.say("Biscuit swims in the harbour on Sundays")
    return made


def go(opened: Opened, name: str, kind: type[AnyPlace]) -> AnyPlace:
    place = opened.window.place(name)
    assert isinstance(place, kind)
    return place


def test_each_place_is_reached_by_keyboard_and_everything_in_it_has_a_name(opened: Opened):
    for number, door in enumerate(DOORS):
        opened.qtbot.keyClick(opened.window, Qt.Key.Key_1 + number, Qt.KeyboardModifier.ControlModifier)
        QApplication.processEvents()
        shown = opened.window.chat if number == 0 else opened.window.place(door.name)
        assert shown.isVisible(), door.name
        assert QApplication.activeWindow() is opened.window, "no other window was opened on the way"
        assert nameless(shown) == []
    opened.qtbot.keyClick(opened.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert opened.window.chat.isVisible()


def test_a_block_is_locked_edited_and_taken_back_where_memory_is_looked_into(opened: Opened):
    place = go(opened, "Memory", MemoryPlace)
    opened.until(lambda: place.blocks.card("human"))
    card = place.blocks.card("human")
    card.begin()
    card.text.setPlainText("Dog: Rusk")
    opened.qtbot.keyClick(card.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.until(lambda: not card.text.editing)
    assert [each.value for each in opened.assistant.blocks() if each.label == "human"] == ["Dog: Rusk"]
    place.blocks._undo("human")  # noqa: SLF001 - what its button does
    opened.until(lambda: card.text.toPlainText() == "Dog: Biscuit")
    place.blocks._locks["human"].click()  # noqa: SLF001 - as the person does
    opened.until(lambda: next(each for each in opened.assistant.blocks() if each.label == "human").read_only)


def test_the_journal_leads_from_a_change_to_the_words_it_came_from_and_back(opened: Opened):
    place = go(opened, "Memory", MemoryPlace)
    place.tabs.setCurrentWidget(place.journal)
    opened.until(lambda: place.journal.browser.list.count() >= 2)
    place.journal.narrow("human")
    place.journal.read_again()
    opened.until(lambda: "Dog: Biscuit" in place.journal.browser.detail.toPlainText())
    assert "My dog is called Biscuit" in place.journal.browser.detail.toPlainText()
    place.journal.undo.click()
    opened.until(lambda: [each.value for each in opened.assistant.blocks() if each.label == "human"] == [""])
    opened.until(lambda: not place.journal.undo.isEnabled() or place.journal.browser.list.count() >= 3)


def test_archival_memory_is_searched_and_a_passage_removed_and_brought_back(opened: Opened):
    place = go(opened, "Memory", MemoryPlace)
    place.tabs.setCurrentWidget(place.archive)
    browser = place.archive.browser
    opened.until(lambda: browser.list.count() == 1)
    opened.qtbot.keyClicks(browser.field, "harbour")
    opened.until(lambda: "harbour" in browser.detail.toPlainText())
    assert "dog" in browser.detail.toPlainText()
    place.archive.remove.click()
    opened.until(lambda: opened.assistant.passages() == ())
    opened.assistant.undo()
    assert len(opened.assistant.passages()) == 1


def test_a_passage_is_edited_and_tagged_and_the_journal_has_both_texts(opened: Opened):
    place = go(opened, "Memory", MemoryPlace)
    place.tabs.setCurrentWidget(place.archive)
    opened.until(lambda: place.archive.browser.list.count() == 1)
    place.archive.edit.click()
    dialog = place.findChild(PassageDialog)
    assert nameless(dialog) == []
    save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    assert not save.isEnabled(), "nothing was changed yet"
    dialog.text.setPlainText("Rex swims in the lake.")
    dialog.tags.setText("dog, lake")
    save.click()
    opened.until(lambda: [each.tags for each in opened.assistant.passages()] == [("dog", "lake")])
    opened.until(lambda: "Rex swims in the lake." in place.archive.browser.detail.toPlainText())
    assert opened.assistant.journal(1)[0].before == "Biscuit swims in the harbour on Sundays."


def test_recall_memory_is_searched_and_quoted(opened: Opened):
    place = go(opened, "Memory", MemoryPlace)
    place.tabs.setCurrentWidget(place.recall)
    opened.qtbot.keyClicks(place.recall.browser.field, "called")
    opened.until(lambda: "My dog is called Biscuit" in place.recall.browser.detail.toPlainText())
    place.recall.quote.click()
    assert opened.window.composer.text().startswith("> ")
    assert opened.window.chat.isVisible()


def test_the_context_is_shown_to_the_letter_with_its_tokens(opened: Opened):
    place = go(opened, "Context", ContextPlace)
    opened.until(lambda: place.layers.list.count() == 5)
    place.layers.list.setCurrentRow(2)
    assert "Dog: Biscuit" in place.layers.detail.toPlainText()
    assert "of 8,192 tokens used" in place.counts.text()
    assert place.bar.accessibleName().startswith("Context: ")


def test_the_trace_shows_each_step_of_each_answer(opened: Opened):
    place = go(opened, "Trace", TracePlace)
    opened.until(lambda: place.turns.list.count() == 2)
    place.turns.list.setCurrentRow(1)
    assert "core_memory_append" in place.turns.detail.toPlainText()
    assert "send_message" in place.turns.detail.toPlainText()


def test_the_language_models_on_this_machine_are_listed_with_what_their_files_say(opened: Opened):
    place = go(opened, "LLMs", LLMsPlace)
    opened.until(lambda: place.found.list.count() >= 1)
    assert "came with Loci" in place.found.detail.toPlainText()
    assert place.use.isEnabled()
    assert "Fits in the memory" in place.found.detail.toPlainText()


def test_one_language_model_is_chosen_to_talk_and_another_to_tidy(opened: Opened):
    place = go(opened, "LLMs", LLMsPlace)
    opened.until(lambda: place.found.list.count() >= 1)
    assert "fits beside the one that answers you" in " ".join(place.found.detail.toPlainText().split())
    place.tidy.click()
    opened.until(lambda: "tidies the memory" in place.found.list.item(0).text())
    assert opened.assistant.settings.sleep_llm_path == built_in()
    place.tidy.click()
    opened.until(lambda: "tidies the memory" not in place.found.list.item(0).text())
    assert opened.assistant.settings.sleep_llm_path is None


def test_one_that_does_not_fit_beside_it_says_who_tidies_instead(opened: Opened):
    place = go(opened, "LLMs", LLMsPlace)
    opened.until(lambda: place.found.list.count() >= 1)
    known = place.found.value()
    assert isinstance(known, Known)
    small = replace(known, beside=replace(known.beside, free=1))
    place.found.show_entries([Entry("small", "", small)])
    assert "which would tidy the memory instead" in " ".join(place.found.detail.toPlainText().split())


def test_a_language_model_is_tested_with_ten_tool_calls(opened: Opened):
    opened.assistant.llms.make = lambda _path: ScriptedLLM(lambda _: say("Good morning."))
    place = go(opened, "LLMs", LLMsPlace)
    opened.until(place.found.list.count)
    place.test.click()
    opened.until(lambda: "10 of 10 tool calls well formed, 3 called" in place.found.detail.toPlainText())
    assert place.test.isEnabled()


def test_what_happens_while_a_place_is_open_is_shown_in_it(opened: Opened):
    place = go(opened, "Memory", MemoryPlace)
    opened.until(lambda: place.blocks.card("human"))
    block = next(each for each in opened.assistant.blocks() if each.label == "human")
    opened.assistant.edit_block("human", "Dog: Rusk", block.version)
    opened.until(lambda: place.blocks.card("human").text.toPlainText() == "Dog: Rusk")


@pytest.mark.parametrize("name", [door.name for door in DOORS[1:]])
def test_no_place_is_an_empty_box_while_the_memory_opens(opened: Opened, name: str):
    place = make(name, opened.window.theme, opened.window.preferences)
    opened.qtbot.addWidget(place)
    place.resize(900, 600)
    place.show()
    place.begin()
    said = [each.sentence for each in place.findChildren(Instead) if each.isVisible()]
    assert said == ([] if name == "Settings" else ["Opening your memory …"])
    assert opened.window.session is not None
    place.attach(opened.window.session)
    assert [each.sentence for each in place.findChildren(Instead) if each.isVisible()] != ["Opening your memory …"]
    opened.until(lambda: place.window().focusWidget() is place.begins_at)


def test_what_is_looked_for_is_not_called_empty_and_then_the_list_has_the_keyboard(opened: Opened):
    browser = Browser(opened.window.theme, "Passages", empty="Nothing is stored here yet.")
    opened.qtbot.addWidget(browser)
    browser.show()
    browser.list.setFocus()
    assert browser.instead.isVisible()
    assert browser.instead.sentence == "Looking …"
    browser.show_entries([])
    assert browser.instead.sentence == "Nothing is stored here yet."
    browser.show_entries([Entry("Biscuit", "today", 1)])
    assert not browser.instead.isVisible()
    opened.until(browser.list.isVisible)
    assert browser.focusWidget() is browser.list


def test_a_sentence_in_the_middle_stands_on_lines_of_a_good_length(opened: Opened):
    instead = Instead("Loci has not tidied its memory yet. " * 4)
    opened.qtbot.addWidget(instead)
    line = instead.findChild(QLabel)
    assert isinstance(line, QLabel)
    instead.show()
    for width, most in ((1_400, 448), (300, 300)):
        instead.resize(width, 400)
        QApplication.processEvents()
        assert line.width() <= most
        assert line.width() >= 0.9 * most
        assert line.height() >= line.heightForWidth(line.width())
