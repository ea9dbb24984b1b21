"""Code in a message: found, coloured, with a card and a word that copies it."""

from __future__ import annotations

import pytest
from opened_window import OpenWindow
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from app.chat import code
from app.chat.bubble import Bubble
from app.chat.bubble_text import BubbleText
from app.chat.documents import markdown_document
from app.tones import LIGHT
from runtime.forgetting.forget import Request
from runtime.llm.scripted import say

pytestmark = pytest.mark.usefixtures("qapp")
REPLY = "Like this:\n\n```python\ndef one() -> int:\n    return 1\n```\n\nDone."


def test_each_block_is_found_with_its_language_and_its_lines_as_written():
    document = markdown_document(REPLY + "\n\n```\nplain\n```", QFont())
    assert [(each.language, each.text) for each in document.codes] == [
        ("python", "def one() -> int:\n    return 1"),
        ("", "plain"),
    ]


def test_known_languages_are_coloured():
    stretches = code.coloured('def one():\n    return "é😀" # ok', "Python")
    tones = {tone for _, _, tone in stretches}
    assert tones == {"code_keyword", "code_name", "code_string", "muted"}
    start, length, tone = stretches[-1]
    assert (start, length, tone) == (28, 4, "muted"), "places count as Qt does, the emoji as two"


@pytest.mark.parametrize("language", ["", "no such language", "../../etc/passwd", "text"])
def test_other_languages_are_left_as_they_are(language: str):
    assert code.coloured("def one(): pass", language) == ()


def test_ten_thousand_lines_are_not_coloured():
    assert code.coloured("x = 1\n" * 10_000, "python") == ()


@pytest.mark.parametrize("text", [REPLY, "```\nonly\n```", "```sh\nls\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |"])
def test_the_card_stands_within_the_text_and_over_nothing_else(text: str):
    document = markdown_document(text, QFont(), LIGHT)
    document.setTextWidth(500)
    layout = document.documentLayout()
    for each in document.codes:
        card = each.card(document)
        assert 0 <= card.top() < card.bottom() <= document.size().height() + 1
        block = document.begin()
        while block.isValid():
            lines = layout.blockBoundingRect(block).toAlignedRect()
            inside = each.first <= block.blockNumber() <= each.last
            assert lines.height() == 0 or card.contains(lines.center()) == inside, block.text()
            block = block.next()


def test_a_click_on_copy_copies_the_code(open_window: OpenWindow, qapp: QApplication):
    opened = open_window([say(REPLY)])
    opened.ready()
    opened.say("Show me")
    index = opened.view.model().index(opened.view.model().rowCount() - 2, 0)
    delegate = opened.view.itemDelegate()
    assert isinstance(delegate, Bubble)
    (document,) = delegate.documents(index)
    place = delegate.placed(index).text.topLeft() + opened.view.visualRect(index).topLeft()
    button = document.codes[0].button(document).center()
    opened.qtbot.mouseClick(opened.view.viewport(), Qt.MouseButton.LeftButton, pos=place + button)
    assert qapp.clipboard().text() == "def one() -> int:\n    return 1"
    qapp.clipboard().clear()
    opened.qtbot.mouseClick(opened.view.viewport(), Qt.MouseButton.LeftButton, pos=place + QPoint(4, 4))
    text = opened.view.indexWidget(index)
    assert isinstance(text, BubbleText)
    opened.qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=button)
    assert qapp.clipboard().text() == "def one() -> int:\n    return 1"


def kept() -> int:
    """How many stretches of code are remembered with their colours."""
    return code.coloured.cache_info().currsize


def test_of_code_that_was_forgotten_no_colours_are_kept(open_window: OpenWindow):
    opened = open_window([say(REPLY)])
    opened.ready()
    opened.say("Show me")
    delegate = opened.view.itemDelegate()
    assert isinstance(delegate, Bubble)
    delegate.documents(opened.view.model().index(opened.view.model().rowCount() - 2, 0))
    assert kept()
    opened.assistant.keeping.forget(Request("def one() -> int"))
    opened.until(lambda: not any("def one" in text for text in opened.texts()))
    opened.until(lambda: not kept())


def test_locked_no_colours_are_kept_of_any_code(open_window: OpenWindow):
    opened = open_window([say(REPLY)], locked=True)
    opened.ready()
    opened.say("Show me")
    code.coloured("def one(): pass", "python")
    opened.window.lock_wanted.emit()
    opened.until(lambda: opened.window.view is None)
    assert not kept()
