"""The pages of a damaged memory file as they were when it was last committed, each only where its seal is whole.

SQLCipher seals a page, its initialisation vector and its number with HMAC-SHA512, under a key that is made from the
file's key and the salt in its first bytes. Where that salt is damaged no seal can be checked any more, but everything
can still be decrypted: then what is read has to speak for itself.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from contextlib import ExitStack
from typing import TYPE_CHECKING, BinaryIO, Self

from models.pages import SALT_BYTES, content_of
from models.storage import PAGE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

_SEAL_BYTES = 64
_SEAL_SALT = 0x3A
_SEAL_ROUNDS = 2
_MAGIC = b"SQLite format 3\0"
_LOG_HEADER = struct.Struct(">8I")
_FRAME_HEADER = struct.Struct(">6I")
_LOG_MAGIC = 0x377F0682  # and the same plus one, where the checksums are of big-endian words


class Pages:
    """Used as a ``with`` block. Nothing is written.

    ``count``: how many the file should have. ``sealed``: whether seals can be checked. ``damaged``: the numbers of
    those that cannot be read, where that is known.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self._open = ExitStack()

    def __enter__(self) -> Self:
        """Look at every page once.

        Raises:
            OSError: the file cannot be read.
        """
        self._file = self._open.enter_context(self._path.open("rb"))
        log = self._path.with_name(f"{self._path.name}-wal")
        self._log = self._open.enter_context(log.open("rb")) if log.exists() else None
        self._places: dict[int, int] = {}
        self.count = -(-self._path.stat().st_size // PAGE_BYTES)
        if self._log:
            self._places, self.count = _committed(self._log, self.count)
        self._seal_key = _seal_key(self._key, self._file.read(SALT_BYTES))
        self.sealed = True
        self.damaged = [number for number in range(1, self.count + 1) if self.read(number) is None]
        if len(self.damaged) == self.count:
            self.sealed, self.damaged = False, []
        self._expect_more()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the file."""
        self._open.close()

    def read(self, number: int) -> bytes | None:
        """What a page holds, without what belongs to the encryption; None where it is damaged or missing."""
        raw = self._raw(number)
        if len(raw) < PAGE_BYTES:
            return None
        start = SALT_BYTES if number == 1 else 0
        if self.sealed:
            message = raw[start:-_SEAL_BYTES] + struct.pack("<I", number)
            if not hmac.compare_digest(raw[-_SEAL_BYTES:], hmac.digest(self._seal_key, message, hashlib.sha512)):
                return None
        return (_MAGIC if start else b"") + content_of(raw, self._key, skip=start)

    def _raw(self, number: int) -> bytes:
        if not 0 < number <= self.count:
            return b""
        if number in self._places and self._log:
            self._log.seek(self._places[number])
            return self._log.read(PAGE_BYTES)
        self._file.seek((number - 1) * PAGE_BYTES)
        return self._file.read(PAGE_BYTES)

    def _expect_more(self) -> None:
        """A file that was cut short says in its first page how many there were."""
        first = self.read(1) if self.sealed else None
        if first:
            (count,) = struct.unpack_from(">I", first, 28)
            self.damaged += range(self.count + 1, count + 1)
            self.count = max(self.count, count)


def _seal_key(key: bytes, salt: bytes) -> bytes:
    masked = bytes(each ^ _SEAL_SALT for each in salt)
    return hashlib.pbkdf2_hmac("sha512", key, masked, _SEAL_ROUNDS, dklen=len(key))


def _committed(log: BinaryIO, count: int) -> tuple[dict[int, int], int]:
    """Where the newest committed content of each page stands in the log, and how many pages there are then."""
    places: dict[int, int] = {}
    pending: dict[int, int] = {}
    for number, committed, at in _frames(log):
        pending[number] = at
        if committed:
            places |= pending
            pending, count = {}, committed
    return places, count


def _frames(log: BinaryIO) -> Iterator[tuple[int, int, int]]:
    """Page number, pages in all where it ends a transaction, and place of each frame, up to the first bad one."""
    header = log.read(_LOG_HEADER.size)
    if len(header) < _LOG_HEADER.size:
        return
    magic, _version, _page, _sequence, *salts, first, second = _LOG_HEADER.unpack(header)
    words = ">" if magic & 1 else "<"
    sums = _checksum(header[:24], words, (0, 0))
    if magic & ~1 != _LOG_MAGIC or sums != (first, second):
        return
    while len(frame := log.read(_FRAME_HEADER.size + PAGE_BYTES)) == _FRAME_HEADER.size + PAGE_BYTES:
        number, committed, *frame_salts, first, second = _FRAME_HEADER.unpack_from(frame)
        sums = _checksum(frame[_FRAME_HEADER.size :], words, _checksum(frame[:8], words, sums))
        if frame_salts != salts or sums != (first, second):
            return
        yield number, committed, log.tell() - PAGE_BYTES


def _checksum(content: bytes, words: str, sums: tuple[int, int]) -> tuple[int, int]:
    """SQLite's own, of pairs of words (https://sqlite.org/fileformat2.html#checksum_algorithm)."""
    first, second = sums
    for one, other in struct.iter_unpack(f"{words}2I", content):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second
