"""SQLAlchemy's engines over the memory file: the one that writes and those that read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool
from sqlcipher3 import dbapi2

from models import storage
from models.connection import connect

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

# Readers kept open, and how many more may be open at once: a thread waits for one only when sixteen are in use.
_READERS = 2
_MORE_READERS = 14


def writer(connection: dbapi2.Connection) -> Engine:
    """An engine over the one connection, which it holds from the start: disposing of the engine closes it."""
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connection,
        poolclass=StaticPool,
        json_serializer=storage.json_text,
    )
    _begin_with("BEGIN IMMEDIATE", engine)
    engine.connect().close()
    return engine


def readers(path: Path, key: bytes) -> Engine:
    """An engine whose connections cannot write; as many as are needed at once, each opened when it is."""
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, key, read_only=True),
        poolclass=QueuePool,
        pool_size=_READERS,
        max_overflow=_MORE_READERS,
        pool_use_lifo=True,
    )
    _begin_with("BEGIN", engine)
    return engine


def _begin_with(statement: str, engine: Engine) -> None:
    """Say BEGIN ourselves, on connections that are in autocommit.

    The driver's own way starts no transaction before a SELECT or a SAVEPOINT, so that a savepoint would commit by
    itself and a reader would see two moments.
    """

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    event.listen(engine, "begin", begin)
