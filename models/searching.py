# ruff: noqa: S608 (the names of tables cannot be bound; kinds and views are this program's own words)
"""Asking the search index: what matches by words, what lies near by meaning, and where it stands.

Every function reads within the caller's transaction. Filters work inside the search, never after a limit. Nothing
here knows what makes a good ranking; that is :mod:`runtime.memory.search`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from models import search_filters
from models.columns import microseconds
from models.search_values import Kind, Likeness, MessageScope, Place, Scope, View
from models.sides import serving

if TYPE_CHECKING:
    from datetime import datetime

    import numpy as np
    from numpy.typing import NDArray
    from sqlalchemy import Connection
    from sqlmodel import Session

    from models.code_cache import CodeCache

MOST_COMPARED = 4_000
"""BM25 is computed for at most so many items, a hundredth of a millisecond for each five."""
_COMMON = 10
"""Beside rarer words, one that stands in more than so many times as many items tells next to nothing: FTS5 would count
all of them for it, half a million in a memory of a million."""
# How much a word counts in the turn before, in the label and in the text itself.
_BM25 = "1.0, 1.0, 1.0"


def matching(
    session: Session, scope: Scope, words: Sequence[str], limit: int, *, most: int = MOST_COMPARED
) -> dict[int, Likeness]:
    """The items that have any of the words, the ``limit`` best by their context, with BM25 for text and context.

    Where more than ``most`` items have one of the words, those that have one of the rarest are compared, by all words;
    and where even the rarest word stands in more, the newest that have it.
    """
    if not words:
        return {}
    db, kind, table = session.connection(), scope.kind, f"search_{scope.kind}_words"
    listed = search_filters.few(db, scope)
    wanted = _Wanted(any_of(words)) if listed is not None else _rarest(db, table, words, most)
    condition, values = search_filters.where(scope)
    joined = f" CROSS JOIN search_{kind} AS s ON s.id = w.rowid"
    if listed is not None:
        condition = "w.rowid BETWEEN ? AND ? AND s.id IN (SELECT value FROM json_each(?))"
        values = [min(listed, default=0), max(listed, default=0), json.dumps(list(listed))]
    elif search_filters.is_everything(db, scope):
        joined, condition, values = "", "TRUE", []
    rows = db.exec_driver_sql(
        "SELECT * FROM ("
        f"SELECT w.rowid AS id, -bm25({table}, 0.0, 0.0, 1.0) AS text, -bm25({table}, {_BM25}) AS context"
        f" FROM {table} AS w{joined}"
        f" WHERE {table} MATCH ? AND {condition}{' ORDER BY w.rowid DESC' * wanted.too_many} LIMIT ?"
        ") ORDER BY context DESC, id DESC LIMIT ?",
        (wanted.expression, *values, most, limit),
    )
    return {row[0]: Likeness(row[1] / wanted.repeats, row[2] / wanted.repeats) for row in rows.all()}


class _Wanted(NamedTuple):
    """What FTS5 is asked for: how often it says each word, and whether more items match than are compared."""

    expression: str
    repeats: int = 1
    too_many: bool = False


def _rarest(db: Connection, table: str, words: Sequence[str], most: int) -> _Wanted:
    """What matches at most ``most`` items, or those of the rarest word.

    BM25 adds up the words of the whole expression. To be compared by words that need not be there, an item has to match
    "(rare words) AND (rare words OR common words twice)": that says each word twice, which doubles BM25.
    """
    often = _often(db, table, words, most)
    rare: list[str] = []
    for each in sorted(words, key=lambda word: often[word]):
        so_far = sum(often[word] for word in rare)
        if so_far and so_far + often[each] > most:
            break
        rare.append(each)
    common = [each for each in words if each not in rare]
    if often[rare[0]] <= most:
        common = [each for each in common if often[each] <= most * _COMMON]
    too_many = often[rare[0]] > most
    if not common:
        return _Wanted(any_of(rare), too_many=too_many)
    return _Wanted(f"({any_of(rare)}) AND ({any_of([*rare, *common, *common])})", 2, too_many)


def _often(db: Connection, table: str, words: Sequence[str], most: int) -> dict[str, float]:
    """In how many items each word stands; where in more than ``most``, about how many.

    That is told by how closely its first and its last items follow each other, whichever do so less: counting forty
    thousand would take a fifth of the search's time.
    """
    found, some = f"SELECT rowid FROM {table} WHERE {table} MATCH ?", most // 4

    def told(what: str, words: Sequence[str]) -> Sequence[int]:
        return db.exec_driver_sql(f"SELECT {', '.join([what] * len(words))}", tuple(any_of([e]) for e in words)).one()

    often: dict[str, float] = dict(
        zip(words, told(f"(SELECT count(*) FROM ({found} LIMIT {most + 1}))", words), strict=True)
    )
    if common := [each for each in words if often[each] > most]:
        newest: int = db.exec_driver_sql(f"SELECT max(rowid) FROM {table}").scalar_one()
        first = told(f"({found} LIMIT 1 OFFSET {some})", common)
        last = told(f"({found} ORDER BY rowid DESC LIMIT 1 OFFSET {some})", common)
        for each, low, high in zip(common, first, last, strict=True):
            often[each] = max(often[each], (some + 1) * newest / max(low, newest + 1 - high))
    return often


def any_of(words: Sequence[str]) -> str:
    """Every word is quoted, so nothing in it can be taken for an operator."""
    return " OR ".join('"{}"'.format(word.replace('"', '""')) for word in words)


def nearest(
    session: Session, cache: CodeCache, scope: Scope, vector: NDArray[np.float32], limit: int
) -> dict[View, list[int]]:
    """For each view the items whose vectors point most nearly the same way, by binary code: good candidates."""
    db = session.connection()
    listed = search_filters.few(db, scope)

    def passing(ids: list[int]) -> frozenset[int]:
        return listed.intersection(ids) if listed is not None else search_filters.passing(db, scope, ids)

    filtered = search_filters.is_narrow(scope) or (isinstance(scope, MessageScope) and scope.exclude_in_context)
    return cache.nearest(db, serving(db, scope.kind), scope.owner, vector, limit, passing if filtered else None)


def during(session: Session, scope: Scope, days: Sequence[tuple[datetime, datetime]], limit: int) -> list[int]:
    """The items of any of some times, from the first moment to before the second; of too many the newest."""
    if not days:
        return []
    condition, values = search_filters.where(scope)
    times = " OR ".join(["s.created_at >= ? AND s.created_at < ?"] * len(days))
    rows = session.connection().exec_driver_sql(
        f"SELECT s.id FROM search_{scope.kind} AS s WHERE {condition} AND ({times}) ORDER BY s.created_at DESC LIMIT ?",
        (*values, *(microseconds(each) for time in days for each in time), limit),
    )
    return [item_id for (item_id,) in rows]


def within(session: Session, scope: Scope, ids: Iterable[int]) -> frozenset[int]:
    """Which of some items a scope lets through."""
    return search_filters.passing(session.connection(), scope, list(ids))


def places(session: Session, kind: Kind, ids: Iterable[int]) -> dict[int, Place]:
    """Where items stand in time and talk."""
    columns = "id, created_at, digest"
    if kind == "message":
        columns += ", speaker, session, previous, asks"
    rows = session.connection().exec_driver_sql(
        f"SELECT {columns} FROM search_{kind} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )
    return {row[0]: Place(*row) for row in rows.all()}


def speakers(session: Session, agent_id: int) -> list[str]:
    """Everyone who has said something to the agent, or as it."""
    # One step of the index for each name, however many messages there are.
    rows = session.connection().exec_driver_sql(
        "WITH RECURSIVE known (name) AS (SELECT min(speaker) FROM search_message WHERE agent_id = ?1 UNION ALL"
        " SELECT (SELECT min(speaker) FROM search_message WHERE agent_id = ?1 AND speaker > known.name)"
        " FROM known WHERE known.name IS NOT NULL) SELECT name FROM known WHERE name IS NOT NULL",
        (agent_id,),
    )
    return [name for (name,) in rows]
