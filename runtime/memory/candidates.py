"""What a search looks at more closely: the candidates of each view, and all that is known of them.

Messages and passages are compared in one pool. There a passage's id is negative, for the two kinds count apart.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from models import searching
from models.search_values import Likeness, MessageScope
from runtime.memory import citing, question
from runtime.memory.citing import Cited
from runtime.memory.fusion import Evidence, merged
from runtime.memory.period import midnight

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sqlmodel import Session

    from models.code_cache import CodeCache
    from models.search_values import Kind, Place, Scope
    from runtime.memory.period import Period

    Vector = NDArray[np.float32]


Value = TypeVar("Value")
_WIDER = 1.5


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
        self._days = [(midnight(each.start), midnight(each.end)) for each in times]

    def evidence(self, scopes: Iterable[Scope], vector: Vector | None, speakers: Sequence[str], most: int) -> Evidence:
        """The ``most`` best of each scope and view. ``vector``: what the query means; None: words alone count."""
        words: dict[int, Likeness] = {}
        meaning: dict[int, Likeness] = {}
        places: dict[int, Place] = {}
        leading = Cited()
        wanted = question.content(self._query)
        for scope in scopes:
            kind = scope.kind
            matched = searching.matching(self._session, scope, wanted, most)
            # A day that is asked for may have been told of in none of the words of the question.
            ids = merged(matched, searching.during(self._session, scope, self._days, most))
            if isinstance(scope, MessageScope):
                leading = self._cited(scope, wanted)
                ids = merged(ids, leading.shares)
                matched |= _keyed(leading, matched)
            words |= _numbered(kind, matched)
            if vector is not None:
                ids, alike = self._near(scope, vector, ids, most)
                meaning |= _numbered(kind, alike)
            places |= _numbered(kind, searching.places(self._session, kind, ids))
        named = question.named(self._query, speakers)
        newest = not self._times and question.asks_for_newest(self._query)
        return Evidence(list(places), words, meaning, places, named, self._times, leading, newest)

    def _near(
        self, scope: Scope, vector: Vector, ids: Sequence[int], most: int
    ) -> tuple[list[int], dict[int, Likeness]]:
        """The candidates so far and the ``most`` nearest by each of the two vectors, and how alike all of them are.

        Codes alone miss some of those; half as many more are looked at exactly.
        """
        from models.rescoring import likenesses  # noqa: PLC0415 (numpy is not needed at start-up)

        near = merged(*searching.nearest(self._session, self._codes, scope, vector, int(most * _WIDER)).values())
        alike = likenesses(self._session, scope.kind, merged(ids, near), vector)
        read = [each for each in near if each in alike]
        by_text = heapq.nlargest(most, read, key=lambda each: alike[each].text)
        by_context = heapq.nlargest(most, read, key=lambda each: alike[each].context)
        chosen = merged(ids, by_text, by_context)
        return chosen, {each: alike[each] for each in chosen if each in alike}

    def _cited(self, scope: MessageScope, wanted: Sequence[str]) -> Cited:
        """The messages of the scope that something in the memory cites which tells of the matter."""
        found = citing.cited(self._session, scope.agent_id, wanted, self._times)
        inside = searching.within(self._session, scope, found.shares) if found.shares else frozenset()
        return Cited({each: share for each, share in found.shares.items() if each in inside}, found.held & inside)


def _keyed(leading: Cited, matched: Mapping[int, Likeness]) -> dict[int, Likeness]:
    """What a line with the words cites is as like the question, for its share of them, as what has them itself."""
    best = max((each.text for each in matched.values()), default=0.0)
    in_context = max((each.context for each in matched.values()), default=0.0)
    own = {each: matched.get(each, Likeness(0.0, 0.0)) for each in leading.shares}
    return {
        each: Likeness(max(own[each].text, share * best), max(own[each].context, share * in_context))
        for each, share in leading.shares.items()
    }


def _numbered(kind: Kind, values: Mapping[int, Value]) -> dict[int, Value]:
    sign = 1 if kind == "message" else -1
    return {sign * item_id: value for item_id, value in values.items()}
