"""Text is laid out without HTML, without anything loaded, and never so much that the window stands still."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QFont, QTextDocument, QTextTable
from PySide6.QtWidgets import QApplication

from app.chat.documents import SHOWN_CHARS, QuietDocument, markdown_document, plain_document
from app.chat.layout import Layout
from app.chat.rows import Said, Speaker, Steps
from app.tones import LIGHT
from app.trace.details import details
from app.trace.steps import StepLine

NOW = datetime.now(UTC)
pytestmark = pytest.mark.usefixtures("qapp")


def test_html_in_a_reply_stays_text():
    document = markdown_document("<b>bold?</b> <script>alert(1)</script>", QFont())
    assert "<b>" in document.toPlainText()
    assert "script" in document.toPlainText()


def test_markdown_is_read_and_line_breaks_stay():
    document = markdown_document("Name: **Ann**\nDog: Biscuit\n\n- one\n- two", QFont())
    assert document.toPlainText().replace("\u2028", "\n").startswith("Name: Ann\nDog: Biscuit\n")
    assert "**" not in document.toPlainText()


def test_a_picture_is_the_words_for_it():
    assert (
        markdown_document("Look: ![a picture](https://example.org/a.png)", QFont()).toPlainText() == "Look: a picture"
    )


def test_a_table_after_code_keeps_its_first_heading():
    text = "```\ncode\n```\n\n| block | used |\n|---|---|\n| human | 24 |"
    document = markdown_document(text, QFont())
    table = document.rootFrame().childFrames()[0]
    assert isinstance(table, QTextTable)
    head = table.cellAt(0, 0).firstCursorPosition().block()
    assert head.text() == "block"
    assert head.blockFormat().topMargin() == 0


def test_line_breaks_in_code_are_left_alone():
    document = markdown_document("```\na = 1\nb = 2\n```", QFont())
    assert "a = 1\nb = 2" in document.toPlainText()
    assert "a = 1  " not in document.toPlainText()


@pytest.mark.parametrize("name", ["https://example.org/a.png", "file:///etc/passwd", "data:image/png;base64,AAAA"])
def test_no_resource_is_ever_loaded(name: str):
    document = markdown_document(f"![a picture]({name})", QFont())
    assert isinstance(document, QuietDocument)
    assert document.resource(QTextDocument.ResourceType.ImageResource, name) is None


def test_a_person_s_message_is_shown_as_typed():
    assert plain_document("**not** <i>markup</i>", QFont()).toPlainText() == "**not** <i>markup</i>"


@pytest.mark.parametrize(
    "text",
    [
        "words " * 170_000,
        "x" * 1_000_000,
        "\n" * 1_000_000,
        "🙂" * 500_000,
        "> " * 400_000,
        "```python\n" + "x = 1\n" * 10_000,
        "| a " * 100_000,
        "[" * 200_000,
        "**_`" * 100_000,
        "- * 1. # " * 50_000,
    ],
)
@pytest.mark.parametrize("speaker", ["user", "assistant"])
def test_a_message_of_a_megabyte_is_laid_out_in_a_moment(text: str, speaker: Speaker):
    began = time.process_time()
    layout = Layout(QApplication.font())
    placed = layout.place(1, Said(speaker, text, at=NOW), 700, LIGHT)
    assert time.process_time() - began < 2
    assert not placed.more.isNull()
    assert len(layout.documents(1, Said(speaker, text, at=NOW), LIGHT)[0].toPlainText()) <= SHOWN_CHARS + 2


def test_what_the_llm_wrote_into_a_call_is_escaped_in_the_steps():
    step = StepLine(1, "core_memory_append", {"content": "<img src='x'>"}, ok=True, result="</td><b>")
    html = details([step], LIGHT)
    assert "<img" not in html
    assert "</td><b>" not in html


def test_folded_steps_are_one_line():
    layout = Layout(QApplication.font())
    steps = Steps(1, (StepLine(1, "send_message", {"message": "x"}, ok=True),))
    assert layout.place(1, steps, 700, LIGHT).text.isNull()
