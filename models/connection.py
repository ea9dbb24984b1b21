"""One connection to the memory file: encrypted, durable, with sqlite-vec, and transactions left to the caller."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import sqlite_vec
from sqlcipher3 import dbapi2

from models.faults import WrongKeyFault

if TYPE_CHECKING:
    from pathlib import Path

KEY_BYTES = 32

# Milliseconds to wait for a lock. There is one process and one writer, so a lock is only ever a checkpoint's.
_BUSY_MS = 5_000
# Page cache in KiB: 100,000 binary vectors of 384 bits are 5 MiB, and a scan that misses the cache decrypts them anew.
_CACHE_KIB = 32 * 1024

# temp_store=MEMORY: SQLCipher does not encrypt temporary files, so there are none.
# synchronous=FULL: in WAL mode a commit is on the disk before it returns, so a message that was accepted outlives
# a power cut, not only a killed process (NORMAL would do for that). macOS says so too early unless fullfsync is on.
# secure_delete: what is deleted is overwritten.
# cipher_memory_security stays off: scans would take seven times as long, in a process that holds the key anyway.
_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",
    f"PRAGMA busy_timeout = {_BUSY_MS}",
    f"PRAGMA cache_size = -{_CACHE_KIB}",
    "PRAGMA trusted_schema = OFF",
)


def connect(path: Path, key: bytes, *, read_only: bool = False) -> dbapi2.Connection:
    """Open the existing file at ``path`` with a raw key of 32 bytes, usable from any thread, one at a time.

    The connection is in autocommit: whoever uses it says BEGIN.

    Raises:
        WrongKeyFault: the first page does not check out under the key.
        dbapi2.Error: the file cannot be opened. One that is shorter than its first page says is found here: SQLite
            compares the two at the first read.
        ValueError: the key has another length.
    """
    if len(key) != KEY_BYTES:
        message = f"a key has {KEY_BYTES} bytes, not {len(key)}"
        raise ValueError(message)
    connection = dbapi2.connect(
        f"file:{quote(str(path.absolute()))}?mode=rw", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        _unlock(connection, path, key)
        _load_vectors(connection)
        for setting in _SETTINGS:
            connection.execute(setting)
        if read_only:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _unlock(connection: dbapi2.Connection, path: Path, key: bytes) -> None:
    """Give the key and read the first page with it."""
    # SQLCipher would write page errors to stderr; the exception says the same.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema")
    except dbapi2.DatabaseError as problem:
        if problem.sqlite_errorcode == dbapi2.SQLITE_NOTADB:
            raise WrongKeyFault(path, str(problem)) from problem
        raise


def _load_vectors(connection: dbapi2.Connection) -> None:
    connection.enable_load_extension(True)  # noqa: FBT003 (the DB-API's signature)
    sqlite_vec.load(connection)
    connection.enable_load_extension(False)  # noqa: FBT003
