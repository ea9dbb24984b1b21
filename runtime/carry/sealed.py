r"""The portable file: a memory as JSON, compressed, sealed by AES-256-GCM under a key that a passphrase wraps.

::

    LOCI portable 1\n
    {"wrapped": {"argon2id": …, "nonce": "…", "sealed": "…"}, "nonce": "…"}\n
    the sealed bytes; both lines are bound to them
"""

from __future__ import annotations

import json
import secrets
import zlib
from typing import NoReturn

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from runtime.carry.letta import MOST_BYTES, Object
from runtime.errors import InputRefused, WrongKey
from runtime.passphrase import Wrapped

_MAGIC = b"LOCI portable 1\n"
_BOUND = "loci portable file"
_LONGEST_HEADER = 4_096
_MOST_OPENED = 4 * MOST_BYTES


class _Header(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="hex", val_json_bytes="hex")

    wrapped: Wrapped
    nonce: bytes = Field(min_length=12, max_length=12)


def is_one(raw: bytes) -> bool:
    """Whether the file begins as a portable one does."""
    return raw.startswith(_MAGIC)


def seal(content: bytes, passphrase: str) -> bytes:
    """The file that holds this content under this passphrase."""
    key, nonce = secrets.token_bytes(32), secrets.token_bytes(12)
    header = _Header(wrapped=Wrapped.wrap(key, passphrase, _BOUND), nonce=nonce)
    head = _MAGIC + header.model_dump_json().encode() + b"\n"
    return head + AESGCM(key).encrypt(nonce, zlib.compress(content), head)


def opened(raw: bytes, passphrase: str) -> Object:
    """What the file holds.

    Raises:
        WrongKey: the passphrase is not the one.
        InputRefused: the file is damaged, or of a kind that is unknown here.
    """
    end = raw.find(b"\n", len(_MAGIC), len(_MAGIC) + _LONGEST_HEADER)
    try:
        header = _Header.model_validate_json(raw[len(_MAGIC) : end])
    except ValidationError as problem:
        _refuse(problem)
    key = header.wrapped.unwrap(passphrase, _BOUND)
    if key is None:
        raise WrongKey("The passphrase does not open this file, or its beginning is damaged. Nothing was imported.")
    try:
        packed = AESGCM(key).decrypt(header.nonce, raw[end + 1 :], raw[: end + 1])
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(packed, _MOST_OPENED)
        value = json.loads(content) if unpacking.eof else None
    except (InvalidTag, zlib.error, ValueError, RecursionError) as problem:
        _refuse(problem)
    if not isinstance(value, dict):
        _refuse(None)
    return value


def _refuse(problem: Exception | None) -> NoReturn:
    raise InputRefused("This portable file is damaged or cut short. Nothing was imported.") from problem
