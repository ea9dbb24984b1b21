"""An agent that is talked to and keeps passages, with the index as the runtime writes it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from models import search_index
from models.search_values import Vectors
from models.tables import Message
from runtime.embed.codes import as_bytes
from runtime.embed.local import LocalEmbedder
from runtime.memory import archival, recall
from runtime.memory.journal import Cause

BEGIN = datetime(2026, 3, 4, 10, tzinfo=UTC)


@dataclass
class Talk:
    """One agent, its archive and conversation, and the session in which they are written and searched."""

    session: Session
    agent: int
    archive: int
    conversation: int
    clock: datetime = BEGIN

    def say(self, text: str, role: str = "user", *, at: datetime | None = None, in_context: bool = True) -> int:
        """A message, a minute after the last."""
        self.clock = at or self.clock + timedelta(minutes=1)
        message = Message(
            agent_id=self.agent,
            conversation_id=self.conversation,
            role=role,
            text=text,
            created_at=self.clock,
            in_context=in_context,
        )
        recall.add(self.session, message)
        assert message.id is not None
        return message.id

    def keep(self, text: str, *tags: str) -> int:
        """A passage."""
        passage = archival.insert(self.session, self.archive, text, tags, Cause("person"))
        assert passage.id is not None
        return passage.id

    def embed(self, embedder: LocalEmbedder) -> None:
        """What the worker would do."""
        waiting = search_index.pending(self.session, 10_000)
        texts = as_bytes(embedder.embed([each.text for each in waiting]))
        contexts = as_bytes(embedder.embed([each.context for each in waiting]))
        search_index.store_vectors(self.session, map(Vectors, waiting, texts, contexts))
