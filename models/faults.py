"""What can go wrong with the memory file, apart from our own bugs.

::

    MemoryFileFault            the file cannot be opened, read or written; nothing of the transaction was kept
    ├── ClosedFault            it was closed meanwhile, and its key is gone
    ├── WrongKeyFault          its first page does not check out under this key
    ├── NewerFileFault         its migrations go further than the ones known here
    ├── DamagedFileFault       it is not a memory file, or its pages do not check out
    └── StorageFault           the disk is full, the folder read-only or absent, the device fails, the file is busy

Programming errors (a broken constraint, an unknown column) are none of these and pass through as SQLAlchemy raises
them. :mod:`runtime.memory_access` turns a fault into the sentence that the person reads.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

StorageKind = Literal["full", "read_only", "missing", "busy", "io"]

# SQLite's primary result codes (https://sqlite.org/rescode.html) that tell of the world rather than of a bug.
_STORAGE: dict[int, StorageKind] = {5: "busy", 6: "busy", 8: "read_only", 10: "io", 13: "full", 14: "missing"}
_DAMAGED = {11, 26}  # SQLITE_CORRUPT, SQLITE_NOTADB


class MemoryFileFault(Exception):
    """The memory file at ``path`` cannot be used. ``detail`` is SQLite's or the system's own text."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(f"{path}: {detail}")
        self.path = path
        self.detail = detail


class ClosedFault(MemoryFileFault):
    """It is not open any more: it was locked, or the program is ending."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "it is closed")


class WrongKeyFault(MemoryFileFault):
    """The file's first page does not check out under this key: another key's file, or a damaged first page."""


class NewerFileFault(MemoryFileFault):
    """A later version wrote the file. ``found`` and ``known`` are numbers of migrations."""

    def __init__(self, path: Path, *, found: int, known: int) -> None:
        super().__init__(path, f"migration {found} is unknown here; the last known is {known}")
        self.found = found
        self.known = known


class DamagedFileFault(MemoryFileFault):
    """Not a memory file, cut short, or with pages that do not check out."""


class StorageFault(MemoryFileFault):
    """The storage fails. ``kind``: ``full``, ``read_only``, ``missing``, ``busy`` or ``io``."""

    def __init__(self, path: Path, detail: str, kind: StorageKind) -> None:
        super().__init__(path, detail)
        self.kind = kind


@contextmanager
def faults_of(path: Path) -> Iterator[None]:
    """Raise the world's failures inside as faults; let everything else through as it is."""
    try:
        yield
    except (DBAPIError, dbapi2.Error) as problem:
        fault = _fault(path, problem)
        if fault is None:
            raise
        raise fault from problem


def _fault(path: Path, problem: BaseException | None) -> MemoryFileFault | None:
    """The fault that the error, or one it came out of, tells of.

    When SQLite rolls back by itself (a full disk), the savepoint's own rollback fails next with a mere "no such
    savepoint"; so the errors before it are looked at too.
    """
    while problem is not None:
        cause = problem.orig if isinstance(problem, DBAPIError) else problem
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        if code in _STORAGE:
            return StorageFault(path, str(cause), _STORAGE[code])
        if code in _DAMAGED:
            return DamagedFileFault(path, str(cause))
        problem = problem.__context__
    return None
