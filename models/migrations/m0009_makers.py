"""Migration 9: a second side for vectors, so that another embedder's can be made while the present ones serve.

All vectors so far were made by the embedder that is built into this version. The text is frozen: a later change of a
table is a later migration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

_MAKERS = """
CREATE TABLE maker (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    folder TEXT NOT NULL,
    side TEXT NOT NULL UNIQUE,
    serves INTEGER NOT NULL
) STRICT;
INSERT INTO maker (name, folder, side, serves) VALUES ('86fece680323fb1a260b2be6c47ceed3', '', 'a', 1)
"""
_SIDE = """
CREATE TABLE search_{k}_codes_b (
    id INTEGER PRIMARY KEY,
    owner INTEGER NOT NULL,
    version INTEGER NOT NULL,
    items BLOB NOT NULL,
    text BLOB NOT NULL,
    context BLOB NOT NULL
) STRICT;
CREATE INDEX ix_search_{k}_codes_b_owner ON search_{k}_codes_b (owner, id, version);
CREATE TABLE search_{k}_vectors_b (
    id INTEGER PRIMARY KEY,
    text BLOB NOT NULL,
    context BLOB NOT NULL,
    block INTEGER NOT NULL DEFAULT 0
) STRICT
"""


def apply(connection: Connection) -> None:
    """Make the second side, and name the embedder of the first."""
    for script in (_MAKERS, *(_SIDE.format(k=kind) for kind in ("message", "passage"))):
        for statement in script.split(";"):
            connection.exec_driver_sql(statement)
