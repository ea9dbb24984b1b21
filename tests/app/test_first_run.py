"""The first start: three steps by keyboard, or none at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from opened_window import Opened, nameless
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import make_window
from app.desk import Desk
from app.first_run.page import FirstRun
from runtime.assistant import Assistant
from runtime.events import Event
from runtime.home import Home
from runtime.keys import Ask
from runtime.llm.scripted import ScriptedLLM


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """A window where nobody has begun, and no keyring is there."""
    monkeypatch.delenv("LOCI_PASSPHRASE")
    assistants: list[Assistant] = []

    def opener(where: Home, ask: Ask | bytes, emit: Callable[[Event], None]) -> Assistant:
        assistants.append(Assistant.open(where, key=ask, emit=emit, llm=ScriptedLLM([])))
        return assistants[-1]

    window = make_window(qapp, home)
    desk = Desk(window, home, opener)
    window.show()
    desk.open()
    made = Opened(window, desk, assistants, qtbot)
    yield made
    if not desk.is_closed:
        made.close()


def page(opened: Opened) -> FirstRun:
    return opened.window.findChildren(FirstRun)[-1]


def test_three_steps_name_and_lock_the_llm_and_done(opened: Opened, home: Home):
    first = page(opened)
    opened.qtbot.keyClicks(first.name, "Ann")
    opened.qtbot.keyClicks(first.first, "four words nobody guesses")
    assert not first.next.isEnabled(), "the two are not the same yet"
    opened.qtbot.keyClicks(first.second, "four words nobody guesses")
    assert "Strength" in first.judged.text()
    assert nameless(first) == []
    first.next.click()
    assert first.llms.isVisible()
    assert first.llms.currentRow() == 0
    first.next.click()
    assert first.next.text() == "Begin"
    first.next.click()
    opened.ready()
    opened.until(
        lambda: [each.value for each in opened.assistant.blocks() if each.label == "human"] == ["Their name is Ann"]
    )
    assert [way.kind for way in opened.assistant.vault.ways()] == ["passphrase"]
    opened.close()
    Assistant.open(home, key=lambda _new: "four words nobody guesses", emit=lambda _: None, llm=ScriptedLLM([])).close()


def test_whoever_begins_to_type_types_their_name_and_enter_goes_on_to_the_end(opened: Opened):
    first = page(opened)
    assert opened.window.focusWidget() is first.name
    for text in ("Ann", "", ""):
        opened.qtbot.keyClicks(opened.window.focusWidget(), text)
        opened.qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Return)
    opened.until(lambda: opened.desk._asker._dialog)  # noqa: SLF001 - no keyring and no passphrase: the dialog asks
    assert opened.desk._choices.name == "Ann"  # noqa: SLF001


def test_skipped_it_asks_for_a_passphrase_where_there_is_no_keyring_and_nothing_else(opened: Opened):
    page(opened).skip.click()
    opened.until(lambda: opened.desk._asker._dialog)  # noqa: SLF001 - the dialog that asks
    dialog = opened.desk._asker._dialog  # noqa: SLF001
    dialog._first.setText("four words nobody guesses")  # noqa: SLF001
    dialog._second.setText("four words nobody guesses")  # noqa: SLF001
    dialog.accept()
    opened.ready()
    assert [each.value for each in opened.assistant.blocks() if each.label == "human"] == [""]


def test_before_the_steps_are_done_the_window_shows_nothing_else(opened: Opened):
    opened.qtbot.keyClick(opened.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    opened.qtbot.keyClick(opened.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert page(opened).isVisible()
    assert not opened.window.rail.isVisible()
