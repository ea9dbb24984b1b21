"""A message edited and sent anew, the branch that it begins, and the way back to the old one."""

from __future__ import annotations

from opened_window import Opened, OpenWindow
from PySide6.QtCore import QPoint, Qt

from app.chat.rows import Said
from runtime.llm.port import Request, ToolCall
from runtime.llm.scripted import say


def answer(request: Request) -> ToolCall:
    return say(f"You said {request.prompt.messages[-1].text.split(']')[-1].strip()}")


def said(opened: Opened, text: str) -> Said:
    return next(row for row in opened.rows() if isinstance(row, Said) and row.text == text)


def edited(open_window: OpenWindow) -> Opened:
    """First, Second; then First was edited to Other."""
    opened = open_window(answer)
    opened.ready()
    opened.say("First")
    opened.say("Second")
    opened.view.edit_wanted.emit(said(opened, "First"))
    assert opened.window.composer.text() == "First"
    assert opened.window.chat.editing.isVisible()
    opened.window.composer.restore("")
    opened.type("Other")
    opened.until(lambda: [text for text in opened.texts() if not text.startswith("You")] == ["Other"])
    opened.until(lambda: len(opened.texts()) == 2 and not opened.window.composer.running)
    return opened


def test_what_followed_goes_out_of_sight_and_the_new_branch_is_answered(open_window: OpenWindow):
    opened = edited(open_window)
    assert opened.texts()[0] == "Other"
    assert "Other" in opened.texts()[1]
    assert not opened.window.chat.editing.isVisible()
    assert len(opened.steps()) == 1
    assert said(opened, "Other").version == 1
    assert len(said(opened, "Other").versions) == 2


def test_a_click_and_a_key_lead_to_the_other_version(open_window: OpenWindow):
    opened = edited(open_window)
    index = opened.transcript.index(1)
    rect = opened.view.visualRect(index)
    line = opened.view._bubble.placed(index).line  # noqa: SLF001 - where it is painted
    places = [QPoint(x, line.center().y()) for x in range(line.left(), line.right())]
    wanted = [place for place in places if opened.view._bubble.version_at(index, place)]  # noqa: SLF001
    opened.qtbot.mouseClick(
        opened.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + wanted[len(wanted) // 2]
    )
    opened.until(lambda: opened.texts()[:1] == ["First"] and "Second" in opened.texts())
    opened.view.setCurrentIndex(opened.transcript.index(1))
    opened.qtbot.keyClick(opened.view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    opened.until(lambda: opened.texts()[:1] == ["Other"])
    field = opened.window.composer.focusProxy()
    field.setFocus()
    opened.qtbot.keyClick(field, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    opened.until(lambda: opened.texts()[:1] == ["First"])
    opened.qtbot.keyClicks(field, "half")
    opened.qtbot.keyClick(field, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    opened.qtbot.wait(100)
    assert opened.texts()[:1] == ["First"], "where something is written, the arrows belong to that"


def test_an_edit_that_is_left_changes_nothing(open_window: OpenWindow):
    opened = open_window(answer)
    opened.ready()
    opened.say("First")
    opened.view.edit_wanted.emit(said(opened, "First"))
    opened.window.chat.editing._close.click()  # noqa: SLF001 - as the person does
    assert opened.window.composer.text() == ""
    opened.say("Second")
    assert [text for text in opened.texts() if not text.startswith("You")] == ["First", "Second"]
