# ruff: noqa: S608 (the names of tables cannot be bound; kinds are this program's own words)
"""Migration 3: binary codes in blocks that a search reads whole, where vec0 took them one after the other.

The text is frozen: a later change of a table is a later migration.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

_OWNER = {"message": "agent_id", "passage": "archive_id"}
_ITEMS = 512
_TABLES = """
DROP TABLE search_{k}_codes;
CREATE TABLE search_{k}_codes (
    id INTEGER PRIMARY KEY,
    owner INTEGER NOT NULL,
    version INTEGER NOT NULL,
    items BLOB NOT NULL,
    text BLOB NOT NULL,
    context BLOB NOT NULL
) STRICT;
CREATE INDEX ix_search_{k}_codes_owner ON search_{k}_codes (owner, id, version);
ALTER TABLE search_{k}_vectors ADD COLUMN block INTEGER NOT NULL DEFAULT 0
"""


def apply(connection: Connection) -> None:
    """Make the blocks from the vectors, in the caller's transaction."""
    for kind, owner in _OWNER.items():
        for statement in _TABLES.format(k=kind).split(";"):
            connection.exec_driver_sql(statement)
        owners = connection.exec_driver_sql(f"SELECT DISTINCT {owner} FROM search_{kind}").all()
        for (each,) in owners:
            _fill(connection, kind, each)


def _fill(connection: Connection, kind: str, owner: int) -> None:
    after = 0
    while items := connection.exec_driver_sql(
        f"SELECT v.id, vec_quantize_binary(vec_int8(v.text)), vec_quantize_binary(vec_int8(v.context))"
        f" FROM search_{kind}_vectors AS v JOIN search_{kind} AS s ON s.id = v.id"
        f" WHERE s.{_OWNER[kind]} = ? AND v.id > ? ORDER BY v.id LIMIT {_ITEMS}",
        (owner, after),
    ).all():
        ids, texts, contexts = zip(*items, strict=True)
        block = connection.exec_driver_sql(
            f"INSERT INTO search_{kind}_codes (owner, version, items, text, context) VALUES (?, random(), ?, ?, ?)",
            (owner, struct.pack(f"<{len(ids)}q", *ids), b"".join(texts), b"".join(contexts)),
        ).lastrowid
        connection.exec_driver_sql(
            f"UPDATE search_{kind}_vectors SET block = ? WHERE id BETWEEN ? AND ? AND id IN"
            f" (SELECT id FROM search_{kind} WHERE {_OWNER[kind]} = ?)",
            (block, ids[0], ids[-1], owner),
        )
        after = ids[-1]
