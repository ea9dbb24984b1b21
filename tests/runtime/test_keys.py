"""Where the key comes from, the first time and later, and that no key is ever made over an old memory."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from ring import Ring

from runtime import key_file, lock_mark
from runtime.errors import DamagedFile, FileInUse, KeyNeeded, MemoryFileError, WrongKey
from runtime.home import Home
from runtime.instance_lock import InstanceLock
from runtime.key_file import KeyFile
from runtime.key_slots import AnySlot, KeyringSlot, PassphraseSlot, RecoverySlot
from runtime.keys import memory_was_made, unlock

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def bare(home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """An empty home, and no LOCI_PASSPHRASE."""
    monkeypatch.delenv("LOCI_PASSPHRASE")
    return home


def no_ring() -> None:
    return None


def typing(passphrase: str, asked: list[bool] | None = None) -> Callable[[bool], str]:
    def ask(new: bool) -> str:  # noqa: FBT001 (the signature of Ask)
        if asked is not None:
            asked.append(new)
        return passphrase

    return ask


def slots(home: Home) -> tuple[AnySlot, ...]:
    content = key_file.load(home.key_file)
    assert content is not None
    return content.slots


def test_the_passphrase_of_the_environment_comes_first(home: Home):
    ring = Ring()
    key = unlock(home, find_store=lambda: ring)
    assert len(key) == 32
    assert [slot.kind for slot in slots(home)] == ["passphrase"]
    assert ring.kept == {}
    assert unlock(home, find_store=lambda: ring) == key


def test_a_wrong_passphrase_of_the_environment_is_said_and_nothing_else_is_tried(
    home: Home, monkeypatch: pytest.MonkeyPatch
):
    unlock(home)
    before = home.key_file.read_bytes()
    monkeypatch.setenv("LOCI_PASSPHRASE", "wrong")
    asked: list[bool] = []
    with pytest.raises(WrongKey, match=r"LOCI_PASSPHRASE does not open.*Nothing was changed"):
        unlock(home, typing("a passphrase for tests", asked))
    assert asked == []
    assert home.key_file.read_bytes() == before


def test_the_keyring_keeps_the_key_where_there_is_one(bare: Home):
    ring, asked = Ring(), list[bool]()
    key = unlock(bare, typing("unused", asked), find_store=lambda: ring)
    (slot,) = slots(bare)
    assert isinstance(slot, KeyringSlot)
    assert slot.store == "Test Keyring"
    assert slot.key_by(bytes.fromhex(ring.kept[slot.id])) == key
    assert key.hex() not in bare.key_file.read_text()
    assert unlock(bare, typing("unused", asked), find_store=lambda: ring) == key
    assert asked == []


def test_without_a_keyring_a_new_passphrase_is_asked_for_and_later_the_same(bare: Home):
    asked: list[bool] = []
    key = unlock(bare, typing("correct horse", asked), find_store=no_ring)
    assert unlock(bare, typing("correct horse", asked), find_store=no_ring) == key
    assert asked == [True, False]
    with pytest.raises(WrongKey, match="does not open this memory"):
        unlock(bare, typing("wrong"), find_store=no_ring)


@pytest.mark.parametrize("ask", [None, typing("")], ids=["nobody there", "nothing typed"])
def test_without_keyring_or_passphrase_nothing_is_written(bare: Home, ask: Callable[[bool], str] | None):
    with pytest.raises(KeyNeeded, match="LOCI_PASSPHRASE"):
        unlock(bare, ask, find_store=no_ring)
    assert not bare.key_file.exists()
    assert not bare.memory_file.exists()


@pytest.mark.parametrize("failing", ["locked", "no answer within 60 seconds"])
def test_a_keyring_that_fails_at_the_first_start_is_not_used(bare: Home, failing: str):
    unlock(bare, typing("correct horse"), find_store=lambda: Ring(failing=failing))
    assert [slot.kind for slot in slots(bare)] == ["passphrase"]


def test_a_keyring_that_forgets_at_once_is_not_used(bare: Home):
    class Forgetful(Ring):
        def put(self, entry: str, secret: str) -> None:
            pass

    unlock(bare, typing("correct horse"), find_store=Forgetful)
    assert [slot.kind for slot in slots(bare)] == ["passphrase"]


@pytest.mark.parametrize(
    ("ring", "why"),
    [
        (None, "no keyring in this session"),
        (Ring(), "Test Keyring does not hold it"),
        (Ring(failing="locked"), "locked"),
    ],
)
def test_a_keyring_that_lost_the_key_is_named_and_nothing_is_changed(bare: Home, ring: Ring | None, why: str):
    unlock(bare, find_store=Ring)
    before = bare.key_file.read_bytes()
    with pytest.raises(KeyNeeded, match=why) as caught:
        unlock(bare, typing("unused"), find_store=lambda: ring)
    assert "Nothing was changed" in str(caught.value)
    assert bare.key_file.read_bytes() == before


def test_a_keyring_with_another_key_under_that_name_is_not_believed(bare: Home):
    ring = Ring()
    unlock(bare, find_store=lambda: ring)
    for wrong in (bytes(32).hex(), "no hex", ""):
        ring.kept = dict.fromkeys(ring.kept, wrong)
        with pytest.raises(KeyNeeded):
            unlock(bare, find_store=lambda: ring)


def test_either_of_two_slots_opens_the_memory(bare: Home):
    """A keyring that lost its entry is survived by the passphrase."""
    key, ring = bytes(range(32)), Ring()
    slot, private = KeyringSlot.make(key, ring.name)
    ring.put(slot.id, private.hex())
    bare.prepare()
    key_file.save(bare.key_file, KeyFile.for_key(key, slot, PassphraseSlot.wrap(key, "correct horse")))
    asked: list[bool] = []
    assert unlock(bare, typing("correct horse", asked), find_store=lambda: ring) == key
    assert asked == []
    assert unlock(bare, typing("correct horse", asked), find_store=no_ring) == key
    assert asked == [False]


def test_the_words_of_a_recovery_key_open_it_wherever_a_passphrase_is_asked_for(
    bare: Home, monkeypatch: pytest.MonkeyPatch
):
    key = bytes(range(32))
    recovery, words = RecoverySlot.make(key)
    bare.prepare()
    key_file.save(bare.key_file, KeyFile.for_key(key, PassphraseSlot.wrap(key, "correct horse"), recovery))
    assert unlock(bare, typing(f"  {words.upper()}\n"), find_store=no_ring) == key
    assert unlock(bare, typing(" ".join(word[:4] for word in words.split())), find_store=no_ring) == key
    assert unlock(bare, typing("correct horse"), find_store=no_ring) == key
    with pytest.raises(WrongKey, match="Word 24"):
        unlock(bare, typing(words.rsplit(" ", 1)[0] + " nonesuch"), find_store=no_ring)
    with pytest.raises(WrongKey, match="another recovery key"):
        unlock(bare, typing(RecoverySlot.make(key)[1]), find_store=no_ring)
    monkeypatch.setenv("LOCI_PASSPHRASE", words)
    assert unlock(bare, find_store=no_ring) == key


def test_a_locked_memory_does_not_ask_the_keyring_where_there_is_another_way(bare: Home):
    key, ring = bytes(range(32)), Ring()
    slot, private = KeyringSlot.make(key, ring.name)
    ring.put(slot.id, private.hex())
    bare.prepare()
    key_file.save(bare.key_file, KeyFile.for_key(key, slot, PassphraseSlot.wrap(key, "correct horse")))
    lock_mark.set_anew(bare)
    with pytest.raises(KeyNeeded, match="it is locked"):
        unlock(bare, find_store=lambda: ring)
    with pytest.raises(WrongKey):
        unlock(bare, typing("wrong"), find_store=lambda: ring)
    assert lock_mark.read(bare)
    assert unlock(bare, typing("correct horse"), find_store=lambda: ring) == key
    assert lock_mark.read(bare) == ""
    assert unlock(bare, find_store=lambda: ring) == key


def test_a_locked_memory_that_only_the_keyring_opens_is_opened_by_it(bare: Home):
    ring = Ring()
    key = unlock(bare, find_store=lambda: ring)
    lock_mark.set_anew(bare)
    assert unlock(bare, find_store=lambda: ring) == key
    assert lock_mark.read(bare) == ""


def test_a_memory_file_without_its_key_file_gets_no_new_key(home: Home):
    unlock(home)
    home.key_file.unlink()
    home.memory_file.write_bytes(b"\1" * 8192)
    with pytest.raises(KeyNeeded, match=r"key file .* that belongs to it is not.*Nothing was changed"):
        unlock(home)
    assert not home.key_file.exists()


def test_a_lost_memory_file_is_not_silently_followed_by_an_empty_one(home: Home):
    unlock(home)
    memory_was_made(home)
    with pytest.raises(MemoryFileError, match=r"is missing.*still here.*Nothing was\s+changed"):
        unlock(home)


def test_a_start_that_was_killed_before_the_memory_was_made_goes_on(home: Home):
    key = unlock(home)
    home.memory_file.touch()
    assert unlock(home) == key


def test_a_damaged_key_file_is_left_as_it_is(home: Home):
    home.prepare()
    home.key_file.write_text("{")
    with pytest.raises(DamagedFile):
        unlock(home)
    assert home.key_file.read_text() == "{"


def test_nobody_is_asked_for_a_passphrase_while_another_process_has_the_memory(bare: Home):
    bare.prepare()
    asked: list[bool] = []
    with InstanceLock.take(bare.lock_file), pytest.raises(FileInUse):
        unlock(bare, typing("correct horse", asked), find_store=no_ring)
    assert asked == []


def test_of_two_first_starts_at_once_only_one_makes_the_key(home: Home):
    command = [
        sys.executable,
        "-c",
        "from runtime.home import Home; from runtime.keys import unlock; unlock(Home.find())",
    ]
    children = [
        subprocess.Popen(command, cwd=ROOT, env=os.environ, stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]
    told = [child.communicate()[1] for child in children]
    assert any(child.returncode == 0 for child in children)
    assert all("FileInUse" in text for child, text in zip(children, told, strict=True) if child.returncode)
    assert len(slots(home)) == 1
