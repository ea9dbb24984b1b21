"""In a narrow window the conversation has the room; the columns beside it come back with the width."""

from __future__ import annotations

from opened_window import OpenWindow


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
