"""Migrations: numbered functions that bring an older memory file to the present tables.

Each commits together with its record, so a file is always at a whole number. A migration is never changed once it
was released; the next change of a table is the next number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.columns import microseconds
from models.migrations import (
    m0001_tables,
    m0002_sleep,
    m0003_codes,
    m0004_related,
    m0005_journal,
    m0006_documents,
    m0007_branches,
    m0008_forget,
    m0009_makers,
    m0010_twelve_bits,
    m0011_finer_codes,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Engine
    from sqlcipher3 import dbapi2

# Marks the file as ours in its header: the letters "Loci".
APPLICATION_ID = 0x4C6F6369

_RECORDS = """
CREATE TABLE IF NOT EXISTS migration (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    applied_at INTEGER NOT NULL
) STRICT
"""


class Migration(NamedTuple):
    """A change of the tables, made by ``apply`` in the caller's transaction."""

    number: int
    name: str
    apply: Callable[[Connection], None]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, "tables", m0001_tables.apply),
    Migration(2, "sleep", m0002_sleep.apply),
    Migration(3, "codes", m0003_codes.apply),
    Migration(4, "related", m0004_related.apply),
    Migration(5, "journal", m0005_journal.apply),
    Migration(6, "documents", m0006_documents.apply),
    Migration(7, "branches", m0007_branches.apply),
    Migration(8, "forget", m0008_forget.apply),
    Migration(9, "makers", m0009_makers.apply),
    Migration(10, "twelve bits", m0010_twelve_bits.apply),
    Migration(11, "finer codes", m0011_finer_codes.apply),
)


def last_applied(connection: dbapi2.Connection) -> int:
    """The number of the last migration that the file has seen; 0 for an empty file."""
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'migration'").fetchone() is None:
        return 0
    (number,) = connection.execute("SELECT max(number) FROM migration").fetchone()
    return int(number)


def migrate(engine: Engine, migrations: Sequence[Migration], now: datetime) -> None:
    """Apply the migrations in their order, each in a transaction of its own with its record."""
    for migration in migrations:
        with engine.begin() as connection:
            _apply(connection, migration, now)


def _apply(connection: Connection, migration: Migration, now: datetime) -> None:
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(_RECORDS)
    migration.apply(connection)
    connection.exec_driver_sql(
        "INSERT INTO migration (number, name, applied_at) VALUES (?, ?, ?)",
        (migration.number, migration.name, microseconds(now)),
    )
