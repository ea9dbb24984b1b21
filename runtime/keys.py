"""The memory file's key: 256 random bits, sealed to each of the ways to it (:mod:`runtime.key_slots`), never plain.

To open::   LOCI_PASSPHRASE, where there is a way that is typed  ->  the keyring, unless locked  ->  ask the person
To begin::  LOCI_PASSPHRASE, where it is set                     ->  a trusted keyring  ->  ask for a new passphrase

What is typed may be the passphrase or the words of a recovery key. A key is never made where a memory file is already,
and a lost memory file is never silently followed by an empty one.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable

from models import storage
from runtime import key_file, lock_mark, opening, os_keyring
from runtime.errors import KeyNeeded, MemoryFileError, StorageFailed
from runtime.home import Home
from runtime.instance_lock import InstanceLock
from runtime.key_file import KeyFile
from runtime.key_slots import KeyringSlot, PassphraseSlot
from runtime.opening import FindStore

Ask = Callable[[bool], str]
"""Asks the person for the passphrase; True: for a new one (twice, if the asker is wise)."""

KEY_BYTES = 32
_VARIABLE = "LOCI_PASSPHRASE"
_LOCKED = "it is locked"


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
    return key_of(home, settle(home, content), ask, find_store=find_store)


def memory_was_made(home: Home) -> None:
    """Note in the key file, if there is one, that the memory file exists: from now on its absence is a loss.

    Raises:
        StorageFailed: it cannot be written.
    """
    content = key_file.load(home.key_file)
    if content is not None and not content.memory_made:
        key_file.save(home.key_file, content.model_copy(update={"memory_made": True}))


def settle(home: Home, content: KeyFile) -> KeyFile:
    """What is in force after a change of the key that may have been interrupted.

    Raises:
        StorageFailed: the memory file cannot be read, or the key file not written.
    """
    if content.next is None:
        return content
    try:
        settled = content.settled(storage.salt(home.memory_file))
    except OSError as problem:
        raise StorageFailed(
            f"The memory file {home.memory_file} cannot be read: {problem.strerror or problem}. Nothing was changed."
        ) from problem
    key_file.save(home.key_file, settled)
    return settled


def key_of(home: Home, content: KeyFile, ask: Ask | None = None, *, find_store: FindStore = os_keyring.find) -> bytes:
    """The key that a key file leads to, its own or that of a backup; whether there is a memory file does not matter.

    Raises:
        WrongKey: what was typed opens nothing.
        KeyNeeded: there is no way at hand.
    """
    typed = opening.takes_text(content)
    given = os.environ.get(_VARIABLE, "")
    if given and typed:
        return opening.by_text(content, given, f"The passphrase in {_VARIABLE}")
    locked = typed and bool(lock_mark.read(home))
    key, reason = (None, _LOCKED) if locked else opening.by_keyring(content, find_store)
    if key is None and ask is not None and typed:
        key = opening.by_text(content, ask(False))  # noqa: FBT003 (Ask says what it means)
    if key is None:
        raise KeyNeeded(_what_is_missing(home, content, reason))
    lock_mark.clear(home)
    return key


def _begin(home: Home, ask: Ask | None, find_store: FindStore) -> bytes:
    """Make the key and its first slot."""
    key = secrets.token_bytes(KEY_BYTES)
    given = os.environ.get(_VARIABLE, "")
    slot = None if given else opening.into_keyring(key, find_store)
    first = slot or PassphraseSlot.wrap(key, given or _ask_for_new(ask))
    key_file.save(home.key_file, KeyFile.for_key(key, first))
    return key


def _ask_for_new(ask: Ask | None) -> str:
    passphrase = ask(True) if ask is not None else ""  # noqa: FBT003 (Ask says what it means)
    if not passphrase:
        raise KeyNeeded(
            "Loci keeps its memory encrypted and found no keyring to keep the key in. Nothing was written. "
            f"Start it where it can ask for a passphrase, or set {_VARIABLE}."
        )
    return passphrase


def _what_is_missing(home: Home, content: KeyFile, reason: str) -> str:
    ways = []
    stores = [slot.store for slot in content.slots if isinstance(slot, KeyringSlot)]
    if stores and reason != _LOCKED:
        ways.append(f"log in to the desktop whose keyring ({stores[0]}) has the key, and unlock it")
    if opening.takes_text(content):
        ways.append(f"start Loci where it can ask for the passphrase or the recovery key, or set {_VARIABLE}")
    why = f": {reason}" if stores else ""
    return f"The key of the memory in {home.root} is needed{why}. Nothing was changed. To go on, {', or '.join(ways)}."
