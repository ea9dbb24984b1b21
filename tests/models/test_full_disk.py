"""A full disk and a folder that cannot be written: nothing of the transaction is kept, everything before it is."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import mounts
import pytest
from sqlmodel import col, select

from models.faults import StorageFault
from models.memory_file import MemoryFile
from models.tables import Block


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB."""
    with mounts.small_disk(tmp_path / "disk", 4):
        yield tmp_path / "disk"


def fill(memory: MemoryFile, limit: int = 1000) -> int:
    """Write blocks of 100 kB, one a transaction, until there is no room; how many were accepted."""
    return next(number for number in range(limit) if not written(memory, str(number), f"{number} " * 20_000))


def written(memory: MemoryFile, label: str, value: str, parts: int = 1) -> bool:
    """Write one transaction, each block of it in a savepoint; False where the disk was full."""
    kind = None
    try:
        with memory.transaction() as session:
            for _ in range(parts):
                with session.begin_nested():
                    session.add(Block(label=label, value=value))
                    session.flush()
    except StorageFault as fault:
        kind = fault.kind
    assert kind in {None, "full"}
    return kind is None


def labels(memory: MemoryFile) -> list[str]:
    with memory.reading() as session:
        return list(session.exec(select(Block.label).order_by(col(Block.id))))


def test_a_file_that_may_not_grow_keeps_what_it_has(memory: MemoryFile):
    memory.writer.connect().connection.cursor().execute("PRAGMA max_page_count = 400")
    accepted = fill(memory)
    assert accepted > 3
    assert labels(memory) == [str(number) for number in range(accepted)]
    assert memory.check() == []


def test_at_any_page_where_the_disk_fills_up_a_transaction_is_whole_or_absent(memory: MemoryFile):
    """Savepoints included: SQLite rolls everything back by itself there, and the savepoint is gone with it."""
    with memory.writer.connect() as connection:
        cursor = connection.connection.cursor()
        (pages,) = cursor.execute("PRAGMA page_count").fetchone()
    kept = 0
    for room in range(80):
        cursor.execute(f"PRAGMA max_page_count = {pages + room}")
        kept += written(memory, str(room), "x" * 9000, parts=3)
        assert len(labels(memory)) == 3 * kept
    assert 0 < kept < 80


def test_a_full_disk_refuses_in_time_and_goes_on_once_there_is_room(small_disk: Path, key: bytes):
    ballast = small_disk / "ballast"
    with MemoryFile.open(small_disk / "memory.loci", key) as memory:
        ballast.write_bytes(bytes(1_000_000))
        accepted = fill(memory)
        assert labels(memory) == [str(number) for number in range(accepted)]
        ballast.unlink()
        with memory.transaction() as session:
            session.add(Block(label=str(accepted)))
    with MemoryFile.open(small_disk / "memory.loci", key) as memory:
        assert labels(memory) == [str(number) for number in range(accepted + 1)]
        assert memory.check() == []


def test_no_room_for_a_new_file_is_a_fault(small_disk: Path, key: bytes):
    mounts.fill(small_disk / "ballast")
    with pytest.raises(StorageFault) as caught:
        MemoryFile.open(small_disk / "memory.loci", key)
    assert caught.value.kind in {"full", "io"}


@pytest.mark.parametrize("present", [True, False])
def test_a_read_only_folder_is_a_fault(path: Path, key: bytes, *, present: bool):
    if present:
        MemoryFile.open(path, key).close()
    with mounts.read_only(path.parent), pytest.raises(StorageFault) as caught:
        MemoryFile.open(path, key)
    assert caught.value.kind in {"read_only", "missing"}, caught.value


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_of_someone_else_is_a_fault(tmp_path: Path, key: bytes):
    tmp_path.chmod(0o500)
    with pytest.raises(StorageFault) as caught:
        MemoryFile.open(tmp_path / "memory.loci", key)
    assert caught.value.kind == "read_only"
