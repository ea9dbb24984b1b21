"""The program's work behind its window: opens the memory for it, and closes it after it.

Loaded after the first paint, with everything that the conversation needs and an empty window does not.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMessageBox

from app.bridge import Bridge
from app.chat.transcript import Transcript
from app.chat.view import TranscriptView
from app.main_window import MainWindow
from app.passphrase import Asker
from app.pieces import name_buttons
from app.session import Session
from runtime.errors import FileInUse, LociError, WrongKey
from runtime.events import Event
from runtime.home import Home
from runtime.settings import Settings

if TYPE_CHECKING:
    from runtime.assistant import Assistant
    from runtime.keys import Ask

    Opener = Callable[[Home, Ask, Callable[[Event], None]], Assistant]

_RETRY_MS = 500
_RETRIES = 20


def open_assistant(home: Home, ask: Ask, emit: Callable[[Event], None]) -> Assistant:
    """On a worker: the engine room takes half a second to import, and a passphrase a second to become a key."""
    from runtime.assistant import Assistant  # noqa: PLC0415 - on the worker, while the window can be used

    settings, _ = Settings.survive(home)  # what of them could not be used, the window has said
    return Assistant.open(home, key=ask, emit=emit, settings=settings)


def _close(assistant: Assistant, draft: str | None) -> None:
    """Keep what is being written, where that is known, and close."""
    try:
        if draft is not None:
            assistant.conversations.keep_draft(draft)
    finally:
        assistant.close()


class Desk(QObject):
    """Opens the memory for a window with ``opener``, and closes it after it. One for the whole program.

    ``closed`` is told after the window was closed and everything behind it is.
    """

    closed = Signal()

    def __init__(self, window: MainWindow, home: Home, opener: Opener = open_assistant) -> None:
        super().__init__(window)
        self._window = window
        self._home = home
        self._opener = opener
        self._bridge = Bridge()
        self._asker = Asker(window)
        self._assistant: Assistant | None = None
        self._session: Session | None = None
        self._opening = False
        self._closing = False
        self._retries = 0
        self.is_closed = False
        self._bridge.failed.connect(lambda problem: window.say(str(problem), problem=True))
        window.closing.connect(self._close)

    @property
    def is_open(self) -> bool:
        """Whether the memory is open and the window talks with it."""
        return self._session is not None

    def open(self) -> None:
        """Open the memory on a worker; what comes of it is shown in the window."""
        self._window.say("Opening your memory …", lasting=True)
        self._open()

    def _open(self) -> None:
        if self._closing:
            return
        self._opening = True
        work = partial(self._opener, self._home, self._asker, self._bridge.emit_event)
        self._bridge.ask(work, self._opened, self._failed)

    def _opened(self, assistant: Assistant) -> None:
        self._opening = False
        self._assistant = assistant
        if self._closing:
            self._close_assistant()
            return
        self._window.say("")
        transcript = Transcript(self._window)
        self._session = Session(assistant, self._bridge, transcript, self)
        self._window.attach(self._session, TranscriptView(transcript, self._window.theme))

    def _failed(self, problem: LociError) -> None:
        self._opening = False
        if self._closing:
            self._end()
        elif self._asker.cancelled:
            self._window.close()
        elif isinstance(problem, WrongKey) and self._asker.asked:
            self._asker.again(str(problem))
            self.open()
        elif isinstance(problem, FileInUse) and self._retries < _RETRIES:
            # A window that was closed a moment ago may still be finishing behind its back.
            self._retries += 1
            self._window.say("Your memory is open in another Loci; waiting for it to close …", lasting=True)
            QTimer.singleShot(_RETRY_MS, self, self._open)
        else:
            self._ask_again(str(problem))

    def _ask_again(self, sentence: str) -> None:
        self._window.say("")
        box = QMessageBox(QMessageBox.Icon.Warning, "Loci", "Your memory could not be opened.", parent=self._window)
        box.setInformativeText(sentence)
        again = box.addButton("Try again", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("Quit", QMessageBox.ButtonRole.RejectRole)
        name_buttons(box)
        box.finished.connect(lambda _code: self._try_again(box.clickedButton() is again))
        box.open()

    def _try_again(self, again: bool) -> None:
        self._retries = 0
        if again:
            self.open()
        else:
            self._window.close()

    def _close(self) -> None:
        self._closing = True
        self._asker.cancel()
        if self._assistant is not None:
            self._close_assistant()
        elif not self._opening:
            self._end()

    def _close_assistant(self) -> None:
        assistant, self._assistant = self._assistant, None
        if assistant is not None:
            read = self._session is not None and self._session.talks.is_listed
            draft = self._window.composer.text() if read else None
            self._bridge.leave(partial(_close, assistant, draft), self._end)

    def _end(self) -> None:
        self._bridge.close()
        self.is_closed = True
        self.closed.emit()
