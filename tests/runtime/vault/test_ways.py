"""Ways come, go and change without the memory being touched, and the last that works never goes."""

import pytest
from ring import Ring

from runtime import key_file
from runtime.errors import InputRefused, KeyNeeded, WrongKey
from runtime.home import Home
from runtime.key_slots import PassphraseSlot
from runtime.keys import unlock
from runtime.vault.ways import Ways, listed

GOOD = "tangerine bulldozer sideways"


@pytest.fixture
def ways(home: Home, key: bytes, ring: Ring) -> Ways:
    return Ways(home, lambda: key, lambda: ring)


@pytest.fixture(autouse=True)
def unaided(key: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """LOCI_PASSPHRASE made the memory and then is gone."""
    assert key
    monkeypatch.delenv("LOCI_PASSPHRASE")


def kinds(ways: Ways) -> list[str]:
    return [way.kind for way in ways.list()]


def opened(home: Home, text: str, ring: Ring | None = None) -> bytes:
    return unlock(home, lambda _new: text, find_store=lambda: ring)


def test_each_that_was_added_opens_the_memory_by_itself(home: Home, key: bytes, ways: Ways, ring: Ring):
    ways.add_passphrase(GOOD)
    _, words = ways.add_recovery()
    ways.add_keyring()
    assert kinds(ways) == ["passphrase", "passphrase", "recovery", "keyring"]
    assert [way.works for way in ways.list()] == [None, None, None, True]
    for text in ("a passphrase for tests", GOOD, words):
        assert opened(home, text) == key
    assert unlock(home, None, find_store=lambda: ring) == key


def test_a_way_that_was_removed_opens_nothing(home: Home, key: bytes, ways: Ways, ring: Ring):
    made = ways.add_passphrase(GOOD)
    ways.add_keyring()
    ways.remove("keyring")
    assert ring.kept == {}
    ways.remove(made.id[:8])
    with pytest.raises(WrongKey):
        opened(home, GOOD, ring)
    assert opened(home, "a passphrase for tests", ring) == key


def test_the_last_way_that_works_is_never_removed(home: Home, ways: Ways, ring: Ring):
    before = home.key_file.read_bytes()
    with pytest.raises(InputRefused, match="last way in that is known to work"):
        ways.remove("passphrase")
    assert home.key_file.read_bytes() == before
    ways.add_keyring()
    ring.kept.clear()
    with pytest.raises(InputRefused, match="last way"):
        ways.remove("passphrase")
    ring.failing = "locked"
    with pytest.raises(InputRefused, match="last way"):
        ways.remove("passphrase")


def test_a_slot_that_somebody_else_put_there_does_not_count(home: Home, ways: Ways):
    content = key_file.load(home.key_file)
    key_file.save(home.key_file, content.with_slots(*content.slots, PassphraseSlot.wrap(bytes(32), "theirs")))
    (mine, _) = ways.list()
    with pytest.raises(InputRefused, match="last way"):
        ways.remove(mine.id)


def test_a_keyring_that_lost_its_entry_is_survived_and_healed(home: Home, key: bytes, ways: Ways, ring: Ring):
    ways.add_keyring()
    ring.kept.clear()
    assert opened(home, "a passphrase for tests", ring) == key
    assert [way.works for way in ways.list()] == [None, False]
    ways.add_keyring()
    assert [way.works for way in ways.list()] == [None, True]
    assert unlock(home, None, find_store=lambda: ring) == key
    with pytest.raises(InputRefused, match="opens the memory already"):
        ways.add_keyring()


def test_a_changed_passphrase_opens_and_the_one_before_does_not(home: Home, key: bytes, ways: Ways):
    ways.change("passphrase", GOOD)
    assert kinds(ways) == ["passphrase"]
    assert opened(home, GOOD) == key
    with pytest.raises(WrongKey):
        opened(home, "a passphrase for tests")


def test_new_words_open_and_the_ones_before_do_not(home: Home, key: bytes, ways: Ways):
    _, before = ways.add_recovery()
    _, words = ways.change("recovery")
    assert opened(home, words) == key
    with pytest.raises(WrongKey, match="another recovery key"):
        opened(home, before)


def test_a_changed_keyring_entry_replaces_the_old_one(home: Home, key: bytes, ways: Ways, ring: Ring):
    ways.add_keyring()
    before = dict(ring.kept)
    ways.change("keyring")
    assert len(ring.kept) == 1
    assert ring.kept != before
    assert unlock(home, None, find_store=lambda: ring) == key


@pytest.mark.parametrize("weak", ["", "password", "loci"])
def test_a_weak_passphrase_is_refused_with_a_hint_unless_the_person_insists(home: Home, ways: Ways, weak: str):
    before = home.key_file.read_bytes()
    for attempt in (ways.add_passphrase, lambda text: ways.change("passphrase", text)):
        with pytest.raises(InputRefused, match="Nothing was changed"):
            attempt(weak)
    assert home.key_file.read_bytes() == before
    if weak:
        ways.add_passphrase(weak, weak=True)
        assert kinds(ways) == ["passphrase", "passphrase"]


@pytest.mark.parametrize("which", ["", "keyring", "retina", "no such id"])
def test_what_names_no_way_is_refused(ways: Ways, which: str):
    with pytest.raises(InputRefused, match="names no way"):
        ways.remove(which)


def test_what_names_two_is_refused(ways: Ways):
    ways.add_passphrase(GOOD)
    with pytest.raises(InputRefused, match="more than one"):
        ways.remove("passphrase")


def test_a_keyring_that_does_not_keep_is_refused(home: Home, key: bytes, ways: Ways, ring: Ring):
    ring.failing = "locked"
    with pytest.raises(InputRefused, match="does not keep"):
        ways.add_keyring()
    with pytest.raises(InputRefused, match="no keyring"):
        Ways(home, lambda: key, lambda: None).add_keyring()


def test_the_key_file_of_another_memory_is_not_changed(home: Home, ring: Ring):
    with pytest.raises(InputRefused, match="another memory"):
        Ways(home, lambda: bytes(32), lambda: ring).add_recovery()


def test_where_there_is_no_memory_yet_that_is_said(home: Home):
    home.key_file.unlink()
    with pytest.raises(KeyNeeded, match="first start makes it"):
        listed(home)
