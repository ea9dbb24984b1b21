"""Finding messages and passages: four rankings, by words and by meaning, fused into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from models import search_index
from models.search_values import MessageScope, PassageScope, Scope
from runtime.memory import query as asked
from runtime.memory.fusion import z_scores

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.embed.port import Embedder

_CANDIDATES = 300


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: a message's or passage's id. ``views``: what each ranking contributed to the score."""

    id: int
    score: float
    views: dict[str, float] = field(default_factory=dict)


class Search:
    """Searches within the session it is given, from any thread. Without an embedder: by words alone."""

    def __init__(self, embedder: Embedder | None) -> None:
        self._embedder = embedder

    def messages(  # noqa: PLR0913 (each filter is one keyword)
        self,
        session: Session,
        query: str,
        *,
        agent_id: int,
        conversation_id: int | None = None,
        roles: Sequence[str] = (),
        start: datetime | None = None,
        end: datetime | None = None,
        limit: int = 5,
        exclude_in_context: bool = False,
    ) -> list[Hit]:
        """The messages that answer the query best, best first. ``end`` is not included."""
        scope = MessageScope(agent_id, conversation_id, tuple(roles), start, end, exclude_in_context)
        names = search_index.speakers(session, agent_id)
        return self._ranked(session, scope, query, asked.without_names(query, names), limit)

    def passages(
        self,
        session: Session,
        query: str,
        *,
        archive_id: int,
        tags: Sequence[str] = (),
        match_all: bool = False,
        start: datetime | None = None,
        end: datetime | None = None,
        limit: int = 5,
    ) -> list[Hit]:
        """The passages that answer the query best, best first. ``end`` is not included."""
        scope = PassageScope(archive_id, tuple(tags), match_all, start, end)
        return self._ranked(session, scope, query, query, limit)

    def _ranked(self, session: Session, scope: Scope, query: str, meaning: str, limit: int) -> list[Hit]:
        expression = asked.expression(query)
        by_words = search_index.matching(session, scope, expression, _CANDIDATES) if expression else {}
        ids = dict.fromkeys(by_words)
        by_meaning = {}
        vector = self._vector(meaning)
        if vector is not None:
            for view in ("text", "context"):
                ids |= dict.fromkeys(search_index.nearest(session, scope, view, vector, _CANDIDATES))
            by_meaning = search_index.likenesses(session, scope.kind, ids, vector)
        order = list(ids)
        views = {
            "words": z_scores({each: found.text for each, found in by_words.items()}, order),
            "words in context": z_scores({each: found.context for each, found in by_words.items()}, order),
            "meaning": z_scores({each: found.text for each, found in by_meaning.items()}, order),
            "meaning in context": z_scores({each: found.context for each, found in by_meaning.items()}, order),
        }
        hits = [_hit(each, {name: scores[each] for name, scores in views.items()}) for each in order]
        return sorted(hits, key=lambda hit: (-hit.score, -hit.id))[:limit]

    def _vector(self, text: str) -> bytes | None:
        if self._embedder is None or not text.strip():
            return None
        from runtime.embed.codes import as_bytes  # noqa: PLC0415 (numpy is not needed at start-up)

        return as_bytes(self._embedder.embed([text]))[0]


def _hit(item_id: int, views: dict[str, float]) -> Hit:
    return Hit(item_id, sum(views.values()), views)
