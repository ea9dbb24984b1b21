"""Tries the slots of a key file: by what somebody typed, or by the desktop's keyring."""

from __future__ import annotations

from collections.abc import Callable

from runtime.errors import WrongKey
from runtime.key_file import KeyFile
from runtime.key_slots import KeyringSlot, PassphraseSlot, RecoverySlot
from runtime.os_keyring import KeyringFailed, SecretStore
from runtime.recovery_words import NotWords, looks_like, secret_of

FindStore = Callable[[], SecretStore | None]


def takes_text(content: KeyFile) -> bool:
    """Whether there is a way that is typed."""
    return any(isinstance(slot, PassphraseSlot | RecoverySlot) for slot in content.slots)


def by_text(content: KeyFile, text: str, what: str = "The passphrase") -> bytes:
    """The key, by a passphrase or the words of a recovery key.

    Raises:
        WrongKey: it is neither. ``what`` names it.
    """
    key, wrong = _by_words(content, text)
    passphrases = () if key else (slot for slot in content.slots if isinstance(slot, PassphraseSlot))
    key = key or next((found for slot in passphrases if (found := slot.unwrap(text)) is not None), None)
    if key is not None and content.recognises(key):
        return key
    hint = wrong or "Try again, minding capitals and layout."
    raise WrongKey(f"{what} does not open this memory. Nothing was changed. {hint}")


def by_keyring(content: KeyFile, find_store: FindStore) -> tuple[bytes | None, str]:
    """The key, or None and why not."""
    slots = [slot for slot in content.slots if isinstance(slot, KeyringSlot)]
    store = find_store() if slots else None
    if store is None:
        return None, "there is no keyring in this session"
    for slot in slots:
        try:
            key = slot_by_keyring(slot, store)
        except KeyringFailed as problem:
            return None, f"{store.name} failed ({problem})"
        if key is not None and content.recognises(key):
            return key, ""
    return None, f"{store.name} does not hold it"


def slot_by_keyring(slot: KeyringSlot, store: SecretStore) -> bytes | None:
    """The key by this slot, or None where the keyring has lost it.

    Raises:
        KeyringFailed: it does not answer.
    """
    secret = store.get(slot.id)
    try:
        private = bytes.fromhex(secret) if secret else None
    except ValueError:
        return None
    return None if private is None else slot.key_by(private)


def into_keyring(key: bytes, find_store: FindStore) -> KeyringSlot | None:
    """A slot in the keyring that was seen to give back what it was given, or None."""
    store = find_store()
    if store is None:
        return None
    slot, private = KeyringSlot.make(key, store.name)
    try:
        store.put(slot.id, private.hex())
        return slot if slot_by_keyring(slot, store) == key else None
    except KeyringFailed:
        return None


def _by_words(content: KeyFile, text: str) -> tuple[bytes | None, str]:
    """The key, or None and, of something that was meant to be a recovery key, what is wrong with it."""
    slots = [slot for slot in content.slots if isinstance(slot, RecoverySlot)]
    if not slots or not looks_like(text):
        return None, ""
    try:
        private = secret_of(text)
    except NotWords as problem:
        return None, str(problem)
    key = next((found for slot in slots if (found := slot.key_by(private)) is not None), None)
    return key, "" if key else "These are the words of another recovery key, perhaps an older one."
