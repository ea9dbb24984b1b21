"""The file that is written while the memory file gets another key, and what must be so before it takes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import storage
from models.connection import connect
from models.faults import StorageFault

if TYPE_CHECKING:
    from pathlib import Path


def beside(path: Path) -> Path:
    """Where the file with the next key is written."""
    return path.with_name(f"{path.name}.rekeyed")


def sweep(path: Path) -> None:
    """Take away what an interrupted change of the key left: a whole file that was never put in place, or part of one.

    Raises:
        StorageFault: it cannot be removed.
    """
    try:
        beside(path).unlink(missing_ok=True)
        storage.sweep(beside(path))
    except OSError as problem:
        raise storage.system_fault(path, problem) from problem


def fold(path: Path, key: bytes) -> None:
    """Fold the log into the file and remove it: a log of the old file beside the new one would destroy that.

    Raises:
        StorageFault: another program keeps the file open.
    """
    connection = connect(path, key)
    try:
        (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    finally:
        connection.close()
    if mode != "delete" or path.with_name(f"{path.name}-wal").exists():
        raise StorageFault(path, "another program keeps its log open", "busy")
