"""The assistant's ``sleep``: have it tidy now, interrupt it, read its reports and take them back.

The work is done on the runtime thread as one job. Whatever else is queued there, a message above all, interrupts it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from runtime.errors import Stopped, StorageFailed
from runtime.events import SleepEnded, SleepStarted
from runtime.memory.charter import Charter
from runtime.sleep import answering, taking_back, work
from runtime.sleep.consent import Consent
from runtime.sleep.own_llm import OwnLLM
from runtime.sleep.proposing import Proposed, proposed, with_proposed
from runtime.sleep.report import counted, report

if TYPE_CHECKING:
    from runtime.engine import Engine
    from runtime.llm.port import LLM
    from runtime.sleep.report import ReportLine, SleepReport

_LOOK_SECONDS = 0.2  # a wait without a limit cannot be interrupted on Windows


Outcome = Literal["finished", "waiting", "interrupted", "nothing to do"]


class Sleeping:
    """Belongs to one assistant.

    ``queue`` hands a job to its thread, ``interrupt`` is set by whatever else is queued, and ``quiet`` clears it and
    says whether nothing else waits. ``back_up(stop)`` is called when a sleep has come to its end. ``own_llm`` makes the
    LLM that is there for sleeps alone, None where the one that answers does it. ``expire(look)`` takes out what is
    older than the person wants it kept.
    """

    def __init__(
        self,
        engine: Engine,
        queue: Callable[[Callable[[], None]], None],
        interrupt: threading.Event,
        quiet: Callable[[], bool],
        back_up: Callable[[threading.Event], object],
        *,
        own_llm: Callable[[], LLM | None],
        expire: Callable[[Callable[[], None]], object],
    ) -> None:
        self._engine, self._queue, self._interrupt, self._quiet = engine, queue, interrupt, quiet
        self._back_up, self._own_llm, self._expire = back_up, own_llm, expire
        self._wanted, self._working = threading.Event(), threading.Event()
        self._waiting: tuple[int, Proposed] | None = None  # whose it is, and what waits there

    @property
    def working(self) -> bool:
        """Whether it sleeps now."""
        return self._working.is_set()

    @property
    def over(self) -> bool:
        """Whether the assistant is closed or closing: there is no sleep any more."""
        return self._engine.closing.is_set()

    def start(self, consent: Consent | None = None) -> Future[Outcome]:
        """Begin a sleep, or take up the one that was interrupted. Returns at once; what it returns tells of the end.

        ``consent`` is what the person says to the lines that wait.

        The events :class:`~runtime.events.SleepStarted` and :class:`~runtime.events.SleepEnded` tell of it; where there
        is nothing to do, there are none.
        """
        done: Future[Outcome] = Future()

        def run() -> None:
            outcome: Outcome = "interrupted"
            try:
                outcome = self._run(consent)
            finally:
                self._working.clear()
                done.set_result(outcome)

        self._wanted.set()
        self._queue(run)
        return done

    def now(self, consent: Consent | None = None) -> SleepReport | None:
        """Sleep and wait for its end; the newest report, None where there was never anything to do."""
        done = self.start(consent)
        while not self._engine.closing.is_set():
            with suppress(TimeoutError):
                done.result(_LOOK_SECONDS)
                break
        return self.report()

    def wake(self) -> None:
        """The person is back: what is being done is dropped, what was committed stays. Never waits."""
        self._wanted.clear()
        if self.working:
            self._interrupt.set()

    def report(self, sleep_id: int | None = None) -> SleepReport | None:
        """The report of a sleep, of the newest where none is named; with what waits for the person's yes."""
        with self._engine.reading() as session:
            found = report(session, self._engine.place.agent_id, sleep_id)
        return with_proposed(found, self._proposed(found.id)) if found and found.waits else found

    def undo(self, sleep_id: int) -> int:
        """Take back all that a sleep changed; see :func:`runtime.sleep.taking_back.undo_sleep`."""
        undone = taking_back.undo_sleep(self._engine, sleep_id)
        self._queue(lambda: None)
        return undone

    def undo_line(self, line_id: int) -> None:
        """Take one line of a report back; see :func:`runtime.sleep.taking_back.undo_line`."""
        taking_back.undo_line(self._engine, line_id)
        self._queue(lambda: None)

    def answer(self, question_id: int, *, newer: bool) -> None:
        """Decide what a sleep asked; see :func:`runtime.sleep.answering.answer`."""
        answering.answer(self._engine, question_id, newer=newer)
        self._queue(lambda: None)

    def charter(self) -> Charter:
        """The person's rules for what is stored; they bind turns as well as sleeps."""
        with self._engine.reading() as session:
            return Charter.read(session)

    def change_charter(self, charter: Charter) -> None:
        """Have other rules from now on. What was stored before stays until it is forgotten or expires."""
        with self._engine.writing() as session:
            charter.save(session)

    def _run(self, consent: Consent | None) -> Outcome:
        if not self._quiet():
            return "interrupted"
        self._working.set()
        # Whoever comes back from here on sets the interrupt; whoever did before is found here.
        if not self._wanted.is_set() or self._engine.closing.is_set():
            return "interrupted"
        try:
            begun = work.begin(self._engine, self._interrupt, answered=consent is not None)
            if begun is None:
                self._expire(self._look)
                return "nothing to do"
        except Stopped:
            return "interrupted"
        self._engine.emit(SleepStarted(begun.id, begun.resumed))
        outcome: Outcome = "interrupted"
        try:
            with self._staffed() as engine:
                doing = work.Work(engine, begun.id, self._interrupt, consent)
                ended = doing.run()
            self._waiting = (begun.id, doing.waiting) if doing.waiting else None
            outcome = "finished" if ended else "waiting"
            self._expire(self._look)
            self._keep_a_copy()
        except Stopped:
            pass  # it goes on next time
        finally:
            self._working.clear()
            with self._engine.reading() as session:
                lines, questions = counted(session, begun.id)
            self._engine.emit(SleepEnded(begun.id, outcome != "interrupted", lines, questions))
        return outcome

    def _proposed(self, sleep_id: int) -> tuple[ReportLine, ...]:
        """The lines that wait, worked out anew only where somebody wrote since."""
        known = self._waiting
        if known is None or known[0] != sleep_id or known[1].written != self._engine.memory.written:
            self._waiting = known = sleep_id, proposed(self._engine, sleep_id)
        return known[1].lines

    def _look(self) -> None:
        if self._interrupt.is_set():
            raise Stopped("Sleep was interrupted.")

    @contextmanager
    def _staffed(self) -> Iterator[Engine]:
        """The engine with the LLM of sleeps, where there is one; it is unloaded afterwards."""
        llm = self._own_llm()
        if llm is None:
            yield self._engine
            return
        own = OwnLLM(llm, self._engine.llm, self._engine.complain, self._interrupt)
        try:
            yield replace(self._engine, llm=own)
        finally:
            own.close()

    def _keep_a_copy(self) -> None:
        try:
            self._back_up(self._interrupt)
        except Stopped:
            pass  # one is made by itself before long
        except StorageFailed as problem:
            self._engine.complain(f"No backup could be made. {problem}")
