"""The one runtime thread: turns and whatever else touches the context run on it, one after another.

Between two jobs, while the person thinks, it relieves the context and has the LLM read what changed; the next job
that is queued stops that at once.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from runtime import eviction, fault, turn
from runtime.context import Context
from runtime.errors import LociError, Stopped
from runtime.events import Notice
from runtime.llm.stopping import Stop

if TYPE_CHECKING:
    from runtime.engine import Engine, Place
    from runtime.llm.port import LLM, LLMInfo
    from runtime.views import ContextView

Answer = TypeVar("Answer")

CLOSING_SECONDS = 0.2
"""How often a caller who waits for the runtime thread looks whether it is ending."""


class RuntimeThread:
    """Belongs to one assistant; every method may be called from any thread.

    ``conversation`` tells which one the person is in. ``info`` is what is known of the LLM where it is loaded.
    ``interrupt`` is set by whatever is queued, and ends what is done in the person's thinking time.
    """

    def __init__(self, engine: Engine, conversation: Callable[[], int], info: LLMInfo | None) -> None:
        """Nothing runs before :meth:`start`."""
        self._engine = engine
        self._context = Context(engine)
        self._conversation = conversation
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._queueing = threading.Lock()
        self._ended = threading.Condition()
        self._open_turns: set[int] = set()
        self._running: int | None = None
        self._in_use = False
        self._resume = False
        self._thread = threading.Thread(target=self._work, name="runtime", daemon=True)
        self.interrupt: threading.Event = Stop()
        self.info = info

    @property
    def busy(self) -> bool:
        """Whether a message waits for its answer."""
        return bool(self._open_turns)

    def quiet(self) -> bool:
        """Whether nothing is queued; if so, ``interrupt`` is set by what is queued next, and not before."""
        with self._queueing:
            self.interrupt.clear()
            return self._jobs.empty()

    def start(self, *, resume: bool) -> None:
        """Begin to work; with ``resume``, at first on the turns that an earlier run left behind."""
        self._resume = resume
        self._take_up()
        self._thread.start()

    def move(self, place: Place) -> None:
        """Go to another agent's place, and take up what waits there. Called on the runtime thread, by a job."""
        self._engine.place = place
        self.begin_anew()
        self._take_up()

    def _take_up(self) -> None:
        for turn_id in turn.waiting(self._engine) if self._resume else ():
            self.queue_turn(turn_id, resumed=True)

    def queue_turn(self, turn_id: int, *, resumed: bool = False) -> None:
        """Have a committed turn run."""
        with self._ended:
            self._open_turns.add(turn_id)
        self.queue(lambda: self._run_turn(turn_id, resumed=resumed))

    def queue(self, job: Callable[[], None], *, tidy: bool = True) -> None:
        """Have a job done; with ``tidy``, what changed by it is read into the LLM's cache where the LLM is in use."""

        def run() -> None:
            job()
            self.info = self._engine.llm.info if self._in_use else None
            if tidy and self._in_use and self._jobs.empty():
                self._tidy()

        with self._queueing:
            self.interrupt.set()
            self._jobs.put(run)

    def changed(self) -> None:
        """The memory was changed: what of it the LLM reads is read again while the person thinks."""
        self.queue(lambda: None)

    def answered(self, work: Callable[[], Answer]) -> Answer:
        """What ``work`` returns, done between two turns; the caller waits for it."""
        answer: Future[Answer] = Future()

        def job() -> None:
            try:
                answer.set_result(work())
            except Exception as problem:  # noqa: BLE001 - handed to the caller, who is waiting for it
                answer.set_exception(problem)

        self.queue(job, tidy=False)
        while not self._engine.closing.is_set():
            with suppress(TimeoutError):
                return answer.result(timeout=CLOSING_SECONDS)
        message = "Loci is closing; the memory can no longer be looked at."
        raise LociError(message)

    def wait(self, turn_id: int, timeout: float | None) -> bool:
        """Wait until a turn has ended. False when ``timeout`` seconds passed before it did."""
        with self._ended:
            return self._ended.wait_for(lambda: turn_id not in self._open_turns, timeout)

    def stop_turn(self) -> None:
        """End the turn that runs, within one token."""
        if self._running is not None:
            self._engine.stop.set()

    def warm_up(self) -> None:
        """Load the LLM and let it read the context."""
        self._in_use = True
        self.changed()

    def unload(self) -> None:
        """Give the LLM's memory back; the next turn loads it again."""
        self.queue(self._unload, tidy=False)

    def change_llm(self, make: Callable[[], LLM]) -> None:
        """From the next turn on, the LLM that ``make`` makes."""

        def job() -> None:
            self._unload()
            self._engine.llm = make()
            self._context.forget_cuts()

        self.queue(job)

    def context(self) -> ContextView:
        """What the LLM reads, layer by layer."""

        def look() -> ContextView:
            turn.go_to(self._engine, self._context, self._conversation())
            return self._context.view()

        return self.answered(look)

    def begin_anew(self) -> None:
        """The memory was changed beneath the turns: drop those that are gone, and what the LLM has read.

        Where the LLM was in use it is loaded again, to read what is left. Called on the runtime thread, by a job of its
        own.
        """
        with self._ended:
            self._open_turns.intersection_update(turn.waiting(self._engine))
            self._ended.notify_all()
        self._context.forget_cuts()
        in_use = self._in_use
        self._unload()
        if in_use:
            self.warm_up()

    def end(self) -> None:
        """Leave the turn that runs for the next start, drop what is queued, and unload the LLM."""
        self._engine.closing.set()
        self._engine.stop.set()
        self.interrupt.set()
        self._jobs.put(None)
        self._thread.join()
        self._engine.llm.close()

    def let_go(self) -> None:
        """Nobody need wait for a turn any longer: it has been left for the next start."""
        with self._ended:
            self._open_turns.clear()
            self._ended.notify_all()

    def _work(self) -> None:
        """One job after another until None comes."""
        while (job := self._jobs.get()) is not None:
            if self._engine.closing.is_set():
                continue
            try:
                job()
            except Stopped:
                continue
            except LociError as problem:
                self._engine.emit(Notice(str(problem), problem=True))
            except Exception as bug:  # noqa: BLE001 - the thread's edge: our own bug is told of, the assistant lives on
                self._engine.emit(Notice(fault.record(bug), problem=True))

    def _run_turn(self, turn_id: int, *, resumed: bool) -> None:
        if turn_id not in self._open_turns:
            return  # its message was forgotten before it was answered
        self._engine.stop.clear()
        self._running, self._in_use = turn_id, True
        if self._engine.closing.is_set():
            self._engine.stop.set()
        try:
            turn.run(self._engine, self._context, turn_id, resumed=resumed)
        except Exception:
            turn.give_up(self._engine, turn_id)
            raise
        finally:
            self._running = None
            with self._ended:
                self._open_turns.discard(turn_id)
                self._ended.notify_all()

    def _tidy(self) -> None:
        """While the person thinks: relieve the context, take in what changed, and read it into the LLM's cache."""
        self._engine.stop.clear()  # it ended the turn it was meant for
        if not self.quiet() or self._engine.closing.is_set():
            return
        turn.go_to(self._engine, self._context, self._conversation())
        eviction.relieve(self._engine, self._context)
        with self._engine.reading() as session:
            self._context.recompile(session)
            prompt = self._context.prompt(session)
        self._engine.llm.warm(prompt, stop=self.interrupt)
        self._context.prepare()

    def _unload(self) -> None:
        self._in_use = False
        self._engine.llm.close()
