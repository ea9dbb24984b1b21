"""The program's work behind its window: opens the memory for it, and closes it after it.

Loaded after the first paint, with everything that the conversation needs and an empty window does not.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog, QMessageBox

from app.bridge import Bridge
from app.chat.transcript import Transcript
from app.chat.view import TranscriptView
from app.first_run.choices import Choices, carry_out, is_first
from app.llms.resting import IdleUnload
from app.lock.idle import IdleLock
from app.lock.leaving import Left, lock, locked_already
from app.lock.screen import LockScreen
from app.main_window import MainWindow
from app.passphrase import Asker
from app.pieces import name_buttons
from app.session import Session
from app.words import tr
from runtime import lasting
from runtime.errors import DamagedFile, FileInUse, LociError, WrongKey
from runtime.events import Event, MemoryLocked
from runtime.first_glance import is_typed
from runtime.home import Home
from runtime.llm.weights import find
from runtime.settings import Settings

if TYPE_CHECKING:
    from app.first_run.page import FirstRun
    from runtime.assistant import Assistant
    from runtime.keys import Ask
    from runtime.llm.port import LLMInfo
    from runtime.vault.restoring import Keys

    Opener = Callable[[Home, Ask | bytes, Callable[[Event], None]], Assistant]

_IN_USE = "Your memory is open in another Loci; waiting for it to close …"
_PUTTING = "Putting the backup in place …"
_PUT = "The backup is the memory now. What was there before is a backup, too: {name}."
_RETRY_MS = 500
_RETRIES = 20


def open_assistant(home: Home, key: Ask | bytes, emit: Callable[[Event], None]) -> Assistant:
    """On a worker: the engine room takes half a second to import, and a passphrase a second to become a key."""
    with lasting.loading():
        from runtime.assistant import Assistant  # noqa: PLC0415 - on the worker, while the window can be used

    settings, _ = Settings.survive(home)  # what of them could not be used, the window has said
    return Assistant.open(home, key=key, emit=emit, settings=settings)


def _close(assistant: Assistant, draft: str | None) -> None:
    """Keep what is being written, where that is known, and close."""
    try:
        if draft is not None:
            assistant.conversations.keep_draft(draft)
    finally:
        assistant.close()


def _exchange(assistant: Assistant, draft: str | None, name: str, keys: Keys) -> str:
    """Put a backup in place of the memory, which is closed then in any case; the name of what was there before."""
    try:
        if draft is not None:
            assistant.conversations.keep_draft(draft)
        return assistant.vault.backups.restore(name, keys)
    finally:
        assistant.close()


def _load_places() -> None:
    """The code of the places, before the person wants the first of them."""
    with lasting.loading():
        import app.places  # noqa: F401, PLC0415 - never before the first paint


class Desk(QObject):
    """Opens the memory for a window with ``opener``, and closes it after it. One for the whole program.

    ``closed`` is told after the window was closed and everything behind it is; ``happened(event)`` whatever the open
    memory tells.
    """

    closed = Signal()
    happened = Signal(object)

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
        self._ask: Ask = self._asker
        self._key = b""  # of a memory that is closed for a moment only
        self._told = ("", False)  # what is said once it is open, and whether that is a problem
        self._choices = Choices()
        self._first_run: FirstRun | None = None
        self._lock_screen: LockScreen | None = None
        self._locked_early = False
        self._idle: IdleLock | None = None
        self.is_closed = False
        self._bridge.failed.connect(self._say_problem)
        self._bridge.happened.connect(self._watch)
        self._bridge.happened.connect(self.happened)
        window.closing.connect(self._close)
        window.reworded.connect(self._show_again)
        window.lock_wanted.connect(self.lock)
        window.restore_wanted.connect(self._restore)
        window.preferences.changed.connect(self._settle_idle)

    @property
    def is_open(self) -> bool:
        """Whether the memory is open and the window talks with it."""
        return self._session is not None

    def open(self) -> None:
        """Open the memory on a worker; what comes of it is shown in the window. The first time, ask how.

        Where a key has to be typed, that is asked before anything else can be: nothing else is to get to see it.
        """
        if is_first(self._home):
            self._show_first_run()
        elif is_typed(self._home):
            self._show_door().ask(asks=True, greeting=True)
        else:
            self._begin()

    def _begin(self) -> None:
        self._window.say(tr("Opening your memory …"), lasting=True)
        self._open()

    def _open(self) -> None:
        if self._closing:
            return
        self._opening, self._locked_early = True, False
        work = partial(self._opener, self._home, self._key or self._ask, self._bridge.listener())
        self._bridge.ask(work, self._opened, self._failed)

    def _opened(self, assistant: Assistant) -> None:
        self._opening = False
        self._assistant = assistant
        self._ask, self._key = self._asker, b""
        if self._closing:
            self._close_assistant()
            return
        if self._locked_early:
            self._leave(partial(locked_already, assistant))
            return
        (told, problem), self._told = self._told, ("", False)
        self._window.say(told, problem=problem, lasting=bool(told))
        if self._lock_screen is not None:
            self._lock_screen = None
            self._window.uncover()
        session = self._show(assistant)
        choices, self._choices = self._choices, Choices()
        session.ask(partial(carry_out, choices))
        if self._idle is None:
            self._idle = IdleLock(self._window.windowHandle(), self)
            self._idle.due.connect(self.lock)
        self._settle_idle("lock_after")
        QTimer.singleShot(0, self, _load_places)

    def _show(self, assistant: Assistant) -> Session:
        transcript = Transcript(self._window)
        self._session = session = Session(assistant, self._bridge, transcript, self)
        transcript.setParent(session)
        self._window.attach(session, TranscriptView(transcript, self._window.theme))
        IdleUnload(session, self._window.preferences)
        return session

    def _show_again(self) -> None:
        """The window was made anew around the same memory."""
        if self._assistant is not None and self._session is not None:
            self._session.deleteLater()
            self._bridge.change_hands()
            self._show(self._assistant)

    def _failed(self, problem: LociError) -> None:
        self._opening = False
        if not isinstance(problem, FileInUse):
            self._key = b""
        if self._closing:
            self._end()
        elif isinstance(problem, FileInUse) and self._retries < _RETRIES:
            # A window that was closed a moment ago may still be finishing behind its back.
            self._retries += 1
            self._say_waiting()
            QTimer.singleShot(_RETRY_MS, self, self._open)
        elif self._lock_screen is not None and not isinstance(problem, DamagedFile):
            self._ask = self._asker
            self._lock_screen.refuse(str(problem))
        elif self._asker.cancelled:
            self._window.close()
        elif isinstance(problem, WrongKey) and self._asker.asked:
            self._asker.again(str(problem))
            self.open()
        else:
            self._ask_again(problem)

    def _say_problem(self, problem: LociError) -> None:
        self._window.say(str(problem), problem=True)

    def _say_waiting(self) -> None:
        if self._lock_screen is not None:
            self._lock_screen.wait(tr(_IN_USE))
        else:
            self._window.say(tr(_IN_USE), lasting=True)

    def _ask_again(self, problem: LociError) -> None:
        self._window.say("")
        if isinstance(problem, DamagedFile):
            from app.damaged import DamagedDialog  # noqa: PLC0415 - hardly ever needed

            dialog = DamagedDialog(self._bridge, self._home, self._ask, problem, self._window)
            dialog.finished.connect(lambda code: self._try_again(code == QDialog.DialogCode.Accepted))
            dialog.open()
            return
        box = QMessageBox(QMessageBox.Icon.Warning, "Loci", tr("Your memory could not be opened."), parent=self._window)
        box.setInformativeText(str(problem))
        again = box.addButton(tr("Try again"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(tr("Quit"), QMessageBox.ButtonRole.RejectRole)
        name_buttons(box)
        box.finished.connect(lambda _code: self._try_again(box.clickedButton() is again))
        box.open()

    def _try_again(self, again: bool) -> None:
        self._retries = 0
        if again:
            self.open()
        else:
            self._window.close()

    # --- the first time ----------------------------------------------------------------------------------

    def _show_first_run(self) -> None:
        from app.first_run.page import FirstRun  # noqa: PLC0415 - once in a lifetime

        self._first_run = page = FirstRun(self._window.theme)
        page.finished.connect(self._begin_with)
        self._bridge.ask(partial(find, self._home.weights), self._show_found)
        self._window.cover(page)
        self._window.show()  # it may have been started for the small window alone

    def _show_found(self, llms: list[LLMInfo]) -> None:
        if self._first_run is not None:
            self._first_run.show_llms(llms)

    def _begin_with(self, choices: Choices) -> None:
        self._first_run = None
        self._choices = choices
        self._ask = (lambda _new: choices.passphrase) if choices.passphrase else self._asker
        path = choices.llm_path
        problem = self._window.preferences.choose("llm_path", path) if path is not None else ""
        self._window.uncover()
        self._begin()
        if problem:
            self._window.say(problem, problem=True)

    # --- locked ------------------------------------------------------------------------------------------

    def lock(self) -> None:
        """Close the file, drop its key, end the LLM, blank the window; the way in is shown."""
        if self._assistant is not None:
            self._leave(partial(lock, self._assistant, self._draft()))

    def _watch(self, event: Event) -> None:
        if not isinstance(event, MemoryLocked):
            return
        if self._assistant is not None:
            self._leave(partial(locked_already, self._assistant))
        else:
            self._locked_early = self._opening

    def _leave(self, work: Callable[[], Left]) -> None:
        session = self._let_go()
        self._show_door()
        self._bridge.ask(
            work, partial(self._left, session), lambda problem: self._left(session, Left(True, str(problem)))
        )

    def _let_go(self) -> Session | None:
        """Show nothing of the memory any more; the session is to live until it is closed."""
        session, self._session, self._assistant = self._session, None, None
        self._opening = True  # until it is closed, so that the program does not end meanwhile
        if self._idle is not None:
            self._idle.rest()
        self._bridge.forget()
        self._window.blank()
        return session

    def _show_door(self) -> LockScreen:
        self._lock_screen = door = LockScreen(self._window.theme)
        door.unlock_wanted.connect(self._unlock)
        self._window.cover(door)
        return door

    def _left(self, session: Session | None, left: Left) -> None:
        self._opening = False
        if session is not None:
            session.deleteLater()  # what the memory still told it while it closed found it alive
        if self._closing:
            self._end()
        elif self._lock_screen is not None:
            self._lock_screen.ask(asks=left.asks, problem=left.problem)

    def _unlock(self, text: str) -> None:
        self._ask = lambda _new: text
        self._retries = 0
        self._open()

    def _settle_idle(self, name: str) -> None:
        if name == "lock_after" and self._idle is not None and self._session is not None:
            self._idle.after(timedelta(minutes=self._window.preferences.settings.lock_after))

    # --- another memory in its place -----------------------------------------------------------------------

    def _restore(self, name: str, keys: Keys) -> None:
        """Close the memory, put a backup in its place, open that; where it cannot be, open what was there."""
        assistant = self._assistant
        if assistant is None:
            return
        work = partial(_exchange, assistant, self._draft(), name, keys)
        session = self._let_go()
        self._window.go(0)
        self._window.say(tr(_PUTTING), lasting=True)

        def open_again(told: str, problem: bool) -> None:
            self._key, self._told, self._retries = keys.present, (told, problem), 0
            self._left(session, Left(asks=False))
            self._open()

        self._bridge.ask(
            work,
            lambda kept: open_again(tr(_PUT).format(name=kept), problem=False),
            lambda problem: open_again(str(problem), problem=True),
        )

    # --- the end -----------------------------------------------------------------------------------------

    def _draft(self) -> str | None:
        read = self._session is not None and self._session.talks.is_listed
        return self._window.composer.text() if read else None

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
            self._bridge.leave(partial(_close, assistant, self._draft()), self._end)

    def _end(self) -> None:
        self._bridge.close()
        self.is_closed = True
        self.closed.emit()
