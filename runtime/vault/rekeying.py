"""Another key for the memory file, which every way opens without being asked: the whole file is encrypted anew.

::

    1  the file is written beside itself under the next key            killed here: the old file, the old key
    2  the key file gets a ``next``: the next key, sealed to each way  killed here: the same; ``next`` is dropped
    3  the new file takes the old one's place in one rename            killed here: the new file, and ``next`` holds
    4  ``next`` becomes all there is
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime import key_file, keys
from runtime.errors import DamagedFile, InputRefused
from runtime.memory_access import translated
from runtime.vault import backups

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.memory_file import MemoryFile
    from runtime.home import Home
    from runtime.key_file import KeyFile


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """What a change of the key did. ``dropped``: ways that somebody without the key had put into the key file."""

    ways: int
    dropped: int
    bytes: int


def rekey(home: Home, memory: MemoryFile, progress: Callable[[int, int], None]) -> Rekeyed:
    """Give the open memory file another key; ``progress`` is told pages done and in all, and may raise to end it.

    Raises:
        InputRefused: a way was made by an earlier Loci and must be changed first; nothing was changed.
        StorageFailed: no room, or the storage fails; the file has its old key, or already the new one.
    """
    content = _settled(home, memory.key)
    _check(content)
    backups.keep_ways(home)
    kept = [slot for slot in content.slots if slot.is_vouched(memory.key)]
    key = secrets.token_bytes(keys.KEY_BYTES)
    sealed = [slot.for_key(key) for slot in kept]

    def committing(salt: bytes) -> None:
        key_file.save(home.key_file, content.with_next(key, salt, *sealed))

    try:
        with translated():
            memory.rekey(key, committing, progress)
    finally:
        keys.settle(home, key_file.load(home.key_file) or content)
    return Rekeyed(len(kept), len(content.slots) - len(kept), home.memory_file.stat().st_size)


def _settled(home: Home, key: bytes) -> KeyFile:
    content = key_file.load(home.key_file)
    content = content and keys.settle(home, content)
    if content is None or not content.recognises(key):
        raise DamagedFile(f"The key file {home.key_file} is not that of this memory. Nothing was changed.")
    return content


def _check(content: KeyFile) -> None:
    former = next((slot for slot in content.slots if slot.public is None), None)
    if former is not None:
        raise InputRefused(
            f"The {former.kind} was added by an earlier Loci, and cannot be taken along unasked. Nothing was changed. "
            f"Give it once more, with Change… under “Ways to the key…” or with `loci key change {former.id[:8]}`, and "
            "try again."
        )
