r"""The portable file: a memory as JSON, compressed, sealed by AES-256-GCM under a key that a passphrase wraps.

::

    LOCI portable 1\n
    {"wrapped": {"argon2id": …, "nonce": "…", "sealed": "…"}, "nonce": "…"}\n
    the sealed bytes; both lines are bound to them

It is sealed piece by piece as it is written, and opened in two passes, piece by piece: one that only checks that every
byte is as it was sealed, one that unpacks.
"""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import GCM
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from runtime.carry.elements import loaded
from runtime.carry.letta import MOST_BYTES, Object
from runtime.errors import InputRefused, StorageFailed, WrongKey
from runtime.passphrase import Wrapped

_MAGIC = b"LOCI portable 1\n"
_BOUND = "loci portable file"
_LONGEST_HEADER = 4_096
_MOST_OPENED = 4 * MOST_BYTES
_TAG_BYTES = 16
_PIECE = 1 << 20


class _Header(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="hex", val_json_bytes="hex")

    wrapped: Wrapped
    nonce: bytes = Field(min_length=12, max_length=12)


def is_one(raw: bytes) -> bool:
    """Whether the file begins as a portable one does."""
    return raw.startswith(_MAGIC)


def seal(content: Iterable[bytes], passphrase: str) -> Iterator[bytes]:
    """The file that holds this content under this passphrase, piece by piece.

    Raises:
        StorageFailed: it grows larger than what :func:`opened` takes.
    """
    key, nonce = secrets.token_bytes(32), secrets.token_bytes(12)
    header = _Header(wrapped=Wrapped.wrap(key, passphrase, _BOUND), nonce=nonce)
    head = _MAGIC + header.model_dump_json().encode() + b"\n"
    encryptor = Cipher(AES256(key), GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(head)
    written = len(head) + _TAG_BYTES
    yield head
    for packed in _packed(content):
        written += len(packed)
        if written > MOST_BYTES:
            _too_large(f"packed it has more than {MOST_BYTES:,} bytes")
        yield encryptor.update(packed)
    yield encryptor.finalize() + encryptor.tag


def _packed(content: Iterable[bytes]) -> Iterator[bytes]:
    packing, total = zlib.compressobj(), 0
    for piece in content:
        total += len(piece)
        if total > _MOST_OPENED:
            _too_large(f"it has more than {_MOST_OPENED:,} bytes")
        yield packing.compress(piece)
    yield packing.flush()


def _too_large(reason: str) -> NoReturn:
    raise StorageFailed(
        f"The memory is too large for a portable file: {reason}, which is the most. Nothing was written. Take a backup "
        "along instead."
    )


def opened(path: Path, passphrase: str) -> Object:
    """What the file holds. Takes little more memory than that, however it was packed.

    Raises:
        WrongKey: the passphrase is not the one.
        InputRefused: the file is damaged, too large, or of a kind that is unknown here.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        sealed = _Sealed.read(file, path.stat().st_size, passphrase)
        try:
            for _ in sealed.pieces(file):
                pass  # until all of it is seen to be as it was sealed, nothing of it is looked at
            value = loaded(_Unpacked(sealed.pieces(file)), _MOST_OPENED)
        except (InvalidTag, zlib.error, ValueError, RecursionError) as problem:
            _refuse(problem)
    if not isinstance(value, dict):
        _refuse(None)
    return value


@dataclass(frozen=True, slots=True)
class _Sealed:
    """Where in the file the sealed bytes stand, and what opens them."""

    head: bytes
    end: int
    key: bytes
    nonce: bytes

    @classmethod
    def read(cls, file: BinaryIO, size: int, passphrase: str) -> _Sealed:
        head = file.readline(len(_MAGIC)) + file.readline(_LONGEST_HEADER)
        try:
            header = _Header.model_validate_json(head[len(_MAGIC) :])
        except ValidationError as problem:
            _refuse(problem)
        key = header.wrapped.unwrap(passphrase, _BOUND)
        if key is None:
            raise WrongKey("The passphrase does not open this file, or its beginning is damaged. Nothing was imported.")
        if size < len(head) + _TAG_BYTES:
            _refuse(None)
        return cls(head, size - _TAG_BYTES, key, header.nonce)

    def pieces(self, file: BinaryIO) -> Iterator[bytes]:
        """The packed bytes. Raises InvalidTag at the end where one of them is another."""
        file.seek(self.end)
        tag = file.read(_TAG_BYTES)
        decryptor = Cipher(AES256(self.key), GCM(self.nonce, tag)).decryptor()
        decryptor.authenticate_additional_data(self.head)
        file.seek(len(self.head))
        for start in range(len(self.head), self.end, _PIECE):
            yield decryptor.update(file.read(min(_PIECE, self.end - start)))
        decryptor.finalize()


class _Unpacked:
    """What was packed, read like a file."""

    def __init__(self, packed: Iterator[bytes]) -> None:
        self._pieces = _unpacked(packed)

    def read(self, size: int, /) -> bytes:
        """At least so many bytes, but at the end."""
        taken: list[bytes] = []
        while size > 0 and (piece := next(self._pieces, b"")):
            taken.append(piece)
            size -= len(piece)
        return b"".join(taken)


def _unpacked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    unpacking, total = zlib.decompressobj(), 0
    for piece in pieces:
        packed, more = piece, True
        while more and not unpacking.eof:
            content = unpacking.decompress(packed, _PIECE)
            packed = unpacking.unconsumed_tail
            more = bool(packed) or len(content) == _PIECE  # then some of it may still be on its way
            total += len(content)
            if total > _MOST_OPENED:
                raise InputRefused(
                    f"This portable file holds more than {_MOST_OPENED:,} bytes, which is the most. "
                    "Nothing was imported."
                )
            if content:
                yield content
    if not unpacking.eof:
        _refuse(None)


def _refuse(problem: Exception | None) -> NoReturn:
    raise InputRefused("This portable file is damaged or cut short. Nothing was imported.") from problem
