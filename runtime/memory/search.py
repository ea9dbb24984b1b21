"""Finding messages and passages: by words and by meaning, each alone and in context, fused into one ranking.

The index gives candidates for each view, filtered inside the search; :mod:`runtime.memory.fusion` ranks them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from models import searching
from models.search_values import Likeness, MessageScope, PassageScope, Scope
from runtime.errors import EmbedderFailed
from runtime.memory import fusion, question
from runtime.memory.fusion import Evidence, Weights
from runtime.memory.periods import periods

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.code_cache import CodeCache
    from runtime.embed.port import Embedder

CANDIDATES = 100
"""So many of each view are looked at more closely. Twice as many find no more."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: a message's or passage's id. ``views``: what each reason added to the score."""

    id: int
    score: float
    views: Mapping[str, float] = field(default_factory=dict)


class Search:
    """Searches within the session it is given, from any thread.

    Without an embedder, or where it fails, words alone are searched, and ``on_problem`` is told in a sentence, once.
    """

    def __init__(
        self,
        embedder: Embedder | None,
        *,
        weights: Weights = Weights(),  # noqa: B008 (frozen)
        candidates: int = CANDIDATES,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        on_problem: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._embedder = embedder
        self._weights = weights
        self._candidates = candidates
        self._clock = clock
        self._on_problem = on_problem
        self._failed = threading.Event()
        self._cache: CodeCache | None = None

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
        """The messages that answer the query best, best first. ``end`` is not included; no roles means every role."""
        exact = question.phrases(query)
        scope = MessageScope(agent_id, conversation_id, tuple(roles), start, end, exclude_in_context, exact)
        speakers = searching.speakers(session, agent_id)
        return self._ranked(session, scope, query, speakers, limit)

    def passages(  # noqa: PLR0913 (each filter is one keyword)
        self,
        session: Session,
        query: str,
        *,
        archive_id: int,
        tags: Sequence[str] = (),
        match_all: bool = False,
        start: datetime | None = None,
        end: datetime | None = None,
        documents: Sequence[int] = (),
        limit: int = 5,
    ) -> list[Hit]:
        """The passages that answer the query best, best first. ``end`` is not included; no documents means any."""
        scope = PassageScope(archive_id, tuple(tags), match_all, start, end, tuple(documents), question.phrases(query))
        return self._ranked(session, scope, query, (), limit)

    def _ranked(self, session: Session, scope: Scope, query: str, speakers: Sequence[str], limit: int) -> list[Hit]:
        found = self._evidence(session, scope, query, speakers)
        best = fusion.ranked(found, self._weights, limit)
        return [Hit(item, sum(views.values()), views) for item, views in best]

    def _evidence(self, session: Session, scope: Scope, query: str, speakers: Sequence[str]) -> Evidence:
        words = searching.matching(session, scope, question.content(query), self._candidates)
        vector = self._vector(question.without_names(query, speakers))
        meaning: dict[int, Likeness] = {}
        ids = list(words)
        if vector is not None:
            near = searching.nearest(session, self._codes(), scope, vector, self._candidates)
            ids = fusion.merged(ids, *near.values())
            meaning = searching.likenesses(session, scope.kind, ids, vector)
        return Evidence(
            ids=ids,
            words=words,
            meaning=meaning,
            places=searching.places(session, scope.kind, ids),
            named=question.named(query, speakers),
            periods=periods(query, self._clock().date()),
        )

    def _codes(self) -> CodeCache:
        """The codes held in memory. Two threads that ask for the first time at once may each fill one."""
        if self._cache is None:
            from models.code_cache import CodeCache  # noqa: PLC0415 (numpy is not needed at start-up)

            self._cache = CodeCache()
        return self._cache

    def _vector(self, text: str) -> bytes | None:
        if self._embedder is None or not text.strip():
            return None
        from runtime.embed.codes import as_bytes  # noqa: PLC0415 (numpy is not needed at start-up)

        try:
            return as_bytes(self._embedder.embed([text]))[0]
        except EmbedderFailed as problem:
            if not self._failed.is_set():
                self._failed.set()
                self._on_problem(f"{problem} Search finds words but not meanings until it works again.")
            return None
