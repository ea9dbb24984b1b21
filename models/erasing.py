# ruff: noqa: S608 (the names of tables cannot be bound; these are this program's own)
"""Overwriting what was deleted, so that no byte of it stays in the file or its log.

``secure_delete`` overwrites a deleted row, and FTS5's own secure-delete its terms. What neither reaches are copies that
SQLite left behind when it moved rows within or between pages, and the first terms of pages in FTS5's directory. So the
full-text indexes are built anew and the whole file after them.

A deletion that must leave nothing says :func:`owe` in its transaction. Where the process is killed before the debt is
paid, it is paid when the file is next opened.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import product
from typing import TYPE_CHECKING

from models import sides
from models.search_values import Kind
from models.tables import FileSetting

if TYPE_CHECKING:
    from sqlcipher3 import dbapi2
    from sqlmodel import Session

_OWED = "erasure_owed"
_INDEXES = ("search_message_words", "search_passage_words")


def owe(session: Session) -> None:
    """Note that what this transaction deletes has yet to be overwritten."""
    if session.get(FileSetting, _OWED) is None:
        session.add(FileSetting(key=_OWED, value="1"))


def vectors_of(session: Session, kind: Kind, ids: Iterable[int]) -> list[bytes]:
    """The vectors of items, in each form in which the index keeps them; for messages, of the next ones that in context.

    A message's surroundings are the one before it, so that its second vector was made from that one's text as well. The
    first was made from its own and stays the same.
    """
    from models.stored_vectors import codes  # noqa: PLC0415 (numpy is not needed at start-up)

    following = " OR id IN (SELECT id FROM search_message WHERE previous IN (SELECT value FROM json_each(?1)))"
    asked = json.dumps(list(ids))
    found: list[bytes] = []
    columns = ("text", ""), ("context", following if kind == "message" else "")
    for shelf, (column, more) in product(sides.both(kind), columns):
        rows = session.connection().exec_driver_sql(
            f"SELECT {column} FROM {shelf.vectors} WHERE id IN (SELECT value FROM json_each(?1)){more}", (asked,)
        )
        vectors = [bytes(value) for (value,) in rows]
        found += [*vectors, *codes(vectors)]
    return found


def is_owed(connection: dbapi2.Connection) -> bool:
    """Whether an erasure was begun and not ended."""
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'file_setting'").fetchone() is None:
        return False
    return connection.execute("SELECT 1 FROM file_setting WHERE key = ?", (_OWED,)).fetchone() is not None


def erase(connection: dbapi2.Connection) -> bool:
    """Build the indexes and the file anew and empty the log. Outside any transaction; takes the file's size in memory.

    Returns:
        False where a reader kept the log from being emptied: the debt stays.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        for index in _INDEXES:
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
            # Raises where the index holds anything but what its texts do.
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 0)")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("VACUUM")
    (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        return False
    connection.execute("DELETE FROM file_setting WHERE key = ?", (_OWED,))
    return True
