"""The assistant: the one face that window, terminal and later the API doors see.

It owns the open memory file, the LLM, the embedding worker and the one runtime thread on which turns run, one
after another. A message is committed by whoever brings it, before it is queued; so it is safe from the moment
:meth:`Assistant.submit` returns, and a turn that was waiting or interrupted when the program ended is taken up
at the next start.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from models.tables import Agent
from runtime import eviction, fault, first_run, reading, turn
from runtime.context import Context
from runtime.conversations import Conversations
from runtime.embed.local import LocalEmbedder
from runtime.embed.worker import EmbeddingWorker
from runtime.engine import Engine
from runtime.errors import LociError, Stopped
from runtime.events import Notice
from runtime.home import asset
from runtime.inputs import checked
from runtime.keeping import Keeping
from runtime.llm.choice import built_in, hosted
from runtime.llm.weights import describe
from runtime.memory.search import Search
from runtime.memory_access import open_memory
from runtime.person import create_block, edit_block, lock_block, remove_passage, set_instructions, undo
from runtime.prompt import default_instructions
from runtime.settings import Settings
from runtime.sleep.sleeping import Sleeping

if TYPE_CHECKING:
    from types import TracebackType

    from runtime.events import Event
    from runtime.home import Home
    from runtime.keys import Ask
    from runtime.llm.port import LLM, LLMInfo
    from runtime.views import BlockView, ChangeView, ContextView, MessageView, PassageView, StepView

CLOSING_SECONDS = 0.2
"""How often a caller who waits for the runtime thread looks whether it is ending."""


class Assistant:
    """An open memory with someone to talk to. Make one with :meth:`open`; end with :meth:`close` or ``with``.

    Reading methods may be called from any thread and never wait for the LLM. ``emit`` is called on the runtime
    thread, and for changes by the person on the caller's.
    """

    def __init__(self, engine: Engine, home: Home, owned: ExitStack) -> None:
        """Use :meth:`open`."""
        self._engine = engine
        self._home = home
        self._owned = owned
        self._context = Context(engine)
        self.conversations = Conversations(engine, lambda: bool(self._open_turns), lambda: self._queue(lambda: None))
        self.keeping = Keeping(engine, self._answered, self._begin_anew)
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._interrupt = threading.Event()
        self.sleep = Sleeping(engine, self._queue, self._interrupt, self._jobs.empty)
        self._ended = threading.Condition()
        self._open_turns: set[int] = set()
        self._in_use = False
        self._info: LLMInfo | None = None
        self._running: int | None = None
        self._thread = threading.Thread(target=self._work, name="runtime", daemon=True)

    @classmethod
    def open(
        cls,
        home: Home,
        *,
        key: bytes | Ask | None,
        emit: Callable[[Event], None],
        llm: LLM | None = None,
        settings: Settings | None = None,
        resume: bool = True,
    ) -> Assistant:
        """Open the memory file, or make it, and with ``resume`` take up the turns that wait in it.

        ``key`` is the file's key, or how to ask for its passphrase where that is needed (:mod:`runtime.keys`).
        Without ``llm`` the one of the settings is used, else the built-in one; it is loaded when first needed.

        Raises:
            errors.MemoryFileError: in use, another key's, damaged, newer, or on storage that fails.
            errors.SettingRefused: a setting that may not be.
        """
        chosen = settings or Settings.load(home)
        with ExitStack() as owned:
            memory = open_memory(home, key)
            owned.callback(memory.close)
            place = first_run.find_place(memory)
            embedder = LocalEmbedder(asset("embedder"))
            search = Search(embedder, on_problem=lambda problem: emit(Notice(problem, problem=True)))
            engine = Engine(memory, llm or hosted(chosen, emit), search, emit, place, chosen)
            worker = EmbeddingWorker(embedder, engine.unembedded, engine.store_vectors, engine.complain)
            owned.callback(worker.close)
            engine.wake_embedding = worker.wake
            assistant = cls(engine, home, owned.pop_all())
            assistant._info = llm.info if llm else None
            worker.wake()
        assistant._start(resume=resume)
        return assistant

    def waiting(self) -> list[int]:
        """The turns that have not ended, in the order in which they will be answered."""
        return turn.waiting(self._engine)

    def submit(self, text: str) -> int:
        """Commit a message and queue the turn that answers it.

        Returns:
            The turn's id, for :meth:`wait`.

        Raises:
            errors.InputRefused: the text cannot be taken; nothing was stored.
            errors.StorageFailed: it could not be written; nothing was stored.
        """
        turn_id, _ = turn.accept(self._engine, checked(text), conversation_id=self.conversations.current)
        self._queue_turn(turn_id)
        return turn_id

    def answer_again(self, turn_id: int) -> int:
        """Have the last message of a conversation answered once more; see :func:`runtime.turn.accept_again`."""
        again = turn.accept_again(self._engine, turn_id)
        self._queue_turn(again)
        return again

    def wait(self, turn_id: int, timeout: float | None = None) -> bool:
        """Wait until a turn has ended. False when ``timeout`` seconds passed before it did."""
        with self._ended:
            return self._ended.wait_for(lambda: turn_id not in self._open_turns, timeout)

    def stop(self) -> None:
        """End the turn that runs, within one token. What was written of a reply is kept."""
        if self._running is not None:
            self._engine.stop.set()

    def warm_up(self) -> None:
        """Load the LLM and let it read the context, so that the first answer comes at once. Returns at once."""
        self._in_use = True
        self._queue(lambda: None)

    def edit_block(self, label: str, value: str, version: int) -> BlockView:
        """Change a block by hand; see :func:`runtime.person.edit_block`."""
        view = edit_block(self._engine, label, checked(value) if value.strip() else "", version)
        self._queue(lambda: None)
        return view

    def create_block(
        self, label: str, *, description: str = "", char_limit: int = 2_000, read_only: bool = False
    ) -> BlockView:
        """Add a block to core memory; see :func:`runtime.person.create_block`."""
        view = create_block(self._engine, label, description=description, char_limit=char_limit, read_only=read_only)
        self._queue(lambda: None)
        return view

    def lock_block(self, label: str, *, locked: bool) -> BlockView:
        """Let nobody change a block, or everybody again; see :func:`runtime.person.lock_block`."""
        view = lock_block(self._engine, label, locked=locked)
        self._queue(lambda: None)
        return view

    def remove_passage(self, passage_id: int) -> ChangeView:
        """Take a passage out of archival memory; see :func:`runtime.person.remove_passage`."""
        return remove_passage(self._engine, passage_id)

    def instructions(self) -> str:
        """The system prompt in use, without the memory that is compiled into it. Asks the LLM's file for its own."""
        with self._engine.reading() as session:
            own = session.get_one(Agent, self._engine.place.agent_id).system_prompt
        return own or self.llm_info().system_prompt or default_instructions()

    def set_instructions(self, text: str | None) -> None:
        """Change the system prompt; None: the built-in one. See :func:`runtime.person.set_instructions`."""
        set_instructions(self._engine, checked(text) if text is not None else None)
        self._queue(lambda: None)

    def undo(self, change_id: int | None = None) -> ChangeView:
        """Take a change of memory back; see :func:`runtime.person.undo`."""
        view = undo(self._engine, change_id)
        self._queue(lambda: None)
        return view

    def use_llm(self, path: Path | None) -> None:
        """Talk with other weights from the next turn on, and remember that choice. None: the built-in ones.

        Raises:
            errors.WeightsUnusable: the file is no GGUF that can be used; the present LLM stays.
        """
        if path is not None:
            describe(path)
        self.change_setting("llm_path", path)

    def change_setting(self, name: str, value: object) -> None:
        """Keep a setting, in force from the next turn on; see :meth:`runtime.settings.Settings.changed`."""
        settings = self._engine.settings.changed(name, value)
        settings.save(self._home)
        self._queue(lambda: self._change_llm(settings))

    def unload_llm(self) -> None:
        """Give the LLM's memory back; the next turn loads it again."""
        self._queue(self._unload, tidy=False)

    def blocks(self) -> tuple[BlockView, ...]:
        """The blocks of core memory."""
        with self._engine.reading() as session:
            return reading.blocks(session, self._engine.place.agent_id)

    def messages(self, limit: int = 100, before_id: int | None = None) -> tuple[MessageView, ...]:
        """The newest messages of the conversation before one of them, oldest first."""
        with self._engine.reading() as session:
            return reading.messages(session, self.conversations.current, limit=limit, before_id=before_id)

    def search_messages(self, query: str, limit: int = 20) -> tuple[MessageView, ...]:
        """Messages that answer a query, best first."""
        with self._engine.reading() as session:
            hits = self._engine.search.messages(session, query, agent_id=self._engine.place.agent_id, limit=limit)
            return reading.messages_hit(session, hits)

    def passages(self, limit: int = 100) -> tuple[PassageView, ...]:
        """The newest passages of archival memory, newest first."""
        with self._engine.reading() as session:
            return reading.passages(session, self._engine.place.archive_id, limit=limit)

    def search_passages(self, query: str, limit: int = 20) -> tuple[PassageView, ...]:
        """Passages that answer a query, best first."""
        with self._engine.reading() as session:
            hits = self._engine.search.passages(session, query, archive_id=self._engine.place.archive_id, limit=limit)
            return reading.passages_hit(session, hits)

    def journal(self, limit: int = 100, label: str | None = None) -> tuple[ChangeView, ...]:
        """The newest changes of memory, newest first; of one block where its label is given."""
        with self._engine.reading() as session:
            return reading.journal(session, limit=limit, label=label)

    def steps(self, turn_id: int) -> tuple[StepView, ...]:
        """The steps of a turn."""
        with self._engine.reading() as session:
            return reading.steps(session, turn_id)

    def context(self) -> ContextView:
        """What the LLM reads, layer by layer. Loads the LLM if it is not, for it counts the tokens."""
        view: ContextView = self._answered(self._look)
        return view

    def llm_info(self) -> LLMInfo:
        """What is known of the LLM in use; of one not loaded yet, what its file's header says.

        Raises:
            errors.WeightsUnusable: the file is gone or cannot be read.
        """
        return self._info or describe(self._engine.settings.llm_path or built_in())

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._engine.settings

    def close(self) -> None:
        """Leave the turn that runs for the next start, unload the LLM, close the file. Safe to call twice."""
        if self._engine.closing.is_set():
            return
        self._engine.closing.set()
        self._engine.stop.set()
        self._interrupt.set()
        self._jobs.put(None)
        self._thread.join()
        self._engine.llm.close()
        self._owned.close()
        with self._ended:
            self._open_turns.clear()
            self._ended.notify_all()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def _look(self) -> ContextView:
        turn.go_to(self._engine, self._context, self.conversations.current)
        return self._context.view()

    def _answered(self, work: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever the work returns
        """What ``work`` returns, done by the runtime thread when its turn comes; the caller waits for it."""
        answer: Future[Any] = Future()

        def job() -> None:
            try:
                answer.set_result(work())
            except Exception as problem:  # noqa: BLE001 - handed to the caller, who is waiting for it
                answer.set_exception(problem)

        self._queue(job, tidy=False)
        while not self._engine.closing.is_set():
            with suppress(TimeoutError):
                return answer.result(timeout=CLOSING_SECONDS)
        message = "Loci is closing; the memory can no longer be looked at."
        raise LociError(message)

    def _begin_anew(self) -> None:
        """The memory was changed beneath the turns: drop those that are gone, and what the LLM has read."""
        with self._ended:
            self._open_turns.intersection_update(turn.waiting(self._engine))
            self._ended.notify_all()
        self._context.forget_cuts()
        self._unload()

    def _start(self, *, resume: bool) -> None:
        for turn_id in turn.waiting(self._engine) if resume else ():
            self._queue_turn(turn_id, resumed=True)
        self._thread.start()

    def _queue_turn(self, turn_id: int, *, resumed: bool = False) -> None:
        with self._ended:
            self._open_turns.add(turn_id)
        self._queue(lambda: self._run_turn(turn_id, resumed=resumed))

    def _queue(self, job: Callable[[], None], *, tidy: bool = True) -> None:
        self._interrupt.set()

        def run() -> None:
            job()
            self._info = self._engine.llm.info if self._in_use else None
            if tidy and self._in_use and self._jobs.empty():
                self._tidy()

        self._jobs.put(run)

    def _work(self) -> None:
        """The runtime thread: one job after another until None comes."""
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
        self._interrupt.clear()
        self._engine.stop.clear()  # it ended the turn it was meant for
        if not self._jobs.empty() or self._engine.closing.is_set():
            return
        turn.go_to(self._engine, self._context, self.conversations.current)
        eviction.relieve(self._engine, self._context)
        with self._engine.reading() as session:
            self._context.recompile(session)
            prompt = self._context.prompt(session)
        self._engine.llm.warm(prompt, stop=self._interrupt)

    def _change_llm(self, settings: Settings) -> None:
        self._unload()
        self._engine.settings = settings
        self._engine.llm = hosted(settings, self._engine.emit)
        self._context.forget_cuts()

    def _unload(self) -> None:
        self._in_use = False
        self._engine.llm.close()
