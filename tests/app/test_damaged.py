"""A damaged memory file in the window: what can be read is saved, told and put in place; or the last backup is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from damage import damage, root
from opened_window import WAIT, nameless
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import make_window
from app.damaged import DamagedDialog
from app.desk import Desk
from app.main_window import MainWindow
from runtime.assistant import Assistant
from runtime.events import Event
from runtime.home import Home
from runtime.instance_lock import InstanceLock
from runtime.keys import find_key
from runtime.llm.scripted import ScriptedLLM, call, say
from runtime.vault import backups

DOG = call("core_memory_append", label="human", content="Dog: Biscuit")


@pytest.fixture
def told(home: Home) -> Home:
    """A home whose memory file is damaged, after a backup was made of it and more was said."""
    llm = ScriptedLLM([DOG, say("What a name."), say("Sunny.")])
    with Assistant.open(home, key=None, emit=lambda _: None, llm=llm) as assistant:
        assistant.wait(assistant.submit("My dog is called Biscuit"), 60)
        assistant.vault.backups.make()
        assistant.wait(assistant.submit("How is the weather?"), 60)
    damage(home.memory_file, [root(home.memory_file, find_key(home), "agent")])
    return home


class Window:
    """A window that was opened over a damaged memory."""

    def __init__(self, qapp: QApplication, qtbot: QtBot, home: Home) -> None:
        self.qtbot = qtbot
        self.assistants: list[Assistant] = []
        self.window: MainWindow = make_window(qapp, home)
        self.desk = Desk(self.window, home, self._opened)
        self.window.show()
        self.desk.open()

    def _opened(self, home: Home, _ask: object, emit: Callable[[Event], None]) -> Assistant:
        self.assistants.append(Assistant.open(home, key=None, emit=emit, llm=ScriptedLLM([])))
        return self.assistants[-1]

    def until(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT)

    def dialog(self) -> DamagedDialog:
        self.until(lambda: self.window.findChildren(DamagedDialog))
        return self.window.findChildren(DamagedDialog)[-1]

    def said(self) -> str:
        return " ".join(each.text for each in self.assistants[-1].messages())

    def human(self) -> str:
        return next(each.value for each in self.assistants[-1].blocks() if each.label == "human")


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, told: Home) -> Iterator[Window]:
    """A window over it."""
    made = Window(qapp, qtbot, told)
    yield made
    if not made.desk.is_closed:
        with qtbot.waitSignal(made.desk.closed, timeout=WAIT):
            made.window.close()
    made.window.deleteLater()
    qapp.processEvents()


def look(opened: Window, widget: QWidget, name: str) -> None:
    """Keep a picture where LOCI_PICTURES names a folder."""
    folder = os.environ.get("LOCI_PICTURES")
    for appearance in ("light", "dark") if folder else ():
        opened.window.theme.choose(appearance)
        opened.qtbot.wait(50)
        widget.grab().save(str(Path(folder or "") / f"{name}-{appearance}.png"))


def test_what_can_be_read_is_saved_told_and_put_in_place(opened: Window, told: Home) -> None:
    dialog = opened.dialog()
    assert "is damaged" in dialog.words.text()
    opened.until(lambda: not dialog.last.isHidden())
    assert nameless(dialog) == []
    look(opened, dialog, "damaged")
    before = told.memory_file.read_bytes()
    dialog.save.click()
    assert not dialog.progress.isHidden()
    dialog.reject()
    assert dialog.isVisible(), "it is not left in the middle"
    opened.until(lambda: not dialog.put.isHidden())
    assert told.memory_file.read_bytes() == before
    assert "1 of " in dialog.words.text()
    assert "message" in dialog.report.toPlainText()
    look(opened, dialog, "repaired")
    dialog.put.click()
    opened.until(lambda: opened.desk.is_open)
    assert opened.human() == "Dog: Biscuit"
    assert "How is the weather?" in opened.said()
    assert {each.kind for each in backups.listed(told)} >= {"repaired", "by hand"}


def test_the_last_backup_takes_its_place_and_the_damaged_file_is_kept(opened: Window, told: Home) -> None:
    dialog = opened.dialog()
    opened.until(lambda: not dialog.last.isHidden())
    damaged, count = told.memory_file.stat().st_size, len(backups.listed(told))
    dialog.last.click()
    opened.until(lambda: opened.desk.is_open)
    assert opened.human() == "Dog: Biscuit"
    assert "weather" not in opened.said()
    assert [each.bytes for each in backups.listed(told)].count(damaged) >= 1
    assert len(backups.listed(told)) == count + 1


def test_what_goes_wrong_is_said_and_it_can_be_tried_again_or_left(opened: Window, told: Home) -> None:
    dialog = opened.dialog()
    with InstanceLock.take(told.lock_file):
        dialog.save.click()
        opened.until(dialog.progress.isHidden)
        assert "in use" in dialog.words.text() or "open in" in dialog.words.text()
    with opened.qtbot.waitSignal(opened.desk.closed, timeout=WAIT):
        dialog.quit.click()
