"""A dialog that asks the memory for what may take long: how far it is, and closed before the answer has come."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event as Flag
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from app.override import override
from app.pieces import push
from app.words import tr
from runtime.errors import LociError, Stopped

if TYPE_CHECKING:
    from app.session import Session
    from runtime.assistant import Assistant

Result = TypeVar("Result")

_PARTS = 500


class Progress(QObject):
    """``told(done, total)`` by the worker that does the work. It has no parent: the dialog may be gone by then."""

    told = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.stop = Flag()
        self._last = -1

    def __call__(self, done: int, total: int) -> None:
        """So much of so much.

        Raises:
            Stopped: the person wants no more of it now.
        """
        if self.stop.is_set():
            raise Stopped
        part = done * _PARTS // max(total, 1)
        if part != self._last:
            self._last = part
            self.told.emit(done, total)


class AskingDialog(QDialog):
    """Closed while it waits for an answer, it shows nothing more, and goes once that has come."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._session, self._asked, self._gone = session, 0, False

    @property
    def waits(self) -> bool:
        """Whether an answer is still to come."""
        return self._asked > 0

    def ask(
        self, work: Callable[[Assistant], Result], then: Callable[[Result], None], failed: Callable[[LociError], None]
    ) -> None:
        """Do ``work`` on a worker, then one of the two with what came of it, unless the dialog was closed meanwhile."""
        self._asked += 1

        def answered(result: Result) -> None:
            self._asked -= 1
            if not self._gone:
                then(result)
            self._go()

        def refused(problem: LociError) -> None:
            self._asked -= 1
            if not self._gone:
                failed(problem)
            self._go()

        self._session.ask(work, answered, refused)

    def read(self) -> None:
        """Ask for what it shows; called once it is seen."""

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Seen."""
        super().showEvent(event)
        if not event.spontaneous():
            self.read()

    @override
    def done(self, code: int) -> None:
        """Closed."""
        self._gone = True
        super().done(code)
        self._go()

    def _go(self) -> None:
        if self._gone and not self._asked:
            self.deleteLater()


class LongDialog(AskingDialog):
    """One long work after another: ``bar`` shows how far it is, ``leave`` stops it, and closes where nothing runs."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.bar = QProgressBar(maximum=0, textVisible=False)
        self.bar.setAccessibleName(tr("How far it is"))
        self.bar.hide()
        self.leave = push(tr("Close"), tr("Close"))
        self.leave.clicked.connect(self._leave)
        self._progress = Progress()

    def begin(
        self,
        work: Callable[[Assistant, Progress], Result],
        then: Callable[[Result], None],
        failed: Callable[[LociError], None],
        *,
        stop: str = "",
    ) -> None:
        """Do ``work``; ``stop`` says what stopping it means, "" of one that cannot be stopped."""
        progress = self._progress = Progress()
        progress.told.connect(self._told)
        self.bar.setRange(0, 0)
        self.bar.show()
        self._call_leave(tr("Stop") if stop else tr("Close"), stop or tr("Close"))
        self.leave.setEnabled(bool(stop))

        def ended(result: Result) -> None:
            self._rest()
            then(result)

        def refused(problem: LociError) -> None:
            self._rest()
            failed(problem)

        self.ask(lambda assistant: work(assistant, progress), ended, refused)

    def tell(self, done: int, total: int) -> None:
        """So far it is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def stopping(self) -> None:
        """It was told to stop, and may take a moment to."""

    @override
    def done(self, code: int) -> None:
        """Closed: what runs is stopped."""
        self._progress.stop.set()
        super().done(code)

    def _told(self, done: int, total: int) -> None:
        if not self._progress.stop.is_set():
            self.tell(done, total)

    def _leave(self) -> None:
        if self.waits:
            self._progress.stop.set()
            self.leave.setEnabled(False)
            self.stopping()
        else:
            self.reject()

    def _rest(self) -> None:
        self.bar.hide()
        self._call_leave(tr("Close"), tr("Close"))
        self.leave.setEnabled(True)
        self.leave.setFocus()

    def _call_leave(self, text: str, spoken: str) -> None:
        self.leave.setText(text)
        self.leave.setAccessibleName(spoken)
