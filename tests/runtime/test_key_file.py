"""The key file is replaced whole or not at all, is its owner's alone, and says in a sentence what is wrong with it."""

import json
import os
import stat
import sys
from pathlib import Path

import mounts
import pytest

from runtime import key_file
from runtime.errors import DamagedFile, NewerFile, StorageFailed
from runtime.key_file import KeyFile
from runtime.key_slots import KeyringSlot, PassphraseSlot
from runtime.passphrase import Wrapped

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.keys"


@pytest.fixture(scope="module")
def content() -> KeyFile:
    return KeyFile.for_key(KEY, KeyringSlot.make(KEY, "a keyring")[0], PassphraseSlot.wrap(KEY, "correct horse"))


def test_what_was_saved_is_loaded(path: Path, content: KeyFile):
    key_file.save(path, content)
    assert key_file.load(path) == content


def test_each_slot_opens_by_itself(path: Path, content: KeyFile):
    key_file.save(path, content.model_copy(update={"slots": content.slots[1:]}))
    loaded = key_file.load(path)
    assert loaded is not None
    (slot,) = loaded.slots
    assert isinstance(slot, PassphraseSlot)
    assert slot.unwrap("correct horse") == KEY


def test_there_is_none(path: Path):
    assert key_file.load(path) is None


def test_it_recognises_its_key_and_no_other_without_holding_it(path: Path, content: KeyFile):
    assert content.recognises(KEY)
    assert not content.recognises(bytes(32))
    key_file.save(path, content)
    assert KEY.hex() not in path.read_text()
    assert KEY not in path.read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps other people out of the folder, not of the file")
def test_only_its_owner_may_read_it(path: Path, content: KeyFile):
    key_file.save(path, content)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_saving_again_replaces_it_and_leaves_nothing_else(path: Path, content: KeyFile):
    key_file.save(path, content)
    key_file.save(path, content.model_copy(update={"memory_made": True}))
    loaded = key_file.load(path)
    assert loaded is not None
    assert loaded.memory_made
    assert os.listdir(path.parent) == [path.name]  # noqa: PTH208 (names are what is compared)


def test_where_it_cannot_be_replaced_the_old_one_stays(path: Path, content: KeyFile):
    key_file.save(path, content)
    with mounts.read_only(path.parent), pytest.raises(StorageFailed, match="as it was"):
        key_file.save(path, content.model_copy(update={"memory_made": True}))
    assert key_file.load(path) == content


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"version": 1}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"version": 1, "check": 3, "slots": []}',
    ],
    ids=range(8),
)
def test_a_damaged_one_is_refused_in_a_sentence(path: Path, written: bytes):
    path.write_bytes(written)
    with pytest.raises(DamagedFile, match=r"damaged.*Nothing was changed.*Put an earlier copy"):
        key_file.load(path)


def test_an_unknown_kind_of_slot_is_not_passed_over(path: Path, content: KeyFile):
    """What it means to lose it is not known here."""
    changed = json.loads(content.model_dump_json())
    changed["slots"][0]["kind"] = "retina"
    path.write_text(json.dumps(changed))
    with pytest.raises(DamagedFile):
        key_file.load(path)


def test_one_of_a_later_version_is_refused_in_a_sentence(path: Path):
    path.write_text('{"version": 3, "anything": []}')
    with pytest.raises(NewerFile, match="later version"):
        key_file.load(path)


def test_what_comes_next_is_in_force_once_the_memory_file_begins_with_its_salt(path: Path, content: KeyFile):
    other = bytes(range(1, 33))
    slots = [slot.for_key(other) for slot in content.slots]
    key_file.save(path, content.with_next(other, b"salt", *slots))
    loaded = key_file.load(path)
    assert loaded is not None
    assert loaded.settled(b"another") == content
    assert loaded.settled(b"salt") == content.model_copy(update={"slots": tuple(slots), "check": loaded.next.check})
    assert loaded.settled(b"salt").recognises(other)


FIRST_VERSION = """
{"version": 1, "check": "%s", "memory_made": true, "slots": [
  {"kind": "keyring", "id": "a-keyring-slot", "store": "Test Keyring", "created_at": "2026-11-21T08:00:00Z"},
  {"kind": "passphrase", "id": "a-passphrase-slot", "created_at": "2026-11-21T08:00:00Z", "wrapped": %s}]}
"""


def test_one_of_the_first_version_is_read_and_its_secrets_are_the_key_itself(path: Path):
    wrapped = Wrapped.wrap(KEY, "correct horse", "loci key file, passphrase slot a-passphrase-slot")
    path.write_text(FIRST_VERSION % (KeyFile.for_key(KEY).check, wrapped.model_dump_json()))
    loaded = key_file.load(path)
    assert loaded is not None
    keyring, passphrase = loaded.slots
    assert isinstance(keyring, KeyringSlot)
    assert isinstance(passphrase, PassphraseSlot)
    assert keyring.key_by(KEY) == KEY
    assert passphrase.unwrap("correct horse") == KEY
    assert not keyring.is_vouched(KEY)
    with pytest.raises(ValueError, match="version 1"):
        keyring.for_key(bytes(32))
    key_file.save(path, loaded)
    assert json.loads(path.read_text())["version"] == 2
