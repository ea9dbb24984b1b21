"""Locked: nothing of the memory is in the window, nothing runs behind it, and the key has to be given again."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event as Flag

import pytest
from opened_window import WAIT, Opened, nameless
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.bootstrap import make_window
from app.desk import Desk
from app.lock.idle import IdleLock
from app.lock.screen import LockScreen
from app.palette import Palette
from app.theme import Theme
from runtime.assistant import Assistant
from runtime.errors import MemoryClosed
from runtime.events import Event
from runtime.home import Home
from runtime.instance_lock import InstanceLock
from runtime.keys import Ask
from runtime.llm.scripted import ScriptedLLM, call, say
from runtime.vault.locking import lock

DOG = call("core_memory_append", label="human", content="Dog: Kasimir")
STILL = say("Still Kasimir.")
PASSPHRASE = "a passphrase for tests"


@dataclass
class Lockable(Opened):
    """The memory is told of as open only while ``hold`` is set."""

    hold: Flag = field(default_factory=Flag)


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, home: Home) -> Lockable:
    """A window over a memory that its passphrase locks, in which something was told."""
    assistants: list[Assistant] = []
    hold = Flag()
    hold.set()

    def opener(where: Home, ask: Ask | bytes, emit: Callable[[Event], None]) -> Assistant:
        script = [STILL] * 9 if assistants else [DOG, say("Noted, Kasimir."), say("and " * 9_000)]
        assistants.append(Assistant.open(where, key=ask, emit=emit, llm=ScriptedLLM(script, seconds_per_token=0.005)))
        hold.wait(WAIT / 1_000)
        return assistants[-1]

    window = make_window(qapp, home)
    desk = Desk(window, home, opener)
    window.show()
    desk.open()
    made = Lockable(window, desk, assistants, qtbot, hold)
    made.ready()
    made.say("My dog is called Kasimir")
    return made


def screen(opened: Opened) -> LockScreen | None:
    found = opened.window.findChildren(LockScreen)
    return found[-1] if found else None


def door(opened: Opened) -> LockScreen:
    """The lock screen, once the memory can be opened again."""
    opened.until(lambda: (shown := screen(opened)) is not None and shown.ready)
    found = screen(opened)
    assert found is not None
    return found


def locked(opened: Opened) -> LockScreen:
    """Lock it, by its shortcut."""
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    opened.qtbot.keyClick(opened.window, Qt.Key.Key_L, keys)
    return door(opened)


def unlock(opened: Opened, text: str) -> None:
    """Give it to whatever has the keyboard."""
    focused = opened.window.focusWidget()
    opened.qtbot.keyClicks(focused, text)
    opened.qtbot.keyClick(focused, Qt.Key.Key_Return)


def words(window: QWidget) -> str:
    """Every text that any widget or list of the window holds, seen or not."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    held = [each.text() for each in window.findChildren(QLabel)]
    held += [each.text() for each in window.findChildren(QLineEdit)]
    held += [each.text() for each in window.findChildren(QAbstractButton)]
    held += [each.toPlainText() for each in window.findChildren(QTextEdit)]
    held += [each.toPlainText() for each in window.findChildren(QPlainTextEdit)]
    held += [each.toolTip() + each.accessibleName() for each in window.findChildren(QWidget)]
    held += [each.text() for each in window.findChildren(QAction)]
    held += [text for view in window.findChildren(QAbstractItemView) for text in listed(view)]
    return " ".join(held)


def listed(view: QAbstractItemView) -> list[str]:
    """The first column of its rows, for a screen reader and for the eye."""
    model = view.model()
    roles = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole
    rows = range(model.rowCount()) if model is not None else ()
    return [str(model.index(row, 0).data(role)) for row in rows for role in roles]


