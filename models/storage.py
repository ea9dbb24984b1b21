"""The memory file as a file: made, checked before use, and copied while encrypted."""

from __future__ import annotations

import errno
import json
import os
from typing import TYPE_CHECKING

from models.connection import connect
from models.faults import DamagedFileFault, StorageFault, StorageKind
from models.migrations import APPLICATION_ID

if TYPE_CHECKING:
    from pathlib import Path

    from sqlcipher3 import dbapi2

# SQLCipher's page size: a file has at least one page and only whole ones.
PAGE_BYTES = 4096

_KINDS: dict[int, StorageKind] = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
}


def json_text(value: object) -> str:
    """JSON as it is kept: the characters themselves, so that a search for a text finds it here too."""
    return json.dumps(value, ensure_ascii=False)


def system_fault(path: Path, problem: OSError) -> StorageFault:
    """The operating system's refusal as a fault."""
    return StorageFault(path, problem.strerror or str(problem), _KINDS.get(problem.errno or 0, "io"))


def prepare(path: Path) -> None:
    """See that the file exists, readable by its owner alone, and does not look like something else.

    Raises:
        DamagedFileFault: shorter than a page, or a plain SQLite file.
        StorageFault: it cannot be made or read.
    """
    try:
        _make(path)
        with path.open("rb") as file:
            start = file.read(16)
            size = file.seek(0, os.SEEK_END)
    except OSError as problem:
        raise system_fault(path, problem) from problem
    if start == b"SQLite format 3\0":
        raise DamagedFileFault(path, "a plain SQLite file, not an encrypted memory file")
    if 0 < size < PAGE_BYTES:
        raise DamagedFileFault(path, f"only {size} bytes long: cut short, or not a memory file")


def _make(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Put the folder's list of names on the disk, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def check(path: Path, connection: dbapi2.Connection) -> None:
    """See that the file is ours or still empty, and put it into WAL mode.

    Raises:
        DamagedFileFault: it belongs to another program.
        dbapi2.Error: it cannot be read or written.
    """
    (names,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    if names and mark != APPLICATION_ID:
        raise DamagedFileFault(path, "an encrypted file of another program")
    connection.execute("PRAGMA journal_mode = WAL")


def copy(connection: dbapi2.Connection, target: Path, key: bytes) -> None:
    """Copy the open file to ``target``, encrypted with the same key, whole or not at all.

    Raises:
        StorageFault: the copy cannot be made; what was begun is gone again.
    """
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _copy_whole(connection, target, key)
        sync_folder(target.parent)
    except OSError as problem:
        raise system_fault(target, problem) from problem


def _copy_whole(connection: dbapi2.Connection, target: Path, key: bytes) -> None:
    """Copy beside the target, then give the copy its name. What a killed process left half done is taken away."""
    unfinished = target.with_name(target.name + ".part")
    unfinished.unlink(missing_ok=True)
    _make(unfinished)
    try:
        _copy_pages(connection, unfinished, key)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _copy_pages(connection: dbapi2.Connection, target: Path, key: bytes) -> None:
    copied = connect(target, key)
    try:
        # Both sides have the same key, so pages travel through SQLite's backup as they are on either side of it.
        connection.backup(copied)
    finally:
        copied.close()
