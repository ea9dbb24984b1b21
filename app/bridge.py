"""Between the runtime's threads and the window: events come in as one Qt signal, slow calls go out to workers.

The runtime thread tells its events to a :meth:`Bridge.listener`; the window connects to :attr:`Bridge.happened`, which
fires on the GUI thread. Whatever may wait (a commit, a read of the memory file, the opening of it) is handed to
:meth:`Bridge.ask`, and its outcome comes back on the GUI thread too.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from runtime.errors import LociError
from runtime.events import Event, MemoryLocked, ReplyText

COALESCE_MS = 60
_WORKERS = 4
_BUG = "Something in Loci itself went wrong; what was saved before is safe. Please report it, with the log."

Result = TypeVar("Result")
Failed = Callable[[LociError], None]


class Bridge(QObject):
    """Carries events and outcomes onto the GUI thread, on which it must be made.

    Events are held back until :meth:`release`, for a turn may begin before there is anyone to watch it; only that the
    memory is locked is told at once. It has no parent: its workers may outlive the window, and nothing may be missing
    under their hands.
    """

    happened = Signal(object)
    failed = Signal(object)
    _arrived = Signal(int, object)
    _finished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()  # None: a worker is wanted no more
        for number in range(_WORKERS):  # daemons: one that waits for the LLM never holds the program back from ending
            Thread(target=self._work, name=f"window-{number}", daemon=True).start()
        self._closed = False
        self._leaving = False
        self._era = 0
        self._asker = 0
        self._last: Callable[[], object] | None = None
        self._held: list[Event] | None = []
        self._pieces: list[ReplyText] = []
        self._timer = QTimer(self, interval=COALESCE_MS, singleShot=True)
        self._timer.timeout.connect(self._flush)
        self._arrived.connect(self._receive)
        self._finished.connect(self._deliver)

    def listener(self) -> Callable[[Event], None]:
        """Takes events from any thread, until :meth:`forget`; ``happened`` tells them on the GUI thread, in order."""
        era = self._era
        return lambda event: self._arrived.emit(era, event)

    def ask(
        self,
        work: Callable[[], Result],
        then: Callable[[Result], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Do ``work`` on a worker thread, then call ``then`` with its result on the GUI thread.

        Args:
            work: may wait as long as it likes; must not touch a widget.
            then: called with the result.
            failed: called instead where ``work`` raised a ``LociError``; without it the signal ``failed`` tells.
                Any other exception is our bug: it is raised again on the GUI thread, and told in one sentence.
        """
        if self._leaving or self._closed:
            return
        future: Future[Result] = Future()
        asker = self._asker

        def deliver() -> None:
            if asker != self._asker or (self._leaving and work is not self._last):
                return
            problem = future.exception()
            if isinstance(problem, LociError):
                (failed or self.failed.emit)(problem)
            elif problem is not None:
                (failed or self.failed.emit)(LociError(_BUG))
                raise problem
            elif then is not None:
                then(future.result())

        def carry_out() -> None:
            try:
                future.set_result(work())
            except BaseException as problem:  # noqa: BLE001 - it is raised again, or told, on the GUI thread
                future.set_exception(problem)
            self._finished.emit(deliver)

        self._jobs.put(carry_out)

    def hold(self) -> None:
        """Hold the events back again until :meth:`release`."""
        if self._held is None:
            self._flush()
            self._held = []

    def release(self) -> None:
        """Tell the events that were held back so far, and from now on each as it comes."""
        held, self._held = self._held or [], None
        for event in held:
            self.happened.emit(event)

    def forget(self) -> None:
        """Nothing comes any more of what was asked or has happened so far: the memory is being locked."""
        self._era += 1
        self._asker += 1
        self._timer.stop()
        self._pieces, self._held = [], []

    def change_hands(self) -> None:
        """Nothing comes any more of what was asked so far; events are held back for whoever comes now."""
        self._asker += 1
        self.hold()

    def leave(self, work: Callable[[], object], then: Callable[[], None]) -> None:
        """Do one last ``work``, then ``then``, however it ended: the memory is closed.

        Whatever else was asked, or is from now on, is wanted no more and may fail.
        """
        self._last = work
        self.ask(work, lambda _: then(), lambda _: then())
        self._leaving = True

    def close(self) -> None:
        """Deliver nothing any more, and hold nobody: the window is going.

        Workers that still wait for something are left to it; the others end.
        """
        self._closed = True
        self._last = None
        self._timer.stop()
        for _worker in range(_WORKERS):
            self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
            del job  # what it rests on is not to wait for the next one

    @Slot(int, object)
    def _receive(self, era: int, event: Event) -> None:
        if self._closed or self._leaving or era != self._era:
            return
        if self._held is not None and not isinstance(event, MemoryLocked):
            self._held.append(event)
            return
        if isinstance(event, ReplyText):
            self._pieces.append(event)
            if not self._timer.isActive():
                self._timer.start()
            return
        self._flush()
        self.happened.emit(event)

    def _flush(self) -> None:
        """Hand on the pieces of a reply that came since the last time, as one."""
        self._timer.stop()
        pieces, self._pieces = self._pieces, []
        if pieces:
            self.happened.emit(ReplyText(turn_id=pieces[-1].turn_id, text="".join(piece.text for piece in pieces)))

    @Slot(object)
    def _deliver(self, outcome: Callable[[], None]) -> None:
        if not self._closed:
            outcome()
