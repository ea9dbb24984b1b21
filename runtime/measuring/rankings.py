"""Rankings to compare: one view alone, rank fusion, and the product's own search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from models import searching
from models.code_cache import CodeCache
from models.rescoring import likenesses
from models.search_values import MessageScope
from runtime.embed.codes import asked as compared
from runtime.memory import question

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.embed.port import Embedder
    from runtime.memory.search import Search

Ranking = Callable[["Session", str], Sequence[int]]
"""From a question to the ids of messages, best first."""
_EVERYTHING = 1_000_000
_NEAREST = 400
_USUAL = 60  # the constant of reciprocal-rank fusion


def by_meaning(embedder: Embedder, agent_id: int, *, names: bool) -> Ranking:
    """The vector of the text alone; ``names``: the question as asked, else without the speakers' names."""
    cache = CodeCache()

    def rank(session: Session, text: str) -> list[int]:
        asked = text if names else question.without_names(text, searching.speakers(session, agent_id))
        vector = compared(embedder.embed([asked])[0])
        ids = searching.nearest(session, cache, MessageScope(agent_id), vector, _NEAREST)["text"]
        likeness = likenesses(session, "message", ids, vector)
        return sorted(likeness, key=lambda each: -likeness[each].text)

    return rank


def by_words(agent_id: int, *, context: bool) -> Ranking:
    """FTS5's BM25 of the text alone, or with speaker, date and previous turn."""

    def rank(session: Session, text: str) -> list[int]:
        words = question.content(text)
        found = searching.matching(session, MessageScope(agent_id), words, _EVERYTHING, most=_EVERYTHING)
        return sorted(found, key=lambda each: -(found[each].context if context else found[each].text))

    return rank


def rank_fusion(*rankings: Ranking) -> Ranking:
    """Reciprocal-rank fusion with the usual constant of 60."""

    def rank(session: Session, text: str) -> list[int]:
        scores: dict[int, float] = {}
        for ranking in rankings:
            for place, each in enumerate(ranking(session, text), start=1):
                scores[each] = scores.get(each, 0.0) + 1 / (_USUAL + place)
        return sorted(scores, key=lambda each: -scores[each])

    return rank


def by_search(search: Search, agent_id: int) -> Ranking:
    """The product's own search."""
    return lambda session, text: [hit.id for hit in search.messages(session, text, agent_id=agent_id, limit=20)]
