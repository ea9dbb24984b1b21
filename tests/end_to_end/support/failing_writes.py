"""Writes that fail on purpose: the disk is full from the n-th writing statement on, or just for that one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import event
from sqlcipher3 import dbapi2

from models.memory_file import MemoryFile

_WRITING = ("INSERT", "UPDATE", "DELETE", "COMMIT")
_SQLITE_FULL = 13


class DiskFull(dbapi2.OperationalError):
    """What SQLite raises on a full disk."""

    sqlite_errorcode = _SQLITE_FULL
    sqlite_errorname = "SQLITE_FULL"


@dataclass(slots=True)
class Writes:
    """Counts the writing statements, COMMIT included. From ``fails_at`` on (from 1), or only there, they fail."""

    fails_at: int = 0
    once: bool = False
    seen: int = 0
    failed: int = 0

    def write(self) -> None:
        """One more write; raises where it is to fail."""
        self.seen += 1
        if self.seen == self.fails_at or (self.fails_at and self.seen > self.fails_at and not self.once):
            self.failed += 1
            raise DiskFull("database or disk is full")


@contextmanager
def failing(memory: MemoryFile, writes: Writes) -> Iterator[None]:
    """Inside, every write of ``memory`` goes by ``writes`` first."""

    def before_statement(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if statement.lstrip().upper().startswith(_WRITING):
            writes.write()

    def before_commit(_connection: object) -> None:
        writes.write()

    event.listen(memory.writer, "before_cursor_execute", before_statement)
    event.listen(memory.writer, "commit", before_commit)
    try:
        yield
    finally:
        event.remove(memory.writer, "before_cursor_execute", before_statement)
        event.remove(memory.writer, "commit", before_commit)
