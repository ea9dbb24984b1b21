"""Finding messages and passages: by words and by meaning, each alone and in context, fused into one ranking.

The index gives candidates for each view, filtered inside the search; :mod:`runtime.memory.fusion` ranks them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from models import searching
from models.search_values import MessageScope, PassageScope, Scope
from runtime.errors import EmbedderFailed
from runtime.memory import fusion, question
from runtime.memory.candidates import Gathering, kind_of
from runtime.memory.fusion import WORDS_ALONE, Evidence, Weights
from runtime.memory.known_days import known_days
from runtime.memory.periods import periods
from runtime.memory.related import Related

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sqlmodel import Session

    from models.code_cache import CodeCache
    from models.search_values import Kind
    from runtime.embed.port import Embedder

CANDIDATES = 100
"""So many of each view are looked at more closely. Twice as many find no more."""
_LARGER = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: a message's or passage's id. ``views``: what each reason added to the score."""

    id: int
    score: float
    views: Mapping[str, float] = field(default_factory=dict)
    kind: Kind = "message"


class Search:
    """Searches within the session it is given, from any thread.

    Without an embedder, or where it fails, words alone are searched, and ``on_problem`` is told in a sentence, once.
    ``asking`` names the embedder that made the vectors which serve in a session's moment of the file; without it, that
    is always ``embedder``. ``weights`` None: those fitted for what there is to go by.
    """

    def __init__(
        self,
        embedder: Embedder | None,
        *,
        weights: Weights | None = None,
        candidates: int = CANDIDATES,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        on_problem: Callable[[str], None] = lambda _: None,
        asking: Callable[[Session], Embedder | None] | None = None,
    ) -> None:
        self._asking = asking or (lambda _: embedder)
        self._weights = weights
        self._candidates = candidates
        self._clock = clock
        self._on_problem = on_problem
        self._failed = threading.Event()
        self._related = Related(embedder) if embedder else None
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
        scope = MessageScope(agent_id, conversation_id, tuple(roles), start, end, exclude_in_context)
        return self.find(session, query, (scope,), limit=limit)

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
        scope = PassageScope(archive_id, tuple(tags), match_all, start, end, tuple(documents))
        return self.find(session, query, (scope,), limit=limit)

    def find(
        self, session: Session, query: str, scopes: Sequence[Scope], *, limit: int = 10, offset: int = 0
    ) -> list[Hit]:
        """What answers the query best in all scopes together, best first, from the place ``offset`` on.

        What is quoted in the query has to stand there word for word. The order of what was given already does not
        change with ``limit`` and ``offset``: where the candidates are used up, those of a larger pool follow them.
        """
        found: dict[int, Hit] = {}
        most, known, digests = self._candidates, 0, set[int]()
        while True:
            evidence = self.evidence(session, query, scopes, most)
            weights = self._weights or (Weights() if evidence.meaning else WORDS_ALONE)
            for number, views in fusion.ranked(evidence, weights, offset + limit + len(found)):
                if evidence.places[number].digest not in digests:
                    digests.add(evidence.places[number].digest)
                    found[number] = Hit(abs(number), sum(views.values()), views, kind_of(number))
            if len(found) >= offset + limit or len(evidence.ids) <= max(known, most - 1):
                return list(found.values())[offset : offset + limit]
            known, most = len(evidence.ids), most * _LARGER

    def evidence(self, session: Session, query: str, scopes: Sequence[Scope], most: int) -> Evidence:
        """All that is known of the ``most`` best candidates of each scope and view."""
        exact = question.phrases(query)
        within = [replace(each, phrases=(*each.phrases, *exact)) for each in scopes]
        speakers = [name for each in scopes for name in _speakers(session, each)]
        vector = self._vector(session, question.without_names(query, speakers))
        today = self._clock().date()
        times = periods(query, today, known_days(session, scopes, query, today))
        gathering = Gathering(session, self._codes(), query, times)
        return gathering.evidence(within, vector, speakers, most)

    def related(self, message: str, lines: Sequence[str], most: int) -> tuple[tuple[int, str], ...]:
        """Up to ``most`` of the lines, those closest in meaning to the message first: see :mod:`related`."""
        try:
            return self._related.lines(message, lines, most) if self._related else ()
        except EmbedderFailed as problem:
            self._tell(problem)
            return ()

    def forget(self) -> None:
        """Hold nothing in memory of what was searched so far; on the thread that asks for related lines."""
        self._cache = None
        if self._related is not None:
            self._related.forget()

    def _codes(self) -> CodeCache:
        """The codes held in memory. Two threads that ask for the first time at once may each fill one."""
        cache = self._cache
        if cache is None:
            from models.code_cache import CodeCache  # noqa: PLC0415 (numpy is not needed at start-up)

            cache = self._cache = CodeCache()
        return cache

    def _vector(self, session: Session, text: str) -> NDArray[np.float32] | None:
        embedder = self._asking(session) if text.strip() else None
        if embedder is None:
            return None
        from runtime.embed.codes import asked  # noqa: PLC0415 (numpy is not needed at start-up)

        try:
            return asked(embedder.embed([text])[0])
        except EmbedderFailed as problem:
            self._tell(problem)
            return None

    def _tell(self, problem: EmbedderFailed) -> None:
        if not self._failed.is_set():
            self._failed.set()
            self._on_problem(f"{problem} Search finds words but not meanings until it works again.")


def _speakers(session: Session, scope: Scope) -> Sequence[str]:
    return searching.speakers(session, scope.agent_id) if isinstance(scope, MessageScope) else ()
