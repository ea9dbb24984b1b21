"""From the start to an open memory, and the end: passphrases, another instance, closing in the middle of a turn."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from opened_window import WAIT, OpenWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app import desk as desk_module
from app.bootstrap import make_window
from app.chat.rows import Steps
from app.desk import Desk
from app.first_run.page import FirstRun
from app.lock.screen import LockScreen
from app.main_window import MainWindow
from app.passphrase import PassphraseDialog
from runtime.assistant import Assistant
from runtime.events import Event
from runtime.home import Home
from runtime.instance_lock import InstanceLock
from runtime.keys import Ask
from runtime.llm.scripted import ScriptedLLM, call, say

Asking = Callable[[], tuple[MainWindow, Desk]]
DOG = call("core_memory_append", label="human", content="Dog: Biscuit")


def open_asking(home: Home, ask: Ask | bytes, emit: Callable[[Event], None]) -> Assistant:
    return Assistant.open(home, key=ask, emit=emit, llm=ScriptedLLM([]))


@pytest.fixture
def asking(qtbot: QtBot, qapp: QApplication, home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asking]:
    """Starts windows that have neither keyring nor ``LOCI_PASSPHRASE``, so that they ask."""
    monkeypatch.delenv("LOCI_PASSPHRASE")
    made: list[tuple[MainWindow, Desk]] = []

    def start() -> tuple[MainWindow, Desk]:
        window = make_window(qapp, home)
        desk = Desk(window, home, open_asking)
        window.show()
        desk.open()
        for page in window.findChildren(FirstRun):
            page.skip.click()
        made.append((window, desk))
        return window, desk

    yield start
    for window, desk in made:
        if not desk.is_closed:
            with qtbot.waitSignal(desk.closed, timeout=WAIT):
                window.close()
        window.deleteLater()
    qapp.processEvents()


def dialog_of(qtbot: QtBot, window: MainWindow, problem: str = "") -> PassphraseDialog:
    """The passphrase dialog on show, once it says ``problem``."""

    def found() -> PassphraseDialog | None:
        shown = [each for each in window.findChildren(PassphraseDialog) if each.isVisible() and problem in each.problem]
        return shown[-1] if shown else None

    qtbot.waitUntil(lambda: found() is not None, timeout=WAIT)
    dialog = found()
    assert dialog is not None
    return dialog


def test_first_a_passphrase_is_chosen_twice_later_a_wrong_one_is_said_to_be_wrong(asking: Asking, qtbot: QtBot):
    window, desk = asking()
    dialog = dialog_of(qtbot, window)
    fields = dialog.findChildren(QLineEdit)
    assert len(fields) == 2
    qtbot.keyClicks(fields[0], "correct horse")
    qtbot.keyClicks(fields[1], "correct h")
    begin = next(each for each in dialog.findChildren(QPushButton) if each.text() == "Begin")
    assert not begin.isEnabled()
    assert "not the same" in dialog.problem
    qtbot.keyClicks(fields[1], "orse")
    qtbot.mouseClick(begin, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.is_open, timeout=WAIT)
    with qtbot.waitSignal(desk.closed, timeout=WAIT):
        window.close()

    window, desk = asking()
    door = window.findChildren(LockScreen)[-1]
    assert door.ready, "before anything else can be written to"
    assert not window.composer.isVisible()
    qtbot.keyClicks(window.focusWidget(), "wrong horse")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open this memory" in door.problem, timeout=WAIT)
    qtbot.keyClicks(window.focusWidget(), "correct horse")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.is_open, timeout=WAIT)
    qtbot.waitUntil(window.composer.isVisible, timeout=WAIT)
    assert window.composer.text() == ""


def test_who_will_not_unlock_leaves_the_program_and_nothing_is_made(asking: Asking, qtbot: QtBot, home: Home):
    window, desk = asking()
    dialog = dialog_of(qtbot, window)
    with qtbot.waitSignal(desk.closed, timeout=WAIT):
        dialog.reject()
    assert not home.memory_file.exists()


def test_a_memory_in_use_elsewhere_is_said_in_words_and_can_be_tried_again(
    asking: Asking, qtbot: QtBot, home: Home, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(desk_module, "_RETRIES", 0)
    monkeypatch.setenv("LOCI_PASSPHRASE", "a passphrase for tests")
    home.prepare()
    held = InstanceLock.take(home.lock_file)
    window, desk = asking()
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None, timeout=WAIT)
    box = window.findChild(QMessageBox)
    assert "another" in box.informativeText() or "process" in box.informativeText()
    held.release()
    again = next(each for each in box.buttons() if each.text() == "Try again")
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.is_open, timeout=WAIT)


def test_closing_in_the_middle_of_a_turn_is_quick_and_the_turn_is_finished_at_the_next_start(open_window: OpenWindow):
    opened = open_window([say("word " * 2_000)], pace=0.01)
    opened.ready()
    opened.type("My dog is called Biscuit")
    opened.until(lambda: opened.texts()[1:])
    began = time.monotonic()
    opened.window.close()
    assert not opened.window.isVisible()
    opened.until(lambda: opened.desk.is_closed)
    assert time.monotonic() - began < 10, "on a busy machine; it hangs for as long as the reply takes if it is wrong"

    again = open_window([DOG, say("I will remember Biscuit.")])
    again.ready()
    again.until(lambda: again.texts() == ["My dog is called Biscuit", "I will remember Biscuit."])
    again.until(lambda: not again.window.composer.running)
    assert [row.running for row in again.steps()] == [False]


def test_what_was_said_stands_there_at_the_next_start_as_it_did(open_window: OpenWindow):
    opened = open_window([DOG, say("Noted."), say("Biscuit.")])
    opened.ready()
    opened.say("My dog is called Biscuit")
    opened.say("What is my dog called?")
    before = opened.rows()
    opened.close()
    again = open_window([])
    again.ready()
    assert [(type(row), getattr(row, "text", "")) for row in again.rows()] == [
        (type(row), getattr(row, "text", "")) for row in before
    ]
    assert [row.steps for row in again.steps()] == [row.steps for row in before if isinstance(row, Steps)]


def test_the_window_comes_back_where_it_was(open_window: OpenWindow):
    opened = open_window([])
    opened.ready()
    opened.window.resize(760, 600)
    opened.close()
    again = open_window([])
    assert (again.window.width(), again.window.height()) == (760, 600)
