"""A file dropped on the chat: a short text comes along with the message, everything else is read as a document."""

from __future__ import annotations

from pathlib import Path

import pytest
from opened_window import Opened, OpenWindow

from app.chat.dropping import LONGEST_TEXT, Dropping, attachable
from runtime.llm.scripted import say


@pytest.fixture
def opened(open_window: OpenWindow) -> Opened:
    made = open_window(lambda _: say("I see."))
    made.ready()
    return made


def dropped(opened: Opened, *paths: Path) -> None:
    opened.window.chat.findChildren(Dropping)[-1].take(list(paths))


def test_a_short_text_comes_along_with_the_message_under_its_name(opened: Opened, tmp_path: Path):
    (tmp_path / "notes.txt").write_text("Eggs\nMilk\n", encoding="utf-8")
    dropped(opened, tmp_path / "notes.txt")
    opened.until(lambda: "Eggs" in opened.window.composer.text())
    opened.say("What is on my list?")
    assert opened.texts()[0] == "What is on my list?\n\nnotes.txt:\nEggs\nMilk"
    assert opened.window.composer.text() == ""


def test_anything_else_is_read_as_a_document(opened: Opened, tmp_path: Path):
    page = tmp_path / "page.html"
    page.write_text("<p>The harbour is frozen.</p>", encoding="utf-8")
    dropped(opened, page)
    opened.until(opened.assistant.documents.sources)
    opened.until(lambda: "reads page.html" in opened.window.status.notice.sentence)
    assert opened.window.composer.text() == ""


def test_what_is_no_short_text_is_not_attached(tmp_path: Path):
    for name, content in (("a.txt", b"\xff\xfe\x00"), ("b.txt", b"x" * (LONGEST_TEXT + 1)), ("c.bin", b"text")):
        (tmp_path / name).write_bytes(content)
        assert attachable(tmp_path / name) is None
    assert attachable(tmp_path / "gone.txt") is None
    assert attachable(tmp_path) is None
