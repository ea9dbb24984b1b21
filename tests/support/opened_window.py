"""A window with its desk and its assistant, and what a test does with them."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.chat.rows import Noted, Row, Said, Steps, Told
from app.chat.transcript import Transcript
from app.chat.view import TranscriptView
from app.desk import Desk
from app.main_window import MainWindow
from app.memory.block_card import BlockCard
from runtime.assistant import Assistant
from runtime.llm.port import LLM, ToolCall
from runtime.llm.scripted import Script

WAIT = 60_000
"""Milliseconds: the machine of a test run may be busy."""


@dataclass
class Opened:
    """A window with its desk, and what a test asks of them."""

    window: MainWindow
    desk: Desk
    assistants: list[Assistant]
    qtbot: QtBot

    @property
    def assistant(self) -> Assistant:
        """The open assistant."""
        return self.assistants[-1]

    def rows(self) -> list[Row]:
        """What stands in the transcript."""
        return self.transcript.rows() if self.window.view is not None else []

    @property
    def view(self) -> TranscriptView:
        """The transcript's view."""
        assert self.window.view is not None
        return self.window.view

    @property
    def transcript(self) -> Transcript:
        """The list model."""
        model = self.view.model()
        assert isinstance(model, Transcript)
        return model

    def card(self, label: str = "human") -> BlockCard:
        """The card of a block, once it is there."""
        self.until(lambda: self.window.memory.card(label))
        found = self.window.memory.card(label)
        assert found is not None
        return found

    def texts(self, kind: type[Said | Noted | Told] = Said) -> list[str]:
        """The texts of the rows of one kind."""
        return [row.text for row in self.rows() if isinstance(row, kind)]

    def steps(self) -> list[Steps]:
        """The steps of all turns."""
        return [row for row in self.rows() if isinstance(row, Steps)]

    def until(self, condition: Callable[[], object]) -> None:
        """Let the window live until the condition holds."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT)

    def ready(self) -> None:
        """Wait until the person can send."""
        self.until(lambda: self.desk.is_open and self.window.view is not None)
        self.until(lambda: self.window.composer.ready)

    def type(self, text: str) -> None:
        """Write a message and press Enter."""
        field = self.window.composer.focusProxy()
        self.qtbot.keyClicks(field, text)
        self.qtbot.keyClick(field, Qt.Key.Key_Return)

    def say(self, text: str) -> None:
        """Send a message and wait for the end of its turn."""
        turns = len(self.steps())
        self.type(text)
        self.until(lambda: len(self.steps()) > turns and not self.steps()[-1].running)
        assert self.assistant.wait(self.steps()[-1].turn_id, WAIT / 1_000)  # told of a moment before it is over

    def picture(self, widget: QWidget, name: str) -> None:
        """Keep pictures of a widget, light and dark, where LOCI_PICTURES names a folder."""
        folder = os.environ.get("LOCI_PICTURES")
        for appearance in ("light", "dark") if folder else ():
            self.window.theme.choose(appearance)
            self.qtbot.wait(50)
            widget.grab().save(str(Path(folder or "") / f"{name}-{appearance}.png"))

    def close(self) -> None:
        """Close the window, and wait until all behind it is closed."""
        with self.qtbot.waitSignal(self.desk.closed, timeout=WAIT):
            self.window.close()


def nameless(root: QWidget) -> list[str]:
    """Widgets that can have the keyboard and have no name."""
    widgets = [root, *root.findChildren(QWidget)]
    return [
        f"{type(each).__name__} {each.objectName()}"
        for each in widgets
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(each, QMenu | QLabel)
        and each.focusProxy() is None
        and not each.accessibleName()
    ]


class OpenWindow(Protocol):
    """The fixture ``open_window``."""

    def __call__(
        self, script: LLM | Script | list[ToolCall] | None = None, pace: float = 0.0, *, locked: bool = False
    ) -> Opened:
        """Open a window; ``pace`` slows a scripted LLM down, in seconds a token. None: the built-in LLM.

        ``locked``: the passphrase of the tests locks the memory; otherwise it has a bare key and no key file.
        """
