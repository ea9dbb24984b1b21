"""Words found in the conversation and in all of them, marked, walked through, and followed to where they were said."""

from __future__ import annotations

import pytest
from opened_window import Opened, OpenWindow
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from app.chat import history
from app.chat.hits import snippet
from app.chat.rows import Said
from app.memory.place import MemoryPlace
from runtime.llm.scripted import say

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def talked(open_window: OpenWindow, *texts: str) -> Opened:
    opened = open_window(lambda _: say("I see."))
    opened.ready()
    for text in texts:
        opened.say(text)
    return opened


def shown(opened: Opened) -> str:
    """The message that has the ring, if it is in sight."""
    at = opened.view.currentIndex()
    row = opened.transcript.row(at.row()) if at.isValid() else None
    seen = opened.view.viewport().rect().intersects(opened.view.visualRect(at))
    return row.text if isinstance(row, Said) and seen else ""


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}


def test_ctrl_f_marks_the_words_and_enter_walks_from_the_newest_hit_to_the_older_ones(open_window: OpenWindow):
    opened = talked(open_window, "The Harbour was frozen", "Nothing else", "the harbour again")
    bar = opened.window.chat.find_bar
    mark = opened.window.theme.tones.mark
    assert mark not in colours(opened.view.grab().toImage())
    opened.qtbot.keyClick(opened.window, Qt.Key.Key_F, CTRL)
    assert bar.isVisible()
    opened.qtbot.keyClicks(bar.field, "harbour")
    opened.until(lambda: bar.count_words == "2 of 2")
    assert shown(opened) == "the harbour again"
    assert mark in colours(opened.view.grab().toImage())
    opened.qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert (bar.count_words, shown(opened)) == ("1 of 2", "The Harbour was frozen")
    opened.qtbot.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    assert (bar.count_words, shown(opened)) == ("2 of 2", "the harbour again")
    opened.qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert mark not in colours(opened.view.grab().toImage())


def test_what_stands_nowhere_is_said_to_stand_nowhere(open_window: OpenWindow):
    opened = talked(open_window, "Hello")
    opened.window.chat.find_here()
    opened.qtbot.keyClicks(opened.window.chat.find_bar.field, "zebra")
    opened.until(lambda: opened.window.chat.find_bar.count_words == "Not found")


def test_a_hit_far_back_is_read_from_the_file_and_shown(open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(history, "PAGE", 6)
    opened = talked(open_window, "The first word about zebras")
    turns = [opened.assistant.submit(f"Message {number}") for number in range(8)]
    assert opened.assistant.wait(turns[-1], 60)
    opened.close()
    again = open_window([])
    again.ready()
    assert "The first word about zebras" not in again.texts()
    again.window.chat.find_here()
    again.qtbot.keyClicks(again.window.chat.find_bar.field, "zebras")
    again.until(lambda: shown(again) == "The first word about zebras")


def test_ctrl_shift_f_finds_in_all_conversations_and_leads_to_the_message_in_its_own(open_window: OpenWindow):
    opened = talked(open_window, "The harbour is frozen", "And so is the lake")
    opened.qtbot.keyClick(opened.window, Qt.Key.Key_N, CTRL)
    opened.until(lambda: not opened.rows())
    opened.say("About the garden")
    search = opened.window.chat.conversations.search
    opened.qtbot.keyClick(opened.window, Qt.Key.Key_F, CTRL | SHIFT)
    opened.qtbot.keyClicks(search.field, "harbour")
    opened.until(lambda: search.hits.isVisible() and search.hits.count())
    assert search.hits.item(0).text().startswith("The harbour is frozen. You")
    assert not opened.window.chat.conversations.list.isVisible()
    assert opened.window.theme.tones.mark in colours(search.hits.grab().toImage())
    opened.qtbot.keyClick(search.field, Qt.Key.Key_Return)
    opened.until(lambda: shown(opened) == "The harbour is frozen")
    opened.qtbot.keyClick(search.field, Qt.Key.Key_Escape)
    assert opened.window.chat.conversations.list.isVisible()


def test_a_hit_in_recall_memory_leads_to_the_chat(open_window: OpenWindow):
    opened = talked(open_window, "The harbour is frozen", "And so is the lake")
    place = opened.window.place("Memory")
    assert isinstance(place, MemoryPlace)
    place.tabs.setCurrentWidget(place.recall)
    opened.qtbot.keyClicks(place.recall.browser.field, "harbour")
    opened.until(lambda: "harbour" in place.recall.browser.detail.toPlainText())
    place.recall.show_there.click()
    assert opened.window.chat.isVisible()
    opened.until(lambda: shown(opened) == "The harbour is frozen")


def test_a_snippet_is_the_part_around_the_first_of_the_words():
    text = "word " * 60 + "harbour " + "end " * 60
    assert "harbour" in snippet(text, "the harbour")
    assert snippet(text, "the harbour").startswith("…word")
    assert snippet("Short text", "nothing") == "Short text"
