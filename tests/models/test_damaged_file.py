"""Files that cannot be opened or read: each gives the fault that fits, and is left as it was."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from sqlmodel import select

from models.connection import connect
from models.faults import DamagedFileFault, NewerFileFault, StorageFault, WrongKeyFault
from models.memory_file import MemoryFile
from models.storage import PAGE_BYTES
from models.tables import Block


@pytest.fixture
def filled(path: Path, key: bytes) -> Path:
    """A closed memory file of about 140 pages."""
    with MemoryFile.open(path, key) as memory, memory.transaction() as session:
        session.add_all(Block(label=f"block {number}", value="x" * 500) for number in range(100))
    return path


def read_all(path: Path, key: bytes) -> None:
    with MemoryFile.open(path, key) as memory, memory.reading() as session:
        assert len(session.exec(select(Block)).all()) == 100


def problems(path: Path, key: bytes) -> list[str]:
    try:
        with MemoryFile.open(path, key) as memory:
            return memory.check()
    except (DamagedFileFault, WrongKeyFault) as fault:
        return [str(fault)]


def test_another_key_is_told_apart_and_changes_nothing(filled: Path, key: bytes):
    before = filled.read_bytes()
    with pytest.raises(WrongKeyFault):
        MemoryFile.open(filled, bytes(32))
    assert filled.read_bytes() == before
    read_all(filled, key)


def test_a_key_of_another_length_is_our_mistake(path: Path):
    with pytest.raises(ValueError, match="32 bytes"):
        MemoryFile.open(path, b"short")


@pytest.mark.parametrize(
    "content",
    [b"My shopping list: milk, bread.", b"SQLite format 3\0" + bytes(8176), b"\0" * 100],
    ids=["a text", "a plain SQLite file", "zeros"],
)
def test_another_kind_of_file_is_refused_and_left_alone(path: Path, key: bytes, content: bytes):
    path.write_bytes(content)
    with pytest.raises(DamagedFileFault):
        MemoryFile.open(path, key)
    assert path.read_bytes() == content


def test_an_encrypted_file_of_another_program_is_refused(path: Path, key: bytes):
    path.touch()
    other = connect(path, key)
    other.execute("CREATE TABLE wallet (coins INTEGER)")
    other.close()
    with pytest.raises(DamagedFileFault, match="another program"):
        MemoryFile.open(path, key)


def test_a_file_cut_short_anywhere_is_refused(filled: Path, key: bytes, repetitions: Callable[[int, int], int]):
    chance = random.Random(5)
    whole = filled.read_bytes()
    for _ in range(repetitions(20, 500)):
        filled.write_bytes(whole[: chance.randrange(1, len(whole) - 1)])
        with pytest.raises(DamagedFileFault):
            read_all(filled, key)


def test_an_empty_file_is_begun_anew(path: Path, key: bytes):
    """It is what a process leaves that was killed before it wrote anything."""
    path.touch()
    with MemoryFile.open(path, key) as memory:
        assert memory.check() == []


def test_a_changed_byte_is_found_by_the_check_at_the_latest(
    filled: Path, key: bytes, repetitions: Callable[[int, int], int]
):
    chance = random.Random(6)
    whole = filled.read_bytes()
    for _ in range(repetitions(20, 500)):
        where = chance.randrange(len(whole))
        filled.write_bytes(whole[:where] + bytes([whole[where] ^ 1]) + whole[where + 1 :])
        assert problems(filled, key), f"byte {where} was changed unnoticed"


def test_a_damaged_page_that_is_read_is_a_fault(filled: Path, key: bytes):
    whole = bytearray(filled.read_bytes())
    for page in range(1, len(whole) // PAGE_BYTES):
        whole[page * PAGE_BYTES + 100] ^= 1
    filled.write_bytes(whole)
    with pytest.raises(DamagedFileFault):
        read_all(filled, key)


def test_a_newer_file_is_refused_and_left_alone(filled: Path, key: bytes):
    connection = connect(filled, key)
    connection.execute("INSERT INTO migration (number, name, applied_at) VALUES (999, 'of the future', 0)")
    connection.close()
    before = filled.read_bytes()
    with pytest.raises(NewerFileFault) as caught:
        MemoryFile.open(filled, key)
    assert caught.value.found == 999
    assert filled.read_bytes() == before


def test_a_missing_folder_is_a_fault_that_says_so(tmp_path: Path, key: bytes):
    with pytest.raises(StorageFault) as caught:
        MemoryFile.open(tmp_path / "no such folder" / "memory.loci", key)
    assert caught.value.kind == "missing"


def test_a_folder_in_the_file_s_place_is_a_fault(path: Path, key: bytes):
    path.mkdir()
    with pytest.raises(StorageFault):
        MemoryFile.open(path, key)


def test_a_copy_of_the_whole_folder_opens_like_the_original(filled: Path, key: bytes, tmp_path: Path):
    shutil.copytree(filled.parent, tmp_path / "copy")
    read_all(tmp_path / "copy" / filled.name, key)


def test_sqlite_errors_of_our_own_making_stay_what_they_are(path: Path, key: bytes):
    with (
        MemoryFile.open(path, key) as memory,
        pytest.raises(Exception, match="no such table") as caught,
        memory.reading() as session,
    ):
        session.connection().exec_driver_sql("SELECT * FROM nowhere")
    assert isinstance(caught.value.__cause__, dbapi2.Error)
