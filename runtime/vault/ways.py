"""The ways to the memory's key, seen, added, taken away and changed. The memory file is not touched by any of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from runtime import key_file, opening, os_keyring
from runtime.errors import InputRefused, KeyNeeded
from runtime.home import Home
from runtime.key_file import KeyFile
from runtime.key_slots import AnySlot, KeyringSlot, Kind, PassphraseSlot, RecoverySlot
from runtime.opening import FindStore
from runtime.os_keyring import KeyringFailed
from runtime.vault.strength import judge

FAIR = 2
"""A passphrase that scores less is refused, unless the person insists."""

_NAMES: dict[Kind, str] = {"keyring": "the keyring", "passphrase": "a passphrase", "recovery": "a recovery key"}


@dataclass(frozen=True, slots=True)
class Way:
    """One way. ``works``: seen to open the memory just now; None: only the person can try it."""

    id: str
    kind: Kind
    name: str
    created_at: datetime
    works: bool | None = None


def listed(home: Home, find_store: FindStore = os_keyring.find) -> tuple[Way, ...]:
    """The ways, oldest first. Needs no key; asks the keyring whether it still has its part.

    Raises:
        KeyNeeded: there is no memory yet.
        MemoryFileError: the key file cannot be read.
    """
    content = _content(home)
    ordered = sorted(content.slots, key=lambda slot: slot.created_at)
    return tuple(_way(slot, works=_works(content, slot, find_store)) for slot in ordered)


class Ways:
    """For whoever has the memory open: ``key`` gives its key. Each change is whole, or nothing was changed."""

    def __init__(self, home: Home, key: Callable[[], bytes], find_store: FindStore = os_keyring.find) -> None:
        self._home, self._key, self._find_store = home, key, find_store

    def list(self) -> tuple[Way, ...]:
        """See :func:`listed`."""
        return listed(self._home, self._find_store)

    def add_passphrase(self, passphrase: str, *, weak: bool = False) -> Way:
        """Another passphrase. ``weak``: the person insists on one that is soon guessed.

        Raises:
            InputRefused: it is empty or weak; nothing was changed.
        """
        _check(passphrase, weak=weak)
        return self._add(PassphraseSlot.wrap(self._key(), passphrase))

    def add_recovery(self) -> tuple[Way, str]:
        """A recovery key; its words are told this once and kept nowhere."""
        slot, words = RecoverySlot.make(self._key())
        return self._add(slot), words

    def add_keyring(self) -> Way:
        """The keyring of this desktop, in place of entries of it that no longer work.

        Raises:
            InputRefused: there is none, it does not keep what it is given, or it has the key already.
        """
        content, store = self._own(), self._find_store()
        if store is None:
            raise InputRefused("There is no keyring in this session that encrypts what it keeps. Nothing was changed.")
        same = [slot for slot in content.slots if isinstance(slot, KeyringSlot) and slot.store == store.name]
        if any(_works(content, slot, self._find_store) for slot in same):
            raise InputRefused(f"{store.name} opens the memory already. Nothing was changed.")
        slot = opening.into_keyring(self._key(), self._find_store)
        if slot is None:
            raise InputRefused(f"{store.name} does not keep what it is given. Nothing was changed.")
        key_file.save(self._home.key_file, content.with_slots(*(s for s in content.slots if s not in same), slot))
        return _way(slot, works=True)

    def change(self, which: str, passphrase: str = "", *, weak: bool = False) -> tuple[Way, str]:
        """A new secret for a way: the given passphrase, other words, or another entry of the keyring.

        The old secret opens nothing from then on, except copies that were made of the key file before.

        Returns:
            The way as it is now, and for a recovery key its new words.

        Raises:
            InputRefused: there is no such way, or not this one alone, or the passphrase will not do.
        """
        content, old = self._own(), self._find(which)
        words = ""
        if isinstance(old, PassphraseSlot):
            _check(passphrase, weak=weak)
            new: AnySlot | None = PassphraseSlot.wrap(self._key(), passphrase)
        elif isinstance(old, RecoverySlot):
            new, words = RecoverySlot.make(self._key())
        else:
            new = opening.into_keyring(self._key(), self._find_store)
        if new is None:
            raise InputRefused("The keyring does not keep what it is given. Nothing was changed.")
        slots = [new if slot.id == old.id else slot for slot in content.slots]
        key_file.save(self._home.key_file, content.with_slots(*slots))
        self._forget(old)
        return _way(new, works=isinstance(new, KeyringSlot) or None), words

    def remove(self, which: str) -> Way:
        """Take a way away.

        Raises:
            InputRefused: it is the last that is known to open the memory, or there is no such way.
        """
        content, old = self._own(), self._find(which)
        rest = [slot for slot in content.slots if slot.id != old.id]
        if not any(self._is_sound(content, slot) for slot in rest):
            raise InputRefused(
                f"{_NAMES[old.kind].capitalize()} is the last way in that is known to work. Nothing was changed. "
                "Add another first: loci key add passphrase, or loci key recovery."
            )
        key_file.save(self._home.key_file, content.with_slots(*rest))
        self._forget(old)
        return _way(old)

    def _add(self, slot: AnySlot) -> Way:
        content = self._own()
        key_file.save(self._home.key_file, content.with_slots(*content.slots, slot))
        return _way(slot)

    def _own(self) -> KeyFile:
        """The key file of this key.

        Raises:
            InputRefused: it was exchanged for that of another memory.
        """
        content = _content(self._home)
        if not content.recognises(self._key()):
            raise InputRefused(
                f"The key file {self._home.key_file} belongs to another memory than the one that is open. Nothing was "
                "changed. Put the right one back."
            )
        return content

    def _find(self, which: str) -> AnySlot:
        """The slot that a kind, an id or the beginning of one names."""
        found = [slot for slot in self._own().slots if which and (slot.kind == which or slot.id.startswith(which))]
        if len(found) == 1:
            return found[0]
        what = "more than one way" if found else "no way"
        raise InputRefused(f"“{which}” names {what} to the key. Nothing was changed. `loci key list` shows them all.")

    def _is_sound(self, content: KeyFile, slot: AnySlot) -> bool:
        """Whether it may be relied on: a keyring is asked, of the others their making is looked at."""
        works = _works(content, slot, self._find_store)
        return slot.public is None or slot.is_vouched(self._key()) if works is None else works

    def _forget(self, slot: AnySlot) -> None:
        """Take the keyring's entry away too, where that can be done; without its slot it opens nothing."""
        store = self._find_store() if isinstance(slot, KeyringSlot) else None
        if store is not None:
            with suppress(KeyringFailed):
                store.remove(slot.id)


def _content(home: Home) -> KeyFile:
    content = key_file.load(home.key_file)
    if content is None:
        raise KeyNeeded(f"There is no key file at {home.key_file}: the first start makes it. Nothing was changed.")
    return content


def _works(content: KeyFile, slot: AnySlot, find_store: FindStore) -> bool | None:
    if not isinstance(slot, KeyringSlot):
        return None
    return opening.by_keyring(content.with_slots(slot), find_store)[0] is not None


def _way(slot: AnySlot, *, works: bool | None = None) -> Way:
    name = slot.store if isinstance(slot, KeyringSlot) else _NAMES[slot.kind]
    return Way(slot.id, slot.kind, name, slot.created_at, works)


def _check(passphrase: str, *, weak: bool) -> None:
    if not passphrase:
        raise InputRefused("An empty passphrase protects nothing. Nothing was changed.")
    found = judge(passphrase)
    if found.score < FAIR and not weak:
        raise InputRefused(
            f"This passphrase is {found.word}: it is guessed in {found.guessed_in}. Nothing was changed. {found.hint}"
        )
