"""A loop without the runtime thread: the real memory file, the real context and a scripted LLM."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, cast

from models import search_index
from models.memory_file import MemoryFile
from models.search_values import Pending, Vectors
from runtime import turn
from runtime.context import Context
from runtime.engine import Engine
from runtime.events import Event, StopReason
from runtime.first_run import find_place
from runtime.llm.port import LLM, ToolCall
from runtime.llm.scripted import Script, ScriptedLLM
from runtime.memory.search import Search
from runtime.settings import Settings

T = TypeVar("T")


@dataclass
class Clock:
    """A clock that goes on by a minute with every look."""

    now: datetime = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@dataclass
class Loop:
    """An engine, its context, and what was emitted."""

    memory: MemoryFile
    engine: Engine
    context: Context
    events: list[Event] = field(default_factory=list)

    @classmethod
    def on(
        cls, memory: MemoryFile, script: Script | Iterable[ToolCall] | LLM, settings: Settings | None = None
    ) -> "Loop":
        """A loop over an open memory file, with this script or this LLM."""
        events: list[Event] = []
        llm: Any = script if hasattr(script, "generate") else ScriptedLLM(cast("Script", script))
        place = find_place(memory)
        engine = Engine(memory, llm, Search(None), events.append, place, settings or Settings(), Clock(), UTC)
        return cls(memory, engine, Context(engine), events)

    def say(self, text: str) -> StopReason:
        """A message and its whole turn."""
        turn_id, _ = turn.accept(self.engine, text)
        return turn.run(self.engine, self.context, turn_id)

    def unembedded(self, most: int) -> list[Pending]:
        """What waits for its vectors, up to so many items."""
        with self.engine.reading() as session:
            return search_index.pending(session, most)

    def store_vectors(self, vectors: Iterable[Vectors]) -> None:
        """Keep vectors, as the embedding worker does."""
        with self.engine.writing() as session:
            search_index.store_vectors(session, vectors)

    def block(self, label: str) -> str:
        """A block's value in the file."""
        with self.engine.reading() as session:
            return next(each.value for each in self.context.state(session).blocks if each.label == label)

    def of(self, kind: type[T]) -> list[T]:
        """The events of one kind."""
        return [each for each in self.events if isinstance(each, kind)]
