"""The GUI thread always looks at what waits: while an answer streams into a long chat, in a search, in an import.

What counts is the time that the thread itself computed between two looks, so that a busy machine changes little.
Measured 8 to 47 ms, with 100,000 passages, too; the goal is 50, and the bound leaves room for slower machines.
``tests/benchmarks/bench_window.py`` prints the figures, with a real language model loaded and unloaded, too.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from long_chat import rows
from many_passages import export, store
from opened_window import Opened, OpenWindow
from PySide6.QtWidgets import QFileDialog
from watchdog import Watchdog

from app.bringing import BringDialog
from app.memory.place import MemoryPlace
from app.rail import DOORS
from runtime.llm.scripted import say

MOST_MS = 150.0
MESSAGES = 5_000
PASSAGES, TALKS = 2_000, 200
REPLY = ("The harbour froze in January, **and** the boats stayed in. " * 6 + "\n\n```python\nprint(1)\n```\n\n") * 5


@pytest.fixture
def opened(open_window: OpenWindow) -> Opened:
    """A long chat."""
    made = open_window(lambda _request: say(REPLY), pace=0.0005)
    made.ready()
    made.transcript.prepend(rows(MESSAGES))
    return made


def test_an_answer_streams_into_five_thousand_messages(opened: Opened):
    with Watchdog() as dog:
        opened.say("What happened in January?")
    assert len(dog.computed) > 20
    assert dog.longest() < MOST_MS


def test_words_are_sought_in_such_a_chat_while_an_answer_streams(opened: Opened):
    opened.type("What happened in January?")
    with Watchdog() as dog:
        opened.window.deeds.find()
        opened.qtbot.keyClicks(opened.window.chat.find_bar.field, "January")
        opened.window.deeds.find_anywhere()
        opened.until(lambda: not opened.window.composer.running)
    assert dog.longest() < MOST_MS


def test_documents_are_read_and_searched(opened: Opened, tmp_path: Path):
    for number in range(30):
        (tmp_path / f"note-{number}.md").write_text(f"# Note {number}\n{REPLY}", encoding="utf-8")
    place = opened.window.place("Memory")
    assert isinstance(place, MemoryPlace)
    place.tabs.setCurrentWidget(place.documents)
    with Watchdog() as dog:
        place.documents.add([tmp_path])
        opened.until(lambda: "30 read" in _shown(place))
        place.documents.browser.field.setText("frozen harbour")
        opened.until(lambda: "froze" in _shown(place))
    assert dog.longest() < MOST_MS


def test_many_passages_are_searched_letter_by_letter_and_drawn_on_the_map(opened: Opened):
    store(opened.assistant._engine, PASSAGES)  # noqa: SLF001 - one by one they would take a minute
    place = opened.window.place("Memory")
    assert isinstance(place, MemoryPlace)
    with Watchdog() as dog:
        place.tabs.setCurrentWidget(place.archive)
        opened.qtbot.keyClicks(place.archive.browser.field, "what about the harbour", delay=60)
        opened.until(lambda: "harbour" in str(getattr(place.archive.browser.value(), "text", "")))
        place.tabs.setCurrentWidget(place.map)
        opened.until(lambda: place.map.list.count() == PASSAGES)
        opened.window.go(0)
        opened.qtbot.keyClicks(opened.window.chat.conversations.search.field, "harbour", delay=60)
        opened.qtbot.wait(500)
    assert dog.longest() < MOST_MS


def test_a_long_history_is_brought_in_beside_the_transcript(opened: Opened, tmp_path: Path):
    opened.window.chat.conversations.list.setFocus()
    opened.window.deeds.bring()
    chooser = opened.window.findChild(QFileDialog)
    chooser.fileSelected.emit(str(export(tmp_path / "conversations.json", TALKS, 5)))
    chooser.reject()
    dialog = opened.window.findChildren(BringDialog)[-1]
    with Watchdog() as dog:
        dialog.go.click()
        opened.until(lambda: f"{TALKS * 5:,} messages" in dialog.words.text())
        dialog.leave.click()
        opened.window.chat.conversations.archived.click()
        opened.until(lambda: opened.window.chat.conversations.list.count() == TALKS)
    assert dog.longest() < MOST_MS


def test_every_place_is_opened_for_the_first_time(opened: Opened):
    with Watchdog() as dog:
        for number in range(1, len(DOORS)):
            opened.window.go(number)
            opened.qtbot.wait(300)
    assert dog.longest() < MOST_MS


def _shown(place: MemoryPlace) -> str:
    entry = place.documents.browser.list.item(0)
    return entry.text() if entry is not None else ""
