"""In a narrow window the conversation has the room; the columns beside it come back with the width."""

from __future__ import annotations

from opened_window import OpenWindow
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from runtime.llm.scripted import say


def test_the_columns_leave_one_after_the_other_and_come_back_unless_the_person_chose(open_window: OpenWindow):
    opened = open_window([])
    opened.ready()
    window, chat = opened.window, opened.window.chat

    def shown(width: int) -> tuple[bool, bool]:
        window.resize(width, 600)
        opened.until(lambda: window.width() == width)
        return chat.conversations.isVisible(), chat.memory.isVisible()

    assert shown(1240) == (True, True)
    assert shown(800) == (False, True)
    assert shown(600) == (False, False)
    assert shown(800) == (False, True)
    window.list_action.trigger()
    assert shown(790) == (True, True), "whoever wants it has it"
    assert shown(1240) == (True, True)
    window.memory_action.trigger()
    assert shown(600) == (False, False)
    assert shown(1240) == (True, False), "what the person put away stays away"


def test_elsewhere_the_two_switches_are_not_there(open_window: OpenWindow):
    opened = open_window([])
    opened.ready()
    opened.window.go(2)
    assert not opened.window.header._list.isVisible()  # noqa: SLF001 - what is seen
    opened.window.go(0)
    assert opened.window.header._list.isVisible()  # noqa: SLF001


def test_another_screen_in_the_middle_of_a_chat_changes_nothing_that_stands_there(
    open_window: OpenWindow, qapp: QApplication
):
    opened = open_window([say("Woof.")])
    opened.ready()
    opened.say("My dog is called Biscuit")
    window = opened.window
    for size in ((2_400, 1_300), (500, 400), (1_240, 780)):
        for kind in (QEvent.Type.ScreenChangeInternal, QEvent.Type.DevicePixelRatioChange):
            for widget in (window, opened.view):
                qapp.sendEvent(widget, QEvent(kind))
        window.resize(*size)
        qapp.processEvents()
        assert not window.grab().isNull()
    assert opened.texts() == ["My dog is called Biscuit", "Woof."]
