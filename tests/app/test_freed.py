"""A window that was closed is gone, with the assistant behind it, its threads and every text that it showed."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable
from functools import partial
from types import FrameType

from opened_window import Opened
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import make_window
from app.desk import Desk
from app.rail import DOORS
from runtime.assistant import Assistant
from runtime.events import Event
from runtime.home import Home
from runtime.llm.scripted import ScriptedLLM, call, say


def test_nothing_of_a_closed_window_stays(qtbot: QtBot, qapp: QApplication, home: Home):
    before = _workers()
    gone = _used_and_closed(qtbot, qapp, home, "Kasimir")
    assert [name for name, each in gone.items() if each() is not None] == []
    qtbot.waitUntil(lambda: _workers() <= before)


def test_no_object_holds_what_was_said_in_it(qtbot: QtBot, qapp: QApplication, home: Home):
    name = f"Kasimir the {id(home)}th"
    _used_and_closed(qtbot, qapp, home, name)
    assert _holding(name) == []


def _used_and_closed(qtbot: QtBot, qapp: QApplication, home: Home, name: str) -> dict[str, weakref.ref[object]]:
    """What was a window in which one talked, saw every place and sought something; closed, and let go."""
    gone = _closed(_used(_open(qtbot, qapp, home, name), name))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    return gone


def _used(opened: Opened, name: str) -> Opened:
    opened.ready()
    opened.say(f"My dog is called {name}")
    for number in reversed(range(len(DOORS))):
        opened.window.go(number)
        opened.qtbot.wait(50)
    opened.window.deeds.find()
    opened.qtbot.keyClicks(opened.window.chat.find_bar.field, name)
    opened.until(lambda: opened.window.chat.find_bar.words == name)
    return opened


def _closed(opened: Opened) -> dict[str, weakref.ref[object]]:
    window = opened.window
    held: dict[str, object] = {
        "window": window,
        "desk": opened.desk,
        "theme": window.theme,
        "session": window.session,
        "assistant": opened.assistant,
        "view": opened.view,
        "transcript": opened.transcript,
    }
    opened.close()
    window.deleteLater()
    return {name: weakref.ref(each) for name, each in held.items()}


def _open(qtbot: QtBot, qapp: QApplication, home: Home, name: str) -> Opened:
    assistants: list[Assistant] = []
    script = [call("core_memory_append", label="human", content=f"Dog: {name}"), say(f"Noted, {name}.")]

    def opener(where: Home, _ask: object, emit: Callable[[Event], None]) -> Assistant:
        assistants.append(Assistant.open(where, key=bytes(32), emit=emit, llm=ScriptedLLM(script)))
        return assistants[-1]

    window = make_window(qapp, home)
    desk = Desk(window, home, opener)
    window.show()
    desk.open()
    return Opened(window, desk, assistants, qtbot)


def _holding(words: str) -> list[object]:
    """Whatever a text with these words is part of, but for the frames of this test."""
    things = gc.get_objects()
    return list(filter(partial(_holds, words), things))


def _holds(words: str, thing: object) -> bool:
    parts = () if isinstance(thing, FrameType) else gc.get_referents(thing)
    return any(isinstance(part, str) and words in part for part in parts)


def _workers() -> int:
    return sum(thread.name.startswith("window-") for thread in threading.enumerate())
