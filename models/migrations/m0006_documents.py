"""Migration 6: where documents come from, and where in one a passage stands.

The text is frozen: a later change of a table is a later migration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

_TABLES = """
CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    archive_id INTEGER NOT NULL REFERENCES archive (id),
    path TEXT NOT NULL,
    paused INTEGER NOT NULL,
    problem TEXT,
    scanned_at INTEGER,
    created_at INTEGER NOT NULL,
    UNIQUE (archive_id, path)
) STRICT;
ALTER TABLE agent ADD COLUMN documents_archive_id INTEGER REFERENCES archive (id);
ALTER TABLE document ADD COLUMN source_id INTEGER REFERENCES source (id) ON DELETE CASCADE;
ALTER TABLE document ADD COLUMN stamp TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN size INTEGER NOT NULL DEFAULT 0;
ALTER TABLE document ADD COLUMN pages INTEGER;
CREATE INDEX ix_document_source_id ON document (source_id);
ALTER TABLE passage ADD COLUMN page INTEGER;
ALTER TABLE passage ADD COLUMN heading TEXT NOT NULL DEFAULT ''
"""


def apply(connection: Connection) -> None:
    """Change the tables in the caller's transaction."""
    for statement in _TABLES.split(";"):
        connection.exec_driver_sql(statement)
