"""The flows a person has: sending, watching, stopping, and what is told when something goes wrong."""

from __future__ import annotations

import pytest
from opened_window import OpenWindow
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QTextBrowser, QToolButton

from app.chat import history
from app.chat.bubble import Bubble
from app.chat.rows import NewDay, Noted, Said, Steps, Told
from runtime.errors import LLMCrashed
from runtime.llm.port import Request, ToolCall
from runtime.llm.scripted import call, say

DOG = call("core_memory_append", label="human", content="Dog: Biscuit")


def test_before_anything_is_said_the_window_says_what_to_do(open_window: OpenWindow):
    opened = open_window([])
    opened.ready()
    assert opened.window.welcome.isVisible()
    button = next(button for button in opened.window.welcome.findChildren(QPushButton) if "walnuts" in button.text())
    button.click()
    assert opened.window.composer.text() == "I am allergic to walnuts"


def test_a_message_is_shown_its_reply_streams_and_its_steps_fold_below(open_window: OpenWindow):
    opened = open_window([DOG, say("I will remember Biscuit, your dog. " * 4)], pace=0.004)
    opened.ready()
    opened.type("My dog is called Biscuit")
    opened.until(lambda: any(isinstance(row, Said) and row.writing for row in opened.rows()))
    opened.until(lambda: opened.steps() and not opened.steps()[-1].running)
    kinds = [type(row) for row in opened.rows()]
    assert kinds == [NewDay, Said, Noted, Said, Steps]
    assert opened.texts() == ["My dog is called Biscuit", "I will remember Biscuit, your dog. " * 4]
    assert opened.texts(Noted) == ["Remembered in human: Dog: Biscuit"]
    assert [step.tool for step in opened.steps()[0].steps] == ["core_memory_append", "send_message"]


def test_a_message_sent_before_the_memory_is_open_is_sent_when_it_is(open_window: OpenWindow):
    opened = open_window([say("Hello.")])
    opened.type("Good morning")
    opened.until(lambda: opened.texts() == ["Good morning", "Hello."])


def test_stop_ends_the_turn_and_the_window_is_ready_again(open_window: OpenWindow):
    opened = open_window([say("word " * 400)], pace=0.01)
    opened.ready()
    opened.type("Tell me a story")
    opened.until(lambda: opened.texts()[1:])
    button = opened.window.composer.findChild(QToolButton, "send")
    assert button.accessibleName() == "Stop"
    opened.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    opened.until(lambda: button.accessibleName() == "Send")
    assert "You stopped the answer here." in opened.texts(Told)
    assert len(opened.texts()[-1]) < len("word " * 400)


def test_escape_stops_too(open_window: OpenWindow):
    opened = open_window([say("word " * 400)], pace=0.01)
    opened.ready()
    opened.type("Tell me a story")
    opened.until(lambda: opened.texts()[1:])
    opened.qtbot.keyClick(opened.window.composer.focusProxy(), Qt.Key.Key_Escape)
    opened.until(lambda: opened.texts(Told))


def test_a_crash_of_the_llm_is_a_sentence_in_the_transcript_and_the_window_goes_on(open_window: OpenWindow):
    crashes = iter([True, True, False])

    def script(_request: Request) -> ToolCall:
        if next(crashes):
            raise LLMCrashed("The language model's process died.")
        return say("I am back.")

    opened = open_window(script)
    opened.ready()
    opened.type("Are you there?")
    opened.until(lambda: any("died" in text for text in opened.texts(Told)))
    opened.until(lambda: not opened.window.composer.running)
    assert all(row.problem for row in opened.rows() if isinstance(row, Told))
    opened.type("And now?")
    opened.until(lambda: opened.texts()[-1] == "I am back.")


def test_steps_unfold_by_click_and_fold_by_keyboard(open_window: OpenWindow):
    opened = open_window([DOG, say("Noted.")])
    opened.ready()
    opened.say("My dog is called Biscuit")
    view = opened.view
    index = view.model().index(view.model().rowCount() - 1)
    folded = view.visualRect(index)
    opened.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=folded.topLeft() + QPoint(40, 8))
    assert opened.steps()[0].unfolded
    opened.until(lambda: view.visualRect(index).height() > folded.height() + 80)
    opened.qtbot.keyClick(view, Qt.Key.Key_Return)
    assert not opened.steps()[0].unfolded


def test_the_text_of_a_bubble_can_be_selected_and_copied(open_window: OpenWindow, qapp: QApplication):
    opened = open_window([say("Biscuit is a good dog.")])
    opened.ready()
    opened.say("Hello")
    view = opened.view
    index = view.model().index(view.model().rowCount() - 2)
    delegate = view.itemDelegate()
    assert isinstance(delegate, Bubble)
    place = delegate.placed(index).text.translated(view.visualRect(index).topLeft())
    middle = place.center().y()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.left(), middle))
    QTest.mouseMove(view.viewport(), QPoint(place.right() + 20, middle))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.right() + 20, middle))
    text = view.indexWidget(index)
    assert isinstance(text, QTextBrowser)
    assert text.isReadOnly()
    opened.qtbot.keySequence(text, "Ctrl+A")
    opened.qtbot.keySequence(text, "Ctrl+C")
    assert qapp.clipboard().text() == "Biscuit is a good dog."


def test_ctrl_c_copies_the_current_row(open_window: OpenWindow, qapp: QApplication):
    opened = open_window([say("Biscuit is a good dog.")])
    opened.ready()
    opened.say("Hello")
    view = opened.view
    view.setCurrentIndex(view.model().index(view.model().rowCount() - 2))
    opened.qtbot.keySequence(view, "Ctrl+C")
    assert qapp.clipboard().text() == "Biscuit is a good dog."


def test_a_refused_message_stays_in_the_composer_with_the_reason_below(open_window: OpenWindow):
    opened = open_window([])
    opened.ready()
    paste = QMimeData()
    paste.setText("half \0 a character " * 1_000)
    opened.window.composer.findChild(QPlainTextEdit).insertFromMimeData(paste)
    opened.qtbot.keyClick(opened.window.composer.focusProxy(), Qt.Key.Key_Return)
    opened.until(lambda: "NUL" in opened.window.status.notice.sentence)
    assert "half" in opened.window.composer.text()


def test_the_context_and_the_name_of_the_llm_stand_at_the_foot(open_window: OpenWindow):
    opened = open_window([say("Hello.")])
    opened.ready()
    opened.say("Hello")
    opened.until(lambda: "/ 8,192" in opened.window.status.context_words)
    assert opened.window.status.llm_name == "scripted"


def test_older_messages_come_when_the_person_scrolls_up(open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(history, "PAGE", 36)
    opened = open_window(lambda _request: say("Yes."))
    opened.ready()
    for number in range(24):
        opened.assistant.wait(opened.assistant.submit(f"message {number}"))
    opened.close()
    again = open_window([])
    again.ready()
    first = again.texts()[0]
    assert first != "message 0"
    bar = again.view.verticalScrollBar()
    again.until(lambda: bar.maximum() > 0 and bar.value() == bar.maximum())
    while "message 0" not in again.texts():
        before = len(again.rows())
        bar.setValue(0)
        again.until(lambda: len(again.rows()) > before)  # noqa: B023 - waited for at once
    assert again.texts()[::2] == [f"message {number}" for number in range(24)]
    assert bar.value() > 0, "the person stays where they were"
