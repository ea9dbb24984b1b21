"""A real window over a real memory file, an LLM that says what it was told, and no Qt warning tolerated."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from opened_window import Opened, OpenWindow
from PySide6.QtWidgets import QApplication
from pytestqt.logging import _QtMessageCapture as MessageCapture
from pytestqt.qtbot import QtBot

from app.bootstrap import make_window
from app.desk import Desk
from app.theme import Theme
from runtime.assistant import Assistant
from runtime.events import Event
from runtime.home import Home
from runtime.llm.port import LLM, ToolCall
from runtime.llm.scripted import Script, ScriptedLLM, call, say

KEY = bytes(range(32))
_OF_THE_TEST_PLATFORM = {"This plugin does not support propagateSizeHints()"}


@pytest.fixture(autouse=True)
def no_qt_warning(qtlog: MessageCapture) -> Iterator[None]:
    """Qt says what is wrong with a window in warnings: there must be none."""
    yield
    told = [record.message for record in qtlog.records if record.log_type_name in {"QtWarningMsg", "QtCriticalMsg"}]
    assert [message for message in told if message not in _OF_THE_TEST_PLATFORM] == []


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light appearance."""
    return Theme(qapp, "light")


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, home: Home) -> Iterator[OpenWindow]:
    """Opens windows over ``home``: with a list of calls, a function of the request, an LLM; None: the built-in one."""
    made: list[Opened] = []

    def start(
        script: LLM | Script | list[ToolCall] | None = None, pace: float = 0.0, *, locked: bool = False
    ) -> Opened:
        scripted = callable(script) or isinstance(script, list)
        llm = ScriptedLLM(script, seconds_per_token=pace) if scripted else script
        assistants: list[Assistant] = []

        def opener(where: Home, given: object, emit: Callable[[Event], None]) -> Assistant:
            key = given if isinstance(given, bytes) else None if locked else KEY
            assistants.append(Assistant.open(where, key=key, emit=emit, llm=llm))
            return assistants[-1]

        window = make_window(qapp, home)
        desk = Desk(window, home, opener)
        window.show()
        desk.open()
        made.append(Opened(window, desk, assistants, qtbot))
        return made[-1]

    yield start
    for opened in made:
        if not opened.desk.is_closed:
            opened.close()
        opened.window.deleteLater()
    qapp.processEvents()


@pytest.fixture
def opened(open_window: OpenWindow) -> Opened:
    """A window in which something was told: that the dog is called Biscuit. Its passphrase locks the memory."""
    script = [call("core_memory_append", label="human", content="Dog: Biscuit"), say("Noted.")]
    made = open_window(script, locked=True)
    made.ready()
    made.say("My dog is called Biscuit")
    return made
