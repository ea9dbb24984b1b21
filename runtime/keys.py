"""The memory file's key: 256 random bits, in the desktop's keyring or wrapped by a passphrase, never in plain text.

To open::   LOCI_PASSPHRASE, where there is a passphrase slot  ->  the keyring slot  ->  ask for the passphrase
To begin::  LOCI_PASSPHRASE, where it is set                   ->  a trusted keyring  ->  ask for a new passphrase

A key is never made where a memory file is already, and a lost memory file is never silently followed by an empty one.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from typing import TypeVar

from runtime import key_file, os_keyring
from runtime.errors import KeyNeeded, MemoryFileError, WrongKey
from runtime.home import Home
from runtime.instance_lock import InstanceLock
from runtime.key_file import KeyFile, KeyringSlot, PassphraseSlot
from runtime.os_keyring import KeyringFailed, SecretStore

Ask = Callable[[bool], str]
"""Asks the person for the passphrase; True: for a new one (twice, if the asker is wise)."""

FindStore = Callable[[], SecretStore | None]
AnySlot = TypeVar("AnySlot", KeyringSlot, PassphraseSlot)

_KEY_BYTES = 32
_VARIABLE = "LOCI_PASSPHRASE"


def unlock(home: Home, ask: Ask | None = None, *, find_store: FindStore = os_keyring.find) -> bytes:
    """The key of the memory file in ``home``; the first time, a new one with its first slot.

    ``ask`` None: nobody is there to be asked. Takes the instance lock for as long as it works, so that of two first
    starts only one makes a key, and nobody types a passphrase for a file that is in use.

    Raises:
        WrongKey: the passphrase is not the one.
        KeyNeeded: there is neither keyring nor passphrase, or the key file is missing.
        FileInUse: another process has the memory open.
        MemoryFileError: the key file is damaged, newer or cannot be written, or the memory file is missing.
    """
    home.prepare()
    with InstanceLock.take(home.lock_file):
        return find_key(home, ask, find_store=find_store)


def find_key(home: Home, ask: Ask | None = None, *, find_store: FindStore = os_keyring.find) -> bytes:
    """What :func:`unlock` does, for a caller that holds the instance lock already."""
    content = key_file.load(home.key_file)
    made = home.memory_file.exists() and home.memory_file.stat().st_size > 0
    if content is None:
        if made:
            raise KeyNeeded(
                f"The memory file {home.memory_file} is here, but the key file {home.key_file} that belongs to it is "
                "not. Nothing was changed, and nothing opens the memory without it. Put the key file back beside it, "
                "or move the memory file elsewhere to begin a new one."
            )
        return _begin(home, ask, find_store)
    if content.memory_made and not made:
        raise MemoryFileError(
            f"The memory file {home.memory_file} is missing; its keys in {home.key_file} are still here. Nothing was "
            f"changed. Put the memory file back ({home.backups} may hold a copy), or move the key file elsewhere to "
            "begin a new, empty memory."
        )
    return _open(home, content, ask, find_store)


def memory_was_made(home: Home) -> None:
    """Note in the key file, if there is one, that the memory file exists: from now on its absence is a loss.

    Raises:
        StorageFailed: it cannot be written.
    """
    content = key_file.load(home.key_file)
    if content is not None and not content.memory_made:
        key_file.save(home.key_file, content.model_copy(update={"memory_made": True}))


def _open(home: Home, content: KeyFile, ask: Ask | None, find_store: FindStore) -> bytes:
    by_passphrase = _slots(content, PassphraseSlot)
    given = os.environ.get(_VARIABLE, "")
    if given and by_passphrase:
        return _unwrap(by_passphrase, given, f"The passphrase in {_VARIABLE}")
    by_keyring = _slots(content, KeyringSlot)
    key, reason = _from_keyring(content, by_keyring, find_store)
    if key is not None:
        return key
    if ask is not None and by_passphrase:
        return _unwrap(by_passphrase, ask(False), "The passphrase")  # noqa: FBT003 (Ask says what it means)
    raise KeyNeeded(_what_is_missing(home, by_passphrase, by_keyring, reason))


def _begin(home: Home, ask: Ask | None, find_store: FindStore) -> bytes:
    """Make the key and its first slot."""
    key = secrets.token_bytes(_KEY_BYTES)
    slot: KeyringSlot | PassphraseSlot | None = None
    given = os.environ.get(_VARIABLE, "")
    if not given:
        slot = _into_keyring(key, find_store)
    if slot is None:
        slot = PassphraseSlot.wrap(key, given or _ask_for_new(ask))
    key_file.save(home.key_file, KeyFile.for_key(key, slot))
    return key


def _ask_for_new(ask: Ask | None) -> str:
    passphrase = ask(True) if ask is not None else ""  # noqa: FBT003 (Ask says what it means)
    if not passphrase:
        raise KeyNeeded(
            "Loci keeps its memory encrypted and found no keyring to keep the key in. Nothing was written. "
            f"Start it where it can ask for a passphrase, or set {_VARIABLE}."
        )
    return passphrase


def _into_keyring(key: bytes, find_store: FindStore) -> KeyringSlot | None:
    """A slot in the keyring that was seen to give the key back, or None."""
    store = find_store()
    if store is None:
        return None
    slot = KeyringSlot(store=store.name)
    try:
        store.put(slot.id, key.hex())
        return slot if store.get(slot.id) == key.hex() else None
    except KeyringFailed:
        return None


def _from_keyring(content: KeyFile, slots: list[KeyringSlot], find_store: FindStore) -> tuple[bytes | None, str]:
    """The key, or None and why not."""
    store = find_store() if slots else None
    if store is None:
        return None, "there is no keyring in this session"
    for slot in slots:
        try:
            key = _key_of(store.get(slot.id))
        except KeyringFailed as problem:
            return None, f"{store.name} failed ({problem})"
        if key is not None and content.recognises(key):
            return key, ""
    return None, f"{store.name} does not hold it"


def _key_of(secret: str | None) -> bytes | None:
    try:
        return bytes.fromhex(secret) if secret else None
    except ValueError:
        return None


def _unwrap(slots: list[PassphraseSlot], passphrase: str, what: str) -> bytes:
    for slot in slots:
        key = slot.unwrap(passphrase)
        if key is not None:
            return key
    raise WrongKey(f"{what} does not open this memory. Nothing was changed. Try again, minding capitals and layout.")


def _what_is_missing(
    home: Home, by_passphrase: list[PassphraseSlot], by_keyring: list[KeyringSlot], reason: str
) -> str:
    ways = []
    if by_keyring:
        ways.append(f"log in to the desktop whose keyring ({by_keyring[0].store}) has the key, and unlock it")
    if by_passphrase:
        ways.append(f"start Loci where it can ask for the passphrase, or set {_VARIABLE}")
    why = f": {reason}" if by_keyring else ""
    return f"The key of the memory in {home.root} is needed{why}. Nothing was changed. To go on, {', or '.join(ways)}."


def _slots(content: KeyFile, kind: type[AnySlot]) -> list[AnySlot]:
    return [slot for slot in content.slots if isinstance(slot, kind)]
