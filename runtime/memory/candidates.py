"""What a search looks at more closely: the candidates of each view, and all that is known of them.

Messages and passages are compared in one pool. There a passage's id is negative, for the two kinds count apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, TypeVar

from models import searching
from runtime.memory import question
from runtime.memory.fusion import Evidence, merged

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.code_cache import CodeCache
    from models.search_values import Kind, Likeness, Place, Scope
    from runtime.memory.period import Period


Value = TypeVar("Value")


def kind_of(number: int) -> Kind:
    """What stands behind a number of the pool."""
    return "message" if number > 0 else "passage"


class Gathering:
    """Gathers candidates for one query in one moment of the file."""

    def __init__(self, session: Session, codes: CodeCache, query: str, times: Sequence[Period]) -> None:
        """``times``: those that the query speaks of."""
        self._session = session
        self._codes = codes
        self._query = query
        self._times = times
        self._days = [(_midnight(each.start), _midnight(each.end)) for each in times]

    def evidence(self, scopes: Iterable[Scope], vector: bytes | None, speakers: Sequence[str], most: int) -> Evidence:
        """The ``most`` best of each scope and view. ``vector``: what the query means; None: words alone count."""
        words: dict[int, Likeness] = {}
        meaning: dict[int, Likeness] = {}
        places: dict[int, Place] = {}
        wanted = question.content(self._query)
        for scope in scopes:
            kind = scope.kind
            matched = searching.matching(self._session, scope, wanted, most)
            # A day that is asked for may have been told of in none of the words of the question.
            ids = merged(matched, searching.during(self._session, scope, self._days, most))
            words |= _numbered(kind, matched)
            if vector is not None:
                near = searching.nearest(self._session, self._codes, scope, vector, most)
                ids = merged(ids, *near.values())
                meaning |= _numbered(kind, searching.likenesses(self._session, kind, ids, vector))
            places |= _numbered(kind, searching.places(self._session, kind, ids))
        return Evidence(list(places), words, meaning, places, question.named(self._query, speakers), self._times)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _numbered(kind: Kind, values: Mapping[int, Value]) -> dict[int, Value]:
    sign = 1 if kind == "message" else -1
    return {sign * item_id: value for item_id, value in values.items()}
