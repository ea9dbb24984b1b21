"""The memory as the runtime opens it: for this process alone, with every fault in a sentence."""

from collections.abc import Iterator

import mounts
import pytest

from models.connection import connect
from models.memory_file import MemoryFile
from models.tables import Block
from runtime import key_file
from runtime.errors import DamagedFile, FileInUse, KeyNeeded, MemoryFileError, NewerFile, StorageFailed, WrongKey
from runtime.home import Home
from runtime.keys import unlock
from runtime.memory_access import open_memory, translated

KEY = bytes(range(32))


@pytest.fixture
def closed(home: Home) -> Home:
    """A home with a memory that was made and closed."""
    open_memory(home, KEY).close()
    return home


def assert_sentence(error: MemoryFileError) -> None:
    """What happened, what was kept, what to do."""
    text = str(error)
    assert text.count(". ") >= 1
    assert text[0].isupper()
    assert text.endswith(".")
    assert "None" not in text
    assert "{" not in text


def test_it_is_made_opened_and_held_by_one(home: Home):
    memory = open_memory(home, KEY)
    with pytest.raises(FileInUse):
        open_memory(home, KEY)
    memory.close()
    open_memory(home, KEY).close()


def test_the_key_may_be_looked_for(home: Home):
    """By LOCI_PASSPHRASE here; the first time it is made."""
    open_memory(home, None).close()
    open_memory(home, unlock(home)).close()


def test_a_key_file_that_a_killed_process_was_writing_is_swept_away(home: Home):
    """It may hold a way to the key that was to be taken away."""
    open_memory(home, None).close()
    left = home.key_file.with_name(f"{home.key_file.name}.1234.part")
    left.write_bytes(b"half")
    open_memory(home, unlock(home)).close()
    assert not left.exists()
    assert home.key_file.exists()


def test_where_nothing_could_be_opened_the_lock_is_free_again(closed: Home):
    with pytest.raises(WrongKey):
        open_memory(closed, bytes(32))
    open_memory(closed, KEY).close()


def test_a_passphrase_that_is_needed_is_asked_for(home: Home, monkeypatch: pytest.MonkeyPatch):
    open_memory(home, None).close()
    monkeypatch.delenv("LOCI_PASSPHRASE")
    with pytest.raises(KeyNeeded):
        open_memory(home, None)
    open_memory(home, lambda _new: "a passphrase for tests").close()


def test_once_it_was_made_its_loss_is_noticed(home: Home):
    open_memory(home, None).close()
    content = key_file.load(home.key_file)
    assert content is not None
    assert content.memory_made
    home.memory_file.unlink()
    with pytest.raises(MemoryFileError, match="missing"):
        open_memory(home, None)


def test_another_key_is_a_sentence(closed: Home):
    with pytest.raises(WrongKey) as caught:
        open_memory(closed, bytes(32))
    assert_sentence(caught.value)


@pytest.mark.parametrize("content", [b"My shopping list", b"SQLite format 3\0" + bytes(4096)])
def test_another_kind_of_file_is_a_sentence_and_stays(home: Home, content: bytes):
    home.prepare()
    home.memory_file.write_bytes(content)
    with pytest.raises(DamagedFile) as caught:
        open_memory(home, KEY)
    assert_sentence(caught.value)
    assert home.memory_file.read_bytes() == content


def test_a_file_cut_short_is_a_sentence(closed: Home):
    whole = closed.memory_file.read_bytes()
    closed.memory_file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DamagedFile) as caught:
        open_memory(closed, KEY)
    assert_sentence(caught.value)


def test_a_newer_file_is_a_sentence(closed: Home):
    connection = connect(closed.memory_file, KEY)
    connection.execute("INSERT INTO migration (number, name, applied_at) VALUES (999, 'later', 0)")
    connection.close()
    with pytest.raises(NewerFile) as caught:
        open_memory(closed, KEY)
    assert_sentence(caught.value)


def test_a_read_only_folder_is_a_sentence(closed: Home):
    with mounts.read_only(closed.root), pytest.raises(StorageFailed) as caught:
        open_memory(closed, KEY)
    assert_sentence(caught.value)


@pytest.fixture
def crowded(home: Home) -> Iterator[MemoryFile]:
    """A memory on a disk that is full."""
    with mounts.small_disk(home.root, 4):
        memory = open_memory(home, KEY)
        mounts.fill(home.root / "ballast")
        yield memory
        memory.close()


@pytest.fixture
def home(home: Home) -> Home:
    """The shared one; its parent exists, so that a disk can be mounted there."""
    home.root.parent.mkdir(parents=True, exist_ok=True)
    return home


def test_a_full_disk_is_a_sentence_and_what_was_there_stays(crowded: MemoryFile):
    with pytest.raises(StorageFailed, match="full") as caught, translated(), crowded.transaction() as session:
        session.add(Block(label="human", value="x" * 1_000_000))
    assert_sentence(caught.value)
    assert crowded.check() == []


def test_our_own_mistakes_are_not_translated():
    with pytest.raises(ZeroDivisionError), translated():
        _ = 1 / 0
