"""The memory file's own bytes, decrypted page by page: what stands in it, free pages and gaps included.

SQLCipher 4 with a raw key: each page of 4096 bytes ends in 16 bytes of initialisation vector and 64 of HMAC; what
stands before them is AES-256-CBC. The first page begins with 16 bytes of salt in plain. The write-ahead log has a
header of 32 bytes, and 24 before each page.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

SALT_BYTES = 16
_PAGE, _VECTOR, _SEAL = 4096, 16, 64
_CONTENT = _PAGE - _SEAL - _VECTOR
_LOG_HEADER, _FRAME_HEADER = 32, 24


def decrypted(path: Path, key: bytes) -> Iterator[bytes]:
    """Each page of the file, then each page in its write-ahead log, in plain. Nothing is written anywhere.

    Raises:
        OSError: the file cannot be read.
    """
    yield from _pages(path, key, header=0, before_each=0)
    log = path.with_name(f"{path.name}-wal")
    if log.exists():
        yield from _pages(log, key, header=_LOG_HEADER, before_each=_FRAME_HEADER)


def is_first(page: bytes) -> bool:
    """Whether the file's first page came out right: its header has SQLite's three fixed numbers."""
    return page[5:8] == b"\x40\x20\x20"


def _pages(path: Path, key: bytes, *, header: int, before_each: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(header)
        first = before_each == 0
        while len(block := file.read(before_each + _PAGE)) == before_each + _PAGE:
            # In the log a page's number stands before it; the file begins with page one.
            is_one = first or (before_each > 0 and block[:4] == b"\0\0\0\1")
            yield content_of(block[before_each:], key, skip=SALT_BYTES if is_one else 0)
            first = False


def content_of(page: bytes, key: bytes, *, skip: int) -> bytes:
    """What one page holds, decrypted; ``skip`` the salt of the first."""
    vector = page[_CONTENT : _CONTENT + _VECTOR]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return decryptor.update(page[skip:_CONTENT]) + decryptor.finalize()
