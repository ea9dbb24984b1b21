"""What a search looks at, as conditions of SQL on the narrow table of a kind, under the name ``s``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from models.columns import microseconds
from models.search_values import OWNER, MessageScope, PassageScope, Scope

if TYPE_CHECKING:
    from sqlalchemy import Connection

FEW = 2_000
"""Where no more items than this pass, they are listed first."""


def where(scope: Scope) -> tuple[str, list[object]]:
    """The scope as a condition, and the values for it."""
    conditions, values = _of_messages(scope) if isinstance(scope, MessageScope) else _of_passages(scope)
    if scope.start is not None:
        conditions.append("s.created_at >= ?")
        values.append(microseconds(scope.start))
    if scope.end is not None:
        conditions.append("s.created_at < ?")
        values.append(microseconds(scope.end))
    for each in scope.phrases:
        conditions.append(
            f"s.id IN (SELECT rowid FROM search_{scope.kind}_words WHERE search_{scope.kind}_words MATCH ?"  # noqa: S608
            " AND (instr(said, ?) OR instr(lower(said), ?)))"
        )
        values += [phrase(each), each, each.lower()]
    return " AND ".join(conditions), values


def phrase(text: str) -> str:
    """An expression that matches what has the words of a text next to each other."""
    return 'said : "{}"'.format(text.replace('"', '""'))


def is_narrow(scope: Scope) -> bool:
    """Whether the scope asks for more than an owner's items, in context or not."""
    if scope.start or scope.end or scope.phrases:
        return True
    if isinstance(scope, PassageScope):
        return bool(scope.tags or scope.documents)
    return bool(scope.conversation_id is not None or scope.roles)


def is_everything(db: Connection, scope: Scope) -> bool:
    """Whether the scope lets every item of its kind through: it is not narrow, and there is no other owner's."""
    if is_narrow(scope) or (isinstance(scope, MessageScope) and scope.exclude_in_context):
        return False
    column, table = OWNER[scope.kind], f"search_{scope.kind}"
    ends = f"SELECT (SELECT min({column}) FROM {table}), (SELECT max({column}) FROM {table})"  # noqa: S608
    return tuple(db.exec_driver_sql(ends).one()) == (scope.owner, scope.owner)


def few(db: Connection, scope: Scope) -> frozenset[int] | None:
    """The items that pass a narrow scope, where they are few; None where they are many or nobody asked for less."""
    if not is_narrow(scope):
        return None
    condition, values = where(scope)
    rows = db.exec_driver_sql(
        f"SELECT s.id FROM search_{scope.kind} AS s WHERE {condition} LIMIT ?",  # noqa: S608
        (*values, FEW + 1),
    ).all()
    return frozenset(item_id for (item_id,) in rows) if len(rows) <= FEW else None


def passing(db: Connection, scope: Scope, ids: list[int]) -> frozenset[int]:
    """Which of some items the scope lets through."""
    condition, values = where(scope)
    # CROSS JOIN: each is looked up by its id. SQLite would rather go through all of the owner's items of the time.
    rows = db.exec_driver_sql(
        f"SELECT s.id FROM json_each(?) AS i CROSS JOIN search_{scope.kind} AS s ON s.id = i.value WHERE {condition}",  # noqa: S608
        (json.dumps(ids), *values),
    )
    return frozenset(item_id for (item_id,) in rows)


def _of_messages(scope: MessageScope) -> tuple[list[str], list[object]]:
    conditions: list[str] = ["s.agent_id = ?"]
    values: list[object] = [scope.agent_id]
    if scope.conversation_id is not None:
        conditions.append("s.conversation_id = ?")
        values.append(scope.conversation_id)
    if scope.roles:
        conditions.append("s.role IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(scope.roles))
    if scope.exclude_in_context:
        conditions.append("NOT EXISTS (SELECT 1 FROM message AS m WHERE m.id = s.id AND m.in_context = 1)")
    return conditions, values


def _of_passages(scope: PassageScope) -> tuple[list[str], list[object]]:
    conditions, values = ["s.archive_id = ?"], [scope.archive_id]  # type: tuple[list[str], list[object]]
    tags = sorted(set(scope.tags))
    if tags:
        conditions.append(
            "s.id IN (SELECT passage_id FROM passage_tag WHERE tag IN (SELECT value FROM json_each(?))"
            " GROUP BY passage_id HAVING count(*) >= ?)"
        )
        values += [json.dumps(tags), len(tags) if scope.match_all else 1]
    if scope.documents:
        conditions.append("s.id IN (SELECT id FROM passage WHERE document_id IN (SELECT value FROM json_each(?)))")
        values.append(json.dumps(scope.documents))
    return conditions, values
