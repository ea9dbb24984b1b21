"""Another key by the window: told first, shown how far it is, stopped without harm, and opened by the same ways."""

from __future__ import annotations

from pathlib import Path
from threading import Event as Flag
from threading import Timer

import pytest
from opened_window import WAIT, Opened, nameless
from PySide6.QtCore import Qt

from app.rekeying import RekeyDialog
from runtime.home import Home
from runtime.keys import unlock


@pytest.fixture
def dialog(opened: Opened) -> RekeyDialog:
    """The dialog, before anything is begun."""
    opened.qtbot.keyClick(
        opened.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    opened.until(lambda: opened.window.findChildren(RekeyDialog))
    found = opened.window.findChildren(RekeyDialog)[-1]
    assert nameless(found) == []
    return found


def key_of(opened: Opened) -> bytes:
    return opened.assistant._engine.memory.key  # noqa: SLF001 - what has to be another one


def held(opened: Opened) -> Flag:
    """Something else is done between two turns, until this is set."""
    flag = Flag()
    opened.assistant._thread.queue(lambda: flag.wait(WAIT / 1_000), tidy=False)  # noqa: SLF001
    return flag


def beside(home: Home) -> list[Path]:
    """What an interrupted change would have left."""
    return [each for each in home.root.iterdir() if "rekeyed" in each.name]


def test_the_memory_has_another_key_and_goes_on(opened: Opened, dialog: RekeyDialog, home: Home) -> None:
    before = key_of(opened)
    opened.picture(dialog, "rekey")
    dialog.go.click()
    assert not dialog.bar.isHidden()
    opened.until(lambda: "has a new key" in dialog.words.text())
    opened.picture(dialog, "rekeyed")
    now = key_of(opened)
    assert now != before
    assert dialog.bar.isHidden()
    dialog.leave.click()
    opened.until(lambda: not opened.window.findChildren(RekeyDialog))
    assert "Dog: Biscuit" in opened.card().text.toPlainText()
    opened.close()
    assert unlock(home) == now


def test_stopped_it_has_the_key_it_had(opened: Opened, dialog: RekeyDialog, home: Home) -> None:
    before = key_of(opened)
    going_on = held(opened)
    dialog.go.click()
    dialog.leave.click()
    assert dialog.words.text() == "Stopping …"
    going_on.set()
    opened.until(lambda: "Stopped" in dialog.words.text())
    assert "has the key that it had" in dialog.words.text()
    assert (key_of(opened), beside(home)) == (before, [])
    assert dialog.leave.isEnabled()


def test_closed_in_the_middle_it_ends_by_itself(opened: Opened, dialog: RekeyDialog, home: Home) -> None:
    before = key_of(opened)
    going_on = held(opened)
    dialog.go.click()
    dialog.reject()
    going_on.set()
    opened.until(lambda: not opened.window.findChildren(RekeyDialog))
    assert (key_of(opened), beside(home)) == (before, [])
    opened.close()
    assert unlock(home) == before


def test_a_memory_that_is_closing_does_not_wait_for_it(opened: Opened, dialog: RekeyDialog, home: Home) -> None:
    """Whoever locks or quits meanwhile gets a file with its old key, at once."""
    before = key_of(opened)

    going_on = held(opened)
    dialog.go.click()
    Timer(0.2, going_on.set).start()
    opened.close()
    assert beside(home) == []
    assert unlock(home) == before
