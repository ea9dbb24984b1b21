"""Several conversations in the window, and what was being written in each."""

from __future__ import annotations

from opened_window import Opened, OpenWindow
from PySide6.QtCore import Qt

from app.chat.conversations import UNTITLED
from app.chat.rows import Told
from runtime.errors import LLMError
from runtime.llm.port import Request, ToolCall
from runtime.llm.scripted import say


def titles(opened: Opened) -> list[str]:
    shown = opened.window.chat.conversations.list
    return [shown.item(number).text() for number in range(shown.count())]


def new(opened: Opened) -> None:
    opened.qtbot.keyClick(opened.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


def test_a_new_one_is_empty_and_the_old_one_is_there_to_go_back_to(open_window: OpenWindow):
    opened = open_window(lambda _: say("Yes."))
    opened.ready()
    opened.say("About the harbour")
    opened.until(lambda: titles(opened) == ["About the harbour"])
    new(opened)
    opened.until(lambda: titles(opened) == ["About the harbour", UNTITLED] or titles(opened)[0] == UNTITLED)
    opened.until(opened.window.welcome.isVisible)
    opened.say("About the garden")
    assert opened.texts() == ["About the garden", "Yes."]
    shown = opened.window.chat.conversations
    opened.until(lambda: titles(opened) == ["About the garden", "About the harbour"])
    shown.list.setCurrentRow(1)
    shown.list.itemActivated.emit(shown.list.item(1))
    opened.until(lambda: opened.texts() == ["About the harbour", "Yes."])


def test_what_was_being_written_is_there_again_after_a_restart_and_in_its_own_conversation(open_window: OpenWindow):
    opened = open_window(lambda _: say("Yes."))
    opened.ready()
    opened.say("Hello")
    opened.qtbot.keyClicks(opened.window.composer.focusProxy(), "Dear Ann, I")
    new(opened)
    opened.until(lambda: opened.window.composer.text() == "")
    opened.qtbot.keyClicks(opened.window.composer.focusProxy(), "something else")
    opened.close()
    again = open_window(lambda _: say("Yes."))
    again.ready()
    again.until(lambda: again.window.composer.text() == "Dear Ann, I")


def test_a_message_is_answered_once_more_from_the_window(open_window: OpenWindow):
    answers = iter([say("A first answer."), say("A second answer.")])

    def script(_request: Request) -> ToolCall:
        return next(answers)

    opened = open_window(script)
    opened.ready()
    opened.say("Hello")
    opened.view.again_wanted.emit(opened.steps()[-1].turn_id)
    opened.until(lambda: opened.texts() == ["Hello", "A first answer.", "A second answer."])


def test_why_a_message_was_not_answered_is_said_again_after_a_restart(open_window: OpenWindow):
    def script(_request: Request) -> ToolCall:
        raise LLMError("The weights are gone. Your message is kept.")

    opened = open_window(script)
    opened.ready()
    opened.type("Hello")
    opened.until(lambda: opened.texts(Told))
    opened.until(lambda: not opened.window.composer.running)
    opened.close()
    again = open_window([])
    again.ready()
    again.until(lambda: any("weights are gone" in text for text in again.texts(Told)))
