"""What the parts of the loop share: the open memory file, the LLM, the search, and where events go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from threading import Event as Flag
from typing import TYPE_CHECKING

from runtime.events import Notice
from runtime.llm.stopping import Stop
from runtime.memory_access import translated
from runtime.settings import Settings

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.memory_file import MemoryFile
    from runtime.events import Event
    from runtime.llm.port import LLM
    from runtime.memory.search import Search

REPLY_SHARE = 5
"""One part in five of the context is kept free for what the LLM writes …"""
MOST_REPLY_TOKENS = 1_024
"""… but never more than this."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which agent's memory, and which of its conversations. Row ids."""

    agent_id: int
    archive_id: int
    conversation_id: int


def utc_now() -> datetime:
    """Now, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Engine:
    """Belongs to the runtime thread; ``writing`` and ``reading`` may be used by any.

    ``stop`` is set to end the turn that runs, ``closing`` to leave it for the next start.
    ``zone`` None is this machine's time zone.
    """

    memory: MemoryFile
    llm: LLM
    search: Search
    emit: Callable[[Event], None]
    place: Place
    settings: Settings = field(default_factory=Settings)
    clock: Callable[[], datetime] = utc_now
    zone: tzinfo | None = None
    wake_embedding: Callable[[], None] = lambda: None
    forget_embedded: Callable[[], None] = lambda: None
    stop: Flag = field(default_factory=Stop)
    closing: Flag = field(default_factory=Flag)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One write transaction, whole or not at all.

        Raises:
            errors.StorageFailed: the disk is full or failing; nothing was kept.
        """
        with translated(), self.memory.transaction() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A read-only session."""
        with translated(), self.memory.reading() as session:
            yield session

    def drop_kept(self) -> None:
        """Drop what this process keeps of texts to be quick: their vectors and codes. On the runtime thread."""
        self.forget_embedded()
        self.search.forget()

    def complain(self, problem: str) -> None:
        """Tell the person that something went wrong."""
        self.emit(Notice(problem, problem=True))

    @property
    def limit(self) -> int:
        """The LLM's context length in tokens."""
        return self.llm.info.context_length

    @property
    def reply_tokens(self) -> int:
        """Tokens kept free for one call of the LLM."""
        return min(MOST_REPLY_TOKENS, self.limit // REPLY_SHARE)

    @property
    def usable(self) -> int:
        """Tokens a prompt may have."""
        return self.limit - self.reply_tokens

    @property
    def pressure(self) -> int:
        """Tokens from which the LLM is told that messages will leave."""
        return int(self.usable * self.settings.pressure)
