"""The key file: slots beside the memory file, each of which brings back its key. JSON, replaced whole or not at all.

::

    {"version": 2,
     "check": "<32 hex digits>",                        recognises the key without saying anything about it
     "memory_made": true,                               the memory file exists; where it is missing now, it was lost
     "slots": [
       {"kind": "keyring", "id": "…", "store": "SecretService Keyring", "created_at": "…", …},
       {"kind": "passphrase", "id": "…", "created_at": "…", "public": "…", "sealed": "…", "vouched": "…",
        "wrapped": {"argon2id": {"memory_kib": 65536, "passes": 3, "lanes": 4, "salt": "…"},
                    "nonce": "…", "sealed": "…"}},
       {"kind": "recovery", …}],
     "next": null}                                      while the memory file gets another key: what will hold then

Slots (:mod:`runtime.key_slots`) are independent: any one of them opens the memory, and one can be added or taken away
without the others. Where there is a ``next``, the first bytes of the memory file say which of the two is in force.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from models.storage import sync_folder
from runtime.errors import DamagedFile, NewerFile, StorageFailed
from runtime.key_slots import AnySlot, Slot

_VERSION: Literal[2] = 2
_UNFINISHED = ".part"


class NextKey(BaseModel):
    """What holds once the memory file begins with ``salt``: the same ways, with the next key."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="hex", val_json_bytes="hex")

    check: str
    salt: bytes
    slots: tuple[Slot, ...]


class KeyFile(BaseModel):
    """The file's content. Made by :meth:`for_key`, read by :func:`load`, written by :func:`save`."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="hex", val_json_bytes="hex")

    version: Literal[1, 2] = _VERSION
    check: str
    memory_made: bool = False
    slots: tuple[Slot, ...]
    next: NextKey | None = None

    @classmethod
    def for_key(cls, key: bytes, *slots: AnySlot) -> KeyFile:
        """The file of a new key."""
        return cls(check=_check(key), slots=slots)

    def with_slots(self, *slots: AnySlot) -> KeyFile:
        """The same key's file with these slots."""
        return self.model_copy(update={"slots": slots})

    def with_next(self, key: bytes, salt: bytes, *slots: AnySlot) -> KeyFile:
        """The same with what will hold once the memory file begins with ``salt``, under its next key."""
        return self.model_copy(update={"next": NextKey(check=_check(key), salt=salt, slots=slots)})

    def settled(self, salt: bytes) -> KeyFile:
        """What is in force for a memory file that begins with ``salt``: without a ``next``."""
        if self.next is None or self.next.salt != salt:
            return self.model_copy(update={"next": None})
        return self.model_copy(update={"check": self.next.check, "slots": self.next.slots, "next": None})

    def recognises(self, key: bytes) -> bool:
        """Whether it is the key of this file."""
        return hmac.compare_digest(self.check, _check(key))


def load(path: Path) -> KeyFile | None:
    """The key file at ``path``, or None where there is none.

    Raises:
        NewerFile: a later version of Loci wrote it.
        DamagedFile: it is not a key file.
        StorageFailed: it cannot be read.
    """
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise StorageFailed(
            f"The key file {path} cannot be read: {problem.strerror}. Nothing was changed."
        ) from problem
    try:
        content = json.loads(text)
        if isinstance(content, dict) and isinstance(content.get("version"), int) and content["version"] > _VERSION:
            raise NewerFile(
                f"The key file {path} was written by a later version of Loci. Nothing was changed. "
                "Open the memory with that version, or install it again."
            )
        return KeyFile.model_validate_json(text)
    except (ValidationError, ValueError, RecursionError) as problem:
        raise DamagedFile(
            f"The key file {path} is damaged: it does not hold what Loci writes. Nothing was changed. "
            "Put an earlier copy of it back; without it the memory cannot be opened."
        ) from problem


def save(path: Path, content: KeyFile) -> None:
    """Write the file, readable by its owner alone: afterwards it is the new one, on the disk; on a fault the old one.

    Raises:
        StorageFailed: it cannot be written.
    """
    unfinished = path.with_name(f"{path.name}.{os.getpid()}{_UNFINISHED}")
    try:
        written = content.model_copy(update={"version": _VERSION})
        _write(unfinished, written.model_dump_json(indent=2).encode())
        unfinished.replace(path)
        sync_folder(path.parent)
    except OSError as problem:
        with suppress(OSError):  # the failure itself is what is told
            unfinished.unlink(missing_ok=True)
        raise StorageFailed(
            f"The key file {path} cannot be written: {problem.strerror or problem}. The one before, if any, is as it "
            "was. Make room on the disk or mend the folder's permissions, and try again."
        ) from problem


def sweep(path: Path) -> None:
    """Remove what processes that were killed while they wrote the file left beside it; for whoever holds the lock.

    Raises:
        StorageFailed: it cannot be removed.
    """
    for left in path.parent.glob(f"{path.name}.*{_UNFINISHED}"):
        try:
            left.unlink(missing_ok=True)
        except OSError as problem:
            raise StorageFailed(
                f"{left} cannot be removed: {problem.strerror or problem}. Nothing was changed."
            ) from problem


def _write(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _check(key: bytes) -> str:
    return hmac.digest(key, b"loci: is this the key?", hashlib.sha256)[:16].hex()