def test_locked_the_window_holds_nothing_of_the_memory_and_only_the_key_leads_back(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("LOCI_PASSPHRASE")
    assert "Kasimir" in words(opened.window)
    opened.window.place("Memory")
    gone = [weakref.ref(each) for each in (opened.window.session, opened.transcript)]
    shown = locked(opened)
    assert "Kasimir" not in words(opened.window)
    gc.collect()
    assert [each() for each in gone] == [None, None]
    assert opened.window.view is None
    with pytest.raises(MemoryClosed):
        opened.assistant.blocks()
    assert nameless(shown) == []
    unlock(opened, "not this one")
    opened.until(lambda: "does not open this memory" in shown.problem)
    assert shown.field.text() == ""
    unlock(opened, PASSPHRASE)
    opened.ready()
    assert screen(opened) is None or not shown.isVisible()
    opened.until(lambda: opened.texts() == ["My dog is called Kasimir", "Noted, Kasimir."])
    assert opened.card().text.toPlainText() == "Dog: Kasimir"
    assert opened.window.composer.focusProxy().hasFocus()
    opened.say("And my cat?")
    assert opened.texts()[-2:] == ["And my cat?", "Still Kasimir."]
    opened.close()


def test_locked_no_shortcut_leads_past_the_door(opened: Opened):
    shown = locked(opened)
    control = Qt.KeyboardModifier.ControlModifier
    before = opened.window.preferences.settings.zoom
    for key in (Qt.Key.Key_K, Qt.Key.Key_2, Qt.Key.Key_N, Qt.Key.Key_Comma, Qt.Key.Key_F):
        opened.qtbot.keyClick(opened.window, key, control)
    opened.qtbot.keyClick(opened.window, Qt.Key.Key_F10)
    assert shown.isVisible()
    assert QApplication.activeModalWidget() is None
    assert QApplication.activePopupWidget() is None
    width = shown.field.width()
    opened.qtbot.keyClick(opened.window, Qt.Key.Key_Plus, control)
    assert opened.window.preferences.settings.zoom > before
    opened.until(lambda: shown.field.width() > width)
    opened.close()


def test_a_dialog_goes_too_and_the_window_may_be_closed_meanwhile(opened: Opened):
    opened.window.deeds.open_palette()
    opened.until(lambda: opened.window.findChildren(Palette))
    opened.desk.lock()
    assert QApplication.activeModalWidget() is None
    assert "Kasimir" not in words(opened.window)
    assert opened.window.findChildren(Palette) == []
    opened.close()


def test_what_was_being_written_is_there_again(opened: Opened):
    opened.qtbot.keyClicks(opened.window.composer.focusProxy(), "half a thought")
    locked(opened)
    assert "half a thought" not in words(opened.window)
    unlock(opened, PASSPHRASE)
    opened.ready()
    opened.until(lambda: opened.window.composer.text() == "half a thought")
    opened.close()


def test_an_answer_that_was_running_is_finished_after_unlocking(opened: Opened):
    opened.type("And my cat?")
    opened.until(lambda: opened.window.composer.running)
    locked(opened)
    unlock(opened, PASSPHRASE)
    opened.ready()
    opened.until(lambda: opened.texts()[-2:] == ["And my cat?", "Still Kasimir."])
    opened.close()


def test_another_process_locks_it_while_an_answer_runs(opened: Opened, home: Home):
    opened.type("And my cat?")
    opened.until(lambda: opened.window.composer.running)
    lock(home)
    assert door(opened).field.isVisible()
    assert "Kasimir" not in words(opened.window)
    unlock(opened, PASSPHRASE)
    opened.ready()
    opened.until(lambda: opened.texts()[-2:] == ["And my cat?", "Still Kasimir."])
    opened.close()


def test_another_process_locks_it_before_anything_of_it_is_shown(opened: Lockable, home: Home):
    locked(opened)
    opened.hold.clear()
    unlock(opened, PASSPHRASE)
    opened.until(lambda: len(opened.assistants) == 2)
    lock(home)
    opened.hold.set()
    opened.until(lambda: (shown := screen(opened)) is not None and shown.ready)
    assert not opened.desk.is_open
    opened.close()


def test_the_recovery_words_open_it_too_and_in_use_elsewhere_it_waits_and_says_so(
    opened: Opened, home: Home, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("LOCI_PASSPHRASE")
    _, recovery = opened.assistant.vault.add_recovery()
    shown = locked(opened)
    other = InstanceLock.take(home.lock_file)
    unlock(opened, recovery)
    opened.until(lambda: "another Loci" in shown.problem)
    assert not shown.ready
    other.release()
    opened.ready()
    opened.close()


def test_idle_it_locks_itself_and_may_be_closed_so(opened: Opened):
    opened.window.preferences.choose("lock_after", 1)
    assert screen(opened) is None
    assert opened.desk._idle is not None  # noqa: SLF001 - a minute is long for a test
    opened.desk._idle.after(timedelta(milliseconds=50))  # noqa: SLF001
    door(opened)
    with opened.qtbot.waitSignal(opened.desk.closed, timeout=WAIT):
        opened.window.close()


def test_with_input_or_without_a_time_nothing_is_due(qtbot: QtBot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    idle = IdleLock(window.windowHandle(), window)
    idle.after(timedelta(minutes=1))
    with qtbot.assertNotEmitted(idle.due, wait=100):
        idle.after(timedelta(0))
    idle.after(timedelta(milliseconds=800))
    with qtbot.assertNotEmitted(idle.due):
        for _ in range(5):
            qtbot.wait(200)
            qtbot.keyClick(window.windowHandle(), Qt.Key.Key_A)
    with qtbot.waitSignal(idle.due, timeout=WAIT):
        pass


def test_input_to_a_dialog_counts_too(qtbot: QtBot):
    window = QWidget()
    dialog = QDialog(window)
    qtbot.addWidget(window)
    window.show()
    idle = IdleLock(window.windowHandle(), window)
    dialog.open()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is dialog.windowHandle(), timeout=WAIT)
    idle.after(timedelta(milliseconds=800))
    with qtbot.assertNotEmitted(idle.due):
        for _ in range(5):
            qtbot.wait(200)
            qtbot.keyClick(dialog.windowHandle(), Qt.Key.Key_A)


def test_where_the_keyring_has_the_key_a_press_opens_it(qtbot: QtBot, theme: Theme):
    shown = LockScreen(theme)
    qtbot.addWidget(shown)
    shown.show()
    assert not shown.ready
    shown.ask(asks=False)
    assert not shown.field.isVisible()
    assert "keyring" in shown.told
    assert nameless(shown) == []
    with qtbot.waitSignal(shown.unlock_wanted) as told:
        qtbot.keyClick(shown.focusWidget(), Qt.Key.Key_Return)
    assert told.args == [""]
