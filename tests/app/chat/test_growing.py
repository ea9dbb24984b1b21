"""A reply while it is written: only its open part is read again."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont

from app.chat.documents import QuietDocument, markdown_document
from app.chat.growing import Growing, closed_length

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("one line", ""),
        ("one\n\ntwo", "one\n\n"),
        ("```\na\n\nb", ""),
        ("```\na\n\nb\n```\n\nafter", "```\na\n\nb\n```\n\n"),
        ("~~~\n```\n\nstill code", ""),
        ("", ""),
    ],
)
def test_what_ended_ends_at_an_empty_line_outside_of_code(text: str, closed: str):
    assert text[: closed_length(text)] == closed


def test_what_ended_is_laid_out_once():
    written: list[str] = []

    def write(text: str) -> QuietDocument:
        written.append(text)
        return markdown_document(text, QFont())

    growing = Growing(1, write)
    growing.documents("one")
    first = growing.documents("one\n\ntwo")
    second = growing.documents("one\n\ntwo three")
    assert [each.toPlainText() for each in second] == ["one", "two three"]
    assert first[0] is second[0]
    assert written == ["one", "one", "two", "two three"]


def test_a_reply_that_begins_anew_is_read_anew():
    growing = Growing(1, lambda text: markdown_document(text, QFont()))
    growing.documents("one\n\ntwo")
    assert [each.toPlainText() for each in growing.documents("other")] == ["other"]
