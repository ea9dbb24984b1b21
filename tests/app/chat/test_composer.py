"""Writing: what Enter does, how the field grows, and where a long paste goes."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.chat.composer import Composer
from app.theme import Theme


@pytest.fixture
def composer(qtbot: QtBot, theme: Theme) -> Composer:
    made = Composer(theme)
    made.resize(600, 60)
    qtbot.addWidget(made)
    made.show()
    made.set_ready(True)
    return made


def field(composer: Composer) -> QPlainTextEdit:
    found = composer.focusProxy()
    assert isinstance(found, QPlainTextEdit)
    return found


def test_enter_sends_and_the_text_stays_until_it_is_accepted(composer: Composer, qtbot: QtBot):
    qtbot.keyClicks(field(composer), "Hello")
    with qtbot.waitSignal(composer.submitted) as sent:
        qtbot.keyClick(field(composer), Qt.Key.Key_Return)
    assert sent.args == ["Hello"]
    assert composer.text() == "Hello"
    composer.accepted()
    assert composer.text() == ""


def test_enter_twice_sends_once(composer: Composer, qtbot: QtBot):
    sent: list[str] = []
    composer.submitted.connect(sent.append)
    qtbot.keyClicks(field(composer), "Hello")
    for _ in range(2):
        qtbot.keyClick(field(composer), Qt.Key.Key_Return)
    assert sent == ["Hello"]


def test_shift_enter_breaks_the_line_and_the_field_grows_up_to_eight(composer: Composer, qtbot: QtBot):
    heights = []
    for _ in range(12):
        qtbot.keyClick(field(composer), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        heights.append(field(composer).height())
    assert heights[3] > heights[0]
    assert heights[-1] == heights[-2]
    assert heights == sorted(heights)


def test_nothing_is_sent_while_a_turn_runs_or_from_an_empty_field(composer: Composer, qtbot: QtBot):
    sent: list[str] = []
    composer.submitted.connect(sent.append)
    qtbot.keyClick(field(composer), Qt.Key.Key_Return)
    composer.set_running(True)
    qtbot.keyClicks(field(composer), "Hello")
    qtbot.keyClick(field(composer), Qt.Key.Key_Return)
    assert sent == []
    assert composer.text() == "Hello"


@pytest.mark.parametrize("text", ["x" * 1_000_000, "words " * 350_000])
def test_a_megabyte_that_is_pasted_is_sent_whole_and_freezes_nothing(composer: Composer, qtbot: QtBot, text: str):
    paste = QMimeData()
    paste.setText(text)
    qtbot.keyClicks(field(composer), "Remember this:")
    began = time.process_time()
    field(composer).insertFromMimeData(paste)
    assert time.process_time() - began < 1
    with qtbot.waitSignal(composer.submitted) as sent:
        qtbot.keyClick(field(composer), Qt.Key.Key_Return)
    assert sent.args == [f"Remember this:\n\n{text}"]


def test_only_text_is_pasted(composer: Composer):
    paste = QMimeData()
    paste.setHtml("<b>bold</b>")
    paste.setText("bold")
    field(composer).insertFromMimeData(paste)
    assert composer.text() == "bold"
