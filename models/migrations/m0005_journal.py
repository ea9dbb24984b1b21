"""Migration 5: where each line of a block came from, what brings the deleted back, what a step's prompt showed.

The text is frozen: a later change of a table is a later migration.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_TABLES = """
ALTER TABLE journal ADD COLUMN field TEXT NOT NULL DEFAULT 'value';
ALTER TABLE journal ADD COLUMN details TEXT;
DROP INDEX ix_journal_target;
CREATE INDEX ix_journal_target ON journal (target, target_id, field, created_at);
CREATE INDEX ix_journal_moment ON journal (target, action, created_at, target_id);
CREATE TABLE journal_line (
    id INTEGER PRIMARY KEY,
    journal_id INTEGER NOT NULL REFERENCES journal (id) ON DELETE CASCADE,
    block_id INTEGER NOT NULL,
    digest INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_journal_line_digest ON journal_line (block_id, digest, journal_id);
CREATE INDEX ix_journal_line_journal_id ON journal_line (journal_id);
ALTER TABLE step ADD COLUMN shown TEXT
"""


def apply(connection: Connection) -> None:
    """Change the tables and index the lines that the journal tells of, in the caller's transaction."""
    for statement in _TABLES.split(";"):
        connection.exec_driver_sql(statement)
    changes = connection.exec_driver_sql(
        "SELECT id, target_id, before, after, created_at FROM journal WHERE target = 'block'"
    ).all()
    for row_id, block_id, before, after, created_at in changes:
        for digest in _brought(before, after):
            connection.exec_driver_sql(
                "INSERT INTO journal_line (journal_id, block_id, digest, created_at) VALUES (?, ?, ?, ?)",
                (row_id, block_id, digest, created_at),
            )


def _brought(before: str | None, after: str | None) -> Iterator[int]:
    kept = set((before or "").split("\n"))
    for line in {each.strip() for each in (after or "").split("\n") if each.strip() and each not in kept}:
        yield int.from_bytes(blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)
