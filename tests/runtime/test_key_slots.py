"""A way to the key opens it, opens the next one without being asked, and nothing else opens it."""

import json

import pytest
from pydantic import TypeAdapter

from runtime import key_pair
from runtime.key_slots import AnySlot, KeyringSlot, PassphraseSlot, RecoverySlot, Slot
from runtime.recovery_words import secret_of

KEY, NEXT = bytes(range(32)), bytes(range(32, 64))
ANY: TypeAdapter[AnySlot] = TypeAdapter(Slot)


@pytest.fixture(scope="module")
def passphrase() -> PassphraseSlot:
    return PassphraseSlot.wrap(KEY, "correct horse")


def test_each_kind_gives_the_key_back_and_no_other_secret_does(passphrase: PassphraseSlot):
    keyring, private = KeyringSlot.make(KEY, "a keyring")
    recovery, words = RecoverySlot.make(KEY)
    assert keyring.key_by(private) == KEY
    assert keyring.key_by(bytes(32)) is None
    assert recovery.key_by(secret_of(words)) == KEY
    assert recovery.key_by(private) is None
    assert passphrase.unwrap("correct horse") == KEY
    assert passphrase.unwrap("Correct horse") is None


def test_the_same_secret_opens_the_next_key_and_the_old_key_says_nothing_of_it(passphrase: PassphraseSlot):
    made = passphrase.for_key(NEXT)
    assert made.unwrap("correct horse") == NEXT
    assert made.is_vouched(NEXT)
    assert not made.is_vouched(KEY)
    assert made.key_by(KEY) is None


def test_a_slot_of_somebody_without_the_key_is_known(passphrase: PassphraseSlot):
    assert passphrase.is_vouched(KEY)
    assert not passphrase.model_copy(update={"public": key_pair.public_of(bytes(32))}).is_vouched(KEY)
    assert not PassphraseSlot.wrap(NEXT, "mine").is_vouched(KEY)


def test_a_slot_taken_over_into_another_does_not_open(passphrase: PassphraseSlot):
    assert passphrase.model_copy(update={"id": "another"}).unwrap("correct horse") is None


def test_as_json_it_is_the_same_and_has_no_secret(passphrase: PassphraseSlot):
    recovery, words = RecoverySlot.make(KEY)
    for slot in (passphrase, recovery):
        text = slot.model_dump_json()
        assert ANY.validate_json(text) == slot
        assert ANY.validate_json(text).is_vouched(KEY)
        assert KEY.hex() not in text
    assert secret_of(words).hex() not in recovery.model_dump_json()
    assert "public" in json.loads(recovery.model_dump_json())


@pytest.mark.parametrize("sealed", [b"", b"x", bytes(80)])
def test_sealed_bytes_that_were_changed_open_nothing(sealed: bytes):
    slot, words = RecoverySlot.make(KEY)
    assert slot.model_copy(update={"sealed": sealed}).key_by(secret_of(words)) is None
