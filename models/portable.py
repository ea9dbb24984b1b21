# ruff: noqa: S608 (the names of tables and columns cannot be bound; these come from our own classes)
"""Rows as plain values, out of one memory file and into another, with their references kept.

:func:`rows_of` gives everything that belongs to some agents, table by table, as the file holds it. :func:`restore` puts
such rows into another file: a row whose ``uid`` is there already is that row; every other gets a new id, and whatever
refers to it follows, also where no foreign key watches.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Table
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from models import tables as _tables
from models.shown import moved

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlmodel import Session

Value = str | int | None
Row = dict[str, Value]
Rows = dict[str, list[Row]]

assert _tables.__all__  # noqa: S101 (imported so that every class is known)
_A = "(SELECT value FROM json_each(?1))"
_AGENTS, _BLOCKS = f"agent_id IN {_A}", f"(SELECT block_id FROM agent_block WHERE agent_id IN {_A})"
_ARCHIVES = (
    f"(SELECT archive_id FROM agent WHERE id IN {_A}"
    f" UNION SELECT documents_archive_id FROM agent WHERE id IN {_A} AND documents_archive_id IS NOT NULL)"
)
_TALKS = f"(SELECT id FROM conversation WHERE agent_id IN {_A})"
_TURNS, _SLEEPS = f"(SELECT id FROM turn WHERE agent_id IN {_A})", f"(SELECT id FROM sleep WHERE agent_id IN {_A})"
# A change belongs to an agent unless it is plainly another's.
_CHANGES = (
    f"(turn_id IS NULL OR turn_id IN {_TURNS})"
    f" AND NOT (target = 'agent' AND target_id NOT IN {_A})"
    f" AND NOT (target = 'block' AND target_id IN (SELECT id FROM block) AND target_id NOT IN {_BLOCKS})"
    f" AND NOT (target = 'passage' AND target_id IN (SELECT id FROM passage WHERE archive_id NOT IN {_ARCHIVES}))"
    f" AND NOT (target = 'summary' AND target_id IN (SELECT id FROM summary WHERE conversation_id NOT IN {_TALKS}))"
)
# In the order in which they are put in; what is in a circle (a turn, its messages, its steps) is checked at the end.
PARTS: dict[str, str] = {
    "archive": f"id IN {_ARCHIVES}",
    "agent": f"id IN {_A}",
    "block": f"id IN {_BLOCKS}",
    "agent_block": _AGENTS,
    "agent_tool": _AGENTS,
    "tool": f"name IN (SELECT name FROM agent_tool WHERE {_AGENTS})",
    "conversation": _AGENTS,
    "turn": _AGENTS,
    "prefix": f"conversation_id IN {_TALKS}",
    "step": f"turn_id IN {_TURNS}",
    "message": _AGENTS,
    "summary": f"conversation_id IN {_TALKS}",
    "source": f"archive_id IN {_ARCHIVES}",
    "document": f"archive_id IN {_ARCHIVES}",
    "passage": f"archive_id IN {_ARCHIVES}",
    "passage_tag": f"passage_id IN (SELECT id FROM passage WHERE archive_id IN {_ARCHIVES})",
    "sleep": _AGENTS,
    "fact": _AGENTS,
    "sleep_change": f"sleep_id IN {_SLEEPS}",
    "sleep_question": f"sleep_id IN {_SLEEPS}",
    "journal": _CHANGES,
    "journal_evidence": f"journal_id IN (SELECT id FROM journal WHERE {_CHANGES})",
    "journal_line": f"journal_id IN (SELECT id FROM journal WHERE {_CHANGES})",
}
LEFT_OUT = frozenset({"access", "embedding_queue", "file_setting", "maker"})
"""What belongs to a file and its machine rather than to an agent."""

# References that no foreign key watches; those to messages are places in their order.
_SOFT = {
    "step": ("first_message_id", "last_message_id", "settled_message_id"),
    "summary": ("through_message_id",),
    "sleep": ("after_message_id", "through_message_id", "read_message_id"),
}
# Rows without a uid: those that stand once in the file whoever brings them, by what makes them the same.
_NATURAL = {
    "agent_block": ("agent_id", "block_id"),
    "agent_tool": ("agent_id", "name"),
    "prefix": ("conversation_id", "digest"),
    "passage_tag": ("passage_id", "tag"),
}
# … and those that come with the row they belong to, or not at all.
_OWNED = {
    "journal_evidence": "journal_id",
    "journal_line": "journal_id",
    "sleep_change": "sleep_id",
    "sleep_question": "sleep_id",
}


class NotRows(Exception):
    """What should be rows is none, or does not belong together. The text says where."""


def rows_of(session: Session, agent_ids: Sequence[int]) -> Rows:
    """Everything of these agents, each table in the order of its ids."""
    return {name: list(each_row(session, agent_ids, name)) for name in PARTS}


def each_row(session: Session, agent_ids: Sequence[int], name: str) -> Iterator[Row]:
    """The rows of one table that belong to these agents, read as they are taken, in the order of their ids."""
    found = session.connection().exec_driver_sql(_query(name, PARTS[name]), (json.dumps(list(agent_ids)),))
    return (dict(row) for row in found.mappings())


def _query(name: str, where: str) -> str:
    return f'SELECT * FROM "{name}" WHERE {where} ORDER BY id'


class Restored:
    """What became of each row: ``ids`` by table from the id it had to the one it has.

    ``new`` are the ids of those put in, ``known`` the rows, by the id they had, whose ``uid`` was there already.
    """

    def __init__(self) -> None:
        self.ids: dict[str, dict[int, int]] = {name: {} for name in PARTS}
        self.new: dict[str, list[int]] = {name: [] for name in PARTS}
        self.known: dict[str, dict[int, Row]] = {name: {} for name in PARTS}
        self._order: list[int] = []

    def place(self, old: int) -> int:
        """Where a message that may be gone stood: the id of the last one before it, 0 for none."""
        known = self.ids["message"]
        if len(self._order) != len(known):
            self._order = sorted(known)
        at = bisect_right(self._order, old)
        return known[self._order[at - 1]] if at else 0


def restore(session: Session, rows: Mapping[str, object]) -> Restored:
    """Put rows in, in the caller's transaction. Which of the present rows differ is left to the caller: ``known``.

    Raises:
        NotRows: they are none of ours, or refer to what is not among them; the caller's transaction must not commit.
    """
    db = session.connection()
    db.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    checked = {name: list(_checked(name, rows.get(name, []))) for name in PARTS}
    done = Restored()
    for name, own in checked.items():
        _number(db, name, own, done)
    try:
        for name, own in checked.items():
            for row in own:
                _put(db, name, row, done)
    except DBAPIError as problem:
        message = f"a row of {name} that no memory file can hold"
        raise NotRows(message) from problem
    return done


def _checked(name: str, rows: object) -> Iterator[Row]:
    """The rows, each with known columns and plain values."""
    columns = SQLModel.metadata.tables[name].columns
    if not isinstance(rows, list):
        message = f"{name} is no list of rows"
        raise NotRows(message)
    for row in rows:
        if not isinstance(row, dict) or not isinstance(row.get("id"), int) or not set(row) <= set(columns.keys()):
            message = f"a row of {name} has columns that are unknown here, or no id"
            raise NotRows(message)
        for column, value in row.items():
            if not (value is None or isinstance(value, str) or (isinstance(value, int) and abs(value) < 1 << 63)):
                message = f"{name}.{column} of row {row['id']} has a value of an unknown kind"
                raise NotRows(message)
        yield row


def _number(db: Connection, name: str, rows: list[Row], done: Restored) -> None:
    """Find out which rows are there already, and give the others their ids."""
    table = SQLModel.metadata.tables[name]
    free = _free_id(db, name)
    for row in rows:
        old = row["id"]
        assert isinstance(old, int)  # noqa: S101 (checked)
        if old in done.ids[name]:
            message = f"two rows of {name} have the id {old}"
            raise NotRows(message)
        same = _same(db, table, row)
        if same is not None:
            done.ids[name][old] = same
            done.known[name][old] = row
        else:
            done.ids[name][old] = free
            free += 1


def _same(db: Connection, table: Table, row: Row) -> int | None:
    if "uid" not in table.columns:
        return None
    found = db.exec_driver_sql(f'SELECT id FROM "{table.name}" WHERE uid = ?', (row.get("uid"),)).first()
    return None if found is None else int(found[0])


def _free_id(db: Connection, name: str) -> int:
    """An id that no row of the table has or ever had."""
    (present,) = db.exec_driver_sql(f'SELECT coalesce(max(id), 0) FROM "{name}"').one()
    past = db.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (name,)).first()
    return max(int(present), int(past[0]) if past else 0) + 1


def _put(db: Connection, name: str, row: Row, done: Restored) -> None:
    old = row["id"]
    assert isinstance(old, int)  # noqa: S101 (checked)
    if old in done.known[name]:
        return
    owner = _OWNED.get(name)
    if owner is not None and done.ids[_target(name, owner)].get(_int(row[owner])) not in done.new[_target(name, owner)]:
        return
    values = _referring(name, row, done) | {"id": done.ids[name][old]}
    natural = _NATURAL.get(name)
    if natural is not None:
        where = " AND ".join(f'"{column}" = ?' for column in natural)
        found = db.exec_driver_sql(
            f'SELECT id FROM "{name}" WHERE {where}', tuple(values[column] for column in natural)
        ).first()
        if found is not None:
            done.ids[name][old] = int(found[0])
            return
    columns = ", ".join(f'"{column}"' for column in values)
    marks = ", ".join("?" for _ in values)
    db.exec_driver_sql(f'INSERT INTO "{name}" ({columns}) VALUES ({marks})', tuple(values.values()))
    done.new[name].append(done.ids[name][old])


def _referring(name: str, row: Row, done: Restored) -> Row:
    """The row with its references to where things are now."""
    values = dict(row)
    for column in SQLModel.metadata.tables[name].columns:
        value = row.get(column.name)
        if value is None or not column.foreign_keys:
            continue
        (key,) = column.foreign_keys
        values[column.name] = done.ids[key.column.table.name].get(_int(value))
        if values[column.name] is None and not column.nullable:
            message = f"{name} {row['id']} refers to a {key.column.table.name} {value} that is not there"
            raise NotRows(message)
    for column_name in _SOFT.get(name, ()):
        if row.get(column_name) is not None:
            values[column_name] = done.place(_int(row[column_name]))
    if name == "journal":
        values["target_id"] = _told_of(done, str(row["target"]), row["target_id"])
    elif name == "journal_line":
        values["block_id"] = _told_of(done, "block", row["block_id"])
    elif name == "step" and row.get("shown") is not None:
        values["shown"] = _moved(str(row["shown"]), done)
    return values


def _moved(shown: str, done: Restored) -> str:
    try:
        return json.dumps(moved(json.loads(shown), done.ids["message"].get))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
        message = "a step says in no known way what its prompt showed"
        raise NotRows(message) from problem


def _told_of(done: Restored, target: str, old: Value) -> int:
    """What a change tells of may be long gone; then it keeps a number that nothing else gets."""
    return done.ids.get(target, {}).get(_int(old), -_int(old))


def _target(name: str, column: str) -> str:
    (key,) = SQLModel.metadata.tables[name].columns[column].foreign_keys
    return key.column.table.name


def _int(value: Value) -> int:
    if not isinstance(value, int):
        message = f"{value!r} stands where a row's number is expected"
        raise NotRows(message)
    return value
