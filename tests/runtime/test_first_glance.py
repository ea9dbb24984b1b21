"""Whether a key has to be typed is known before anything is opened."""

from __future__ import annotations

import pytest

from runtime import key_file, lock_mark
from runtime.first_glance import is_typed
from runtime.home import Home
from runtime.key_file import KeyFile
from runtime.key_slots import KeyringSlot, PassphraseSlot

KEY = bytes(range(32))


@pytest.fixture
def bare(home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home where nothing gives the passphrase."""
    monkeypatch.delenv("LOCI_PASSPHRASE")
    home.prepare()
    return home


def test_only_where_no_keyring_opens_it_or_it_is_locked(bare: Home):
    typed, kept = PassphraseSlot.wrap(KEY, "four words nobody guesses"), KeyringSlot.make(KEY, "a keyring")[0]
    key_file.save(bare.key_file, KeyFile.for_key(KEY, typed))
    assert is_typed(bare)
    key_file.save(bare.key_file, KeyFile.for_key(KEY, typed, kept))
    assert not is_typed(bare)
    lock_mark.set_anew(bare)
    assert is_typed(bare)
    key_file.save(bare.key_file, KeyFile.for_key(KEY, kept))
    assert not is_typed(bare), "nothing could be typed"


@pytest.mark.parametrize("content", [None, "", "[]", '{"slots": 3}', '{"slots": [1]}', "\x00"])
def test_where_that_is_not_clear_opening_tells(bare: Home, content: str | None):
    if content is not None:
        bare.key_file.write_text(content, encoding="utf-8")
    assert not is_typed(bare)


def test_the_environment_s_passphrase_is_enough(bare: Home, monkeypatch: pytest.MonkeyPatch):
    key_file.save(bare.key_file, KeyFile.for_key(KEY, PassphraseSlot.wrap(KEY, "four words nobody guesses")))
    monkeypatch.setenv("LOCI_PASSPHRASE", "four words nobody guesses")
    assert not is_typed(bare)
