"""The memory file as a file: made, checked before use, and copied while encrypted."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3.dbapi2 import Error

from models.connection import connect
from models.faults import DamagedFileFault, StorageFault, StorageKind
from models.migrations import APPLICATION_ID

if TYPE_CHECKING:
    from sqlcipher3 import dbapi2

# SQLCipher's page size: a file has at least one page and only whole ones.
PAGE_BYTES = 4096
_SALT_BYTES = 16
# 16 MiB at a time: enough to be as fast as all at once, little enough to tell how far it is.
_PAGES_AT_ONCE = 4096
UNFINISHED = ".part"
"""What the name of a file ends in until it is whole."""
_LOOKS = 3

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""

_KINDS: dict[int, StorageKind] = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
}


def ignore(_done: int, _total: int) -> None:
    """Nobody is watching."""


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
        make(path)
        with path.open("rb") as file:
            start = file.read(16)
            size = file.seek(0, os.SEEK_END)
    except OSError as problem:
        raise system_fault(path, problem) from problem
    if start == b"SQLite format 3\0":
        raise DamagedFileFault(path, "a plain SQLite file, not an encrypted memory file")
    if 0 < size < PAGE_BYTES:
        raise DamagedFileFault(path, f"only {size} bytes long: cut short, or not a memory file")


def salt(path: Path) -> bytes:
    """The first bytes of the file: random, and new with each key, so that they tell which one it has.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return file.read(_SALT_BYTES)


def make(path: Path) -> None:
    """Make an empty file, readable by its owner alone, where there is none.

    Raises:
        OSError: it cannot be made.
    """
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


def copy(connection: dbapi2.Connection, target: Path, key: bytes, progress: Progress = ignore) -> None:
    """Copy the open file to ``target``, encrypted with ``key`` (its own or another), whole and checked, or not at all.

    ``progress`` is told pages done and pages in all; what it raises ends the copying.

    Raises:
        StorageFault: the copy cannot be made; what was begun is gone again.
    """
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _copy_whole(connection, target, key, progress)
        sync_folder(target.parent)
    except OSError as problem:
        raise system_fault(target, problem) from problem


def sweep(target: Path) -> None:
    """Take away what a killed process left of a copy to ``target``.

    Raises:
        OSError: it cannot be removed.
    """
    for ending in ("", "-journal", "-wal", "-shm"):
        target.with_name(f"{target.name}{UNFINISHED}{ending}").unlink(missing_ok=True)


def _copy_whole(connection: dbapi2.Connection, target: Path, key: bytes, progress: Progress) -> None:
    """Copy beside the target, then give the copy its name."""
    sweep(target)
    unfinished = target.with_name(target.name + UNFINISHED)
    make(unfinished)
    try:
        _copy_pages(connection, unfinished, key, progress)
        unfinished.replace(target)
    finally:
        sweep(target)


def _copy_pages(connection: dbapi2.Connection, target: Path, key: bytes, progress: Progress) -> None:
    _check_source(connection)
    copied = connect(target, key)
    try:
        _back_up(connection, copied, target, progress)
        # No log may be left beside a file that is about to be renamed.
        copied.execute("PRAGMA journal_mode = DELETE")
        wrong = copied.execute("PRAGMA cipher_integrity_check").fetchone()
        if wrong:
            raise DamagedFileFault(target, f"the copy does not check out: {wrong[0]}")
    finally:
        copied.close()


def _check_source(connection: dbapi2.Connection) -> None:
    """See that every page checks out: the backup would copy a damaged one as zeros, without a word.

    A page that is just being written back from the log may look damaged for a moment, a damaged one always does.
    """
    for _ in range(_LOOKS):
        wrong = connection.execute("PRAGMA cipher_integrity_check").fetchone()
        if not wrong:
            return
    (_, _, name) = connection.execute("PRAGMA database_list").fetchone()
    raise DamagedFileFault(Path(name), str(wrong[0]))


def _back_up(connection: dbapi2.Connection, copied: dbapi2.Connection, target: Path, progress: Progress) -> None:
    """Pages are decrypted on their way out of the one file and encrypted on their way into the other."""
    try:
        connection.backup(
            copied, pages=_PAGES_AT_ONCE, progress=lambda _status, left, total: progress(total - left, total)
        )
    except Error as problem:
        # The driver gives the backup's errors no code, only SQLite's words for it.
        kind: StorageKind = "full" if "full" in str(problem) else "io"
        raise StorageFault(target, str(problem), kind) from problem
