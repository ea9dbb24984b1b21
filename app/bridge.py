"""Between the runtime's threads and the window: events come in as one Qt signal, slow calls go out to workers.

The runtime thread calls :meth:`Bridge.emit_event`; the window connects to :attr:`Bridge.happened`, which fires
on the GUI thread. Whatever may wait (a commit, a read of the memory file, the opening of it) is handed to
:meth:`Bridge.ask`, and its outcome comes back on the GUI thread too.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from runtime.errors import LociError
from runtime.events import Event, ReplyText

COALESCE_MS = 60
_WORKERS = 4
_BUG = "Something in Loci itself went wrong; what was saved before is safe. Please report it, with the log."

Result = TypeVar("Result")
Failed = Callable[[LociError], None]


class Bridge(QObject):
    """Carries events and outcomes onto the GUI thread, on which it must be made."""

    happened = Signal(object)
    failed = Signal(object)
    _arrived = Signal(object)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers = ThreadPoolExecutor(max_workers=_WORKERS, thread_name_prefix="loci-window")
        self._pieces: list[ReplyText] = []
        self._timer = QTimer(self, interval=COALESCE_MS, singleShot=True)
        self._timer.timeout.connect(self._flush)
        self._arrived.connect(self._receive)
        self._finished.connect(self._deliver)

    def emit_event(self, event: Event) -> None:
        """Take an event from any thread; ``happened`` tells of it on the GUI thread, in the same order."""
        self._arrived.emit(event)

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
        future = self._workers.submit(work)

        def deliver() -> None:
            problem = future.exception()
            if isinstance(problem, LociError):
                (failed or self.failed.emit)(problem)
            elif problem is not None:
                (failed or self.failed.emit)(LociError(_BUG))
                raise problem
            elif then is not None:
                then(future.result())

        future.add_done_callback(lambda _: self._finish(deliver))

    def close(self) -> None:
        """Wait for the workers; nothing is delivered afterwards."""
        self._workers.shutdown(wait=True)
        self._timer.stop()

    def _finish(self, deliver: Callable[[], None]) -> None:
        self._finished.emit(deliver)

    @Slot(object)
    def _receive(self, event: Event) -> None:
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
        outcome()
