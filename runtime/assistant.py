"""The assistant: the one face that window, terminal and later the API doors see.

It owns the open memory file, the LLM, the embedder and the one runtime thread
(:mod:`runtime.runtime_thread`) on which turns run, one after another. What is more than a method or two is an object
of its own, made in ``__init__`` and reached by an attribute, as ``conversations`` and ``sleep`` are. A message is
committed by whoever brings it, before it is queued; so it is safe from the moment :meth:`Assistant.submit` returns,
and a turn that was waiting or interrupted when the program ended is taken up at the next start.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

from models.tables import Agent
from runtime import first_run, lasting, reading, turn
from runtime.agents import Agents
from runtime.conversations import Conversations
from runtime.documents.library import Library
from runtime.embed.embedders import Embedders
from runtime.embed.embedding import Embedding
from runtime.embed.local import LocalEmbedder
from runtime.engine import Engine
from runtime.events import Notice
from runtime.finding import Finding
from runtime.forgetting.retention import expire_messages
from runtime.history.history import History
from runtime.home import asset
from runtime.inputs import checked
from runtime.keeping import Keeping
from runtime.landscape import Landscape
from runtime.llm.choice import built_in, hosted, loaded_with
from runtime.llm.weights import describe
from runtime.llms import LLMs
from runtime.memory.search import Search
from runtime.memory_access import open_memory
from runtime.person import change_passage, create_block, edit_block, lock_block, remove_passage, set_instructions
from runtime.prompt import default_instructions
from runtime.runtime_thread import RuntimeThread
from runtime.settings import Settings, keep
from runtime.sleep.sleeping import Sleeping
from runtime.vault.vault import Vault

if TYPE_CHECKING:
    from types import TracebackType

    from runtime.events import Event
    from runtime.home import Home
    from runtime.keys import Ask
    from runtime.llm.port import LLM, LLMInfo
    from runtime.views import BlockView, ChangeView, ContextView, MessageView, PassageView, StepView


class Assistant:
    """An open memory with someone to talk to. Make one with :meth:`open`; end with :meth:`close` or ``with``.

    Reading methods may be called from any thread and never wait for the LLM. ``emit`` is called on the runtime
    thread, and for changes by the person on the caller's.
    """

    def __init__(
        self, engine: Engine, home: Home, owned: ExitStack, info: LLMInfo | None, embedders: Embedders
    ) -> None:
        """Use :meth:`open`."""
        self._engine = engine
        self._home = home
        self._owned = owned
        self._thread = thread = RuntimeThread(engine, lambda: self.conversations.current, info)
        self.embedding = Embedding(embedders, engine.reading, engine.writing, lambda: thread.busy, engine.complain)
        owned.callback(self.embedding.close)
        engine.wake_embedding, engine.forget_embedded = self.embedding.wake, self.embedding.forget
        self.conversations = Conversations(engine, lambda: thread.busy, thread.changed)
        self.agents = Agents(engine, self.conversations, thread.answered, thread.move)
        self.llms = LLMs(engine, home, thread.answered, lambda: thread.busy, thread.interrupt)
        self.keeping = Keeping(engine, thread.answered, thread.begin_anew, self.agents.follow)
        self.documents = Library(engine, lambda: thread.busy)
        owned.callback(self.documents.close)
        self.vault = Vault(engine, home, thread.answered, self.close)
        self.finding = Finding(engine)
        self.landscape = Landscape(engine)
        self.history = History(engine, thread.changed, lambda: self.conversations.current)
        back_up = self.vault.backups.make_after_sleep
        own_llm, expire = self.llms.of_sleep, partial(expire_messages, engine)
        self.sleep = Sleeping(
            engine, thread.queue, thread.interrupt, thread.quiet, back_up, own_llm=own_llm, expire=expire
        )

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
            embedders = Embedders(LocalEmbedder(asset("embedder")), chosen.embedder_path)
            owned.callback(embedders.unload)
            search = Search(
                embedders.built_in,  # related lines are its affair whoever searches: LLMs are trained with them
                asking=embedders.asking,
                on_problem=lambda problem: emit(Notice(problem, problem=True)),
            )
            engine = Engine(memory, llm or hosted(chosen, emit), search, emit, place, chosen)
            assistant = cls(engine, home, owned.pop_all(), llm.info if llm else None, embedders)
        assistant.embedding.wake()
        assistant._thread.start(resume=resume)
        if resume:
            assistant.documents.start()
        return assistant

    def waiting(self) -> list[int]:
        """The turns that have not ended, in the order in which they will be answered."""
        return turn.waiting(self._engine)

    def submit(self, text: str, *, edits: int | None = None) -> int:
        """Commit a message and queue the turn that answers it; with ``edits``, in the place of that turn's message.

        Returns:
            The turn's id, for :meth:`wait`.

        Raises:
            errors.InputRefused: the text cannot be taken; nothing was stored.
            errors.StorageFailed: it could not be written; nothing was stored.
        """
        turn_id, _ = turn.accept(self._engine, checked(text), conversation_id=self.conversations.current, edits=edits)
        self._thread.queue_turn(turn_id)
        return turn_id

    def answer_again(self, turn_id: int) -> int:
        """Have the last message of a conversation answered once more; see :func:`runtime.turn.accept_again`."""
        again = turn.accept_again(self._engine, turn_id)
        self._thread.queue_turn(again)
        return again

    def wait(self, turn_id: int, timeout: float | None = None) -> bool:
        """Wait until a turn has ended. False when ``timeout`` seconds passed before it did."""
        return self._thread.wait(turn_id, timeout)

    def stop(self) -> None:
        """End the turn that runs, within one token. What was written of a reply is kept."""
        self._thread.stop_turn()

    def warm_up(self) -> None:
        """Load the LLM and let it read the context, and then the embedder, so that the first answer comes at once.

        Returns at once.
        """
        self._thread.warm_up()
        self.embedding.warm_up()

    def edit_block(self, label: str, value: str, version: int) -> BlockView:
        """Change a block by hand; see :func:`runtime.person.edit_block`."""
        view = edit_block(self._engine, label, checked(value) if value.strip() else "", version)
        self._thread.changed()
        return view

    def create_block(
        self, label: str, *, description: str = "", char_limit: int = 2_000, read_only: bool = False
    ) -> BlockView:
        """Add a block to core memory; see :func:`runtime.person.create_block`."""
        view = create_block(self._engine, label, description=description, char_limit=char_limit, read_only=read_only)
        self._thread.changed()
        return view

    def lock_block(self, label: str, *, locked: bool) -> BlockView:
        """Let nobody change a block, or everybody again; see :func:`runtime.person.lock_block`."""
        view = lock_block(self._engine, label, locked=locked)
        self._thread.changed()
        return view

    def change_passage(self, passage_id: int, text: str, tags: Sequence[str]) -> ChangeView:
        """Give a passage another text and other tags; see :func:`runtime.person.change_passage`."""
        return change_passage(self._engine, passage_id, checked(text), tags)

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
        self._thread.changed()

    def undo(self, change_id: int | None = None) -> ChangeView:
        """Take a change of memory back, the newest where none is named; more in ``history``."""
        return self.history.undo(change_id)

    def use_llm(self, path: Path | None) -> None:
        """Talk with other weights from the next turn on, and remember that choice. None: the built-in ones.

        Raises:
            errors.WeightsUnusable: the file is no GGUF that can be used; the present LLM stays.
        """
        if path is not None:
            describe(path)
        self.change_setting("llm_path", path)

    def change_setting(self, name: str, value: object) -> None:
        """Keep a setting, in force at once, another LLM from the next turn on.

        See :meth:`runtime.settings.Settings.changed`.

        Raises:
            errors.SettingRefused: it may not be.
            errors.EmbedderFailed: there is no embedder in that folder; the present one stays.
        """
        before = self._engine.settings
        settings = before.changed(name, value)
        self.embedding.check(settings.embedder_path)
        keep(self._home, name, value)
        self.embedding.choose(settings.embedder_path)
        self._engine.settings = settings
        if loaded_with(settings) != loaded_with(before):
            self._thread.change_llm(lambda: hosted(settings, self._engine.emit))

    def unload_llm(self) -> None:
        """Give the LLM's memory back; the next turn loads it again."""
        self._thread.unload()

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
        return self._thread.context()

    def llm_info(self) -> LLMInfo:
        """What is known of the LLM in use; of one not loaded yet, what its file's header says.

        Raises:
            errors.WeightsUnusable: the file is gone or cannot be read.
        """
        return self._thread.info or describe(self._engine.settings.llm_path or built_in())

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._engine.settings

    def close(self) -> None:
        """Leave the turn that runs for the next start, unload the LLM, close the file. Safe to call twice."""
        if self._engine.closing.is_set():
            return
        self._thread.end()
        self._owned.close()
        self._thread.let_go()
        lasting.let_go()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()
