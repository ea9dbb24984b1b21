"""Nothing that was said can be read from the disk without the key: in the file, its log, a copy, a temporary file."""

import sys
from pathlib import Path

import pytest
import rows
from sqlmodel import select

from models.connection import connect
from models.memory_file import MemoryFile
from models.migrations import MIGRATIONS, Migration
from models.tables import Message

CANARY = "Biscuit-7261-canary"


def readable(folder: Path) -> list[str]:
    """The files below the folder that hold the canary, as UTF-8 or UTF-16, or SQLite's own beginning."""
    forms = [CANARY.encode(), CANARY.lower().encode(), CANARY.encode("utf-16-le"), b"SQLite format 3"]
    found = [file for file in folder.rglob("*") if file.is_file() and any(form in file.read_bytes() for form in forms)]
    return [file.name for file in found]


def told(memory: MemoryFile) -> None:
    place = rows.begin(memory)
    for number in range(20):
        turn = rows.accept(memory, place, f"{number}: my dog is called {CANARY}")
        rows.step(memory, place, turn, f"Dog {number}: {CANARY}")


def test_the_file_and_its_log_are_unreadable_while_open_and_after(memory: MemoryFile):
    told(memory)
    files = {file.name for file in memory.path.parent.iterdir()}
    assert files == {"memory.loci", "memory.loci-wal", "memory.loci-shm"}
    assert readable(memory.path.parent) == []
    memory.close()
    assert readable(memory.path.parent) == []


def test_the_copy_before_a_migration_is_unreadable(path: Path, key: bytes):
    with MemoryFile.open(path, key) as memory:
        told(memory)
    later = (*MIGRATIONS, Migration(len(MIGRATIONS) + 1, "nothing", lambda _connection: None))
    MemoryFile.open(path, key, migrations=later).close()
    assert len(list(path.parent.iterdir())) == 2
    assert readable(path.parent) == []


@pytest.mark.skipif(sys.platform != "linux", reason="looks for open files in /proc")
def test_a_large_sort_makes_no_temporary_file(memory: MemoryFile):
    """SQLCipher would not encrypt it."""
    told(memory)
    with memory.reading() as session:
        query = (
            "WITH RECURSIVE many (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM many WHERE n < 30000)"
            " SELECT n, m.text || hex(randomblob(500)) AS long FROM many JOIN message AS m ON m.id = 1 ORDER BY long"
        )
        result = session.connection().exec_driver_sql(query)
        assert result.fetchone() is not None
        opened = {str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()}
        assert not [name for name in opened if "etilqs" in name]
        result.close()


def test_what_is_deleted_is_gone_from_the_decrypted_file(memory: MemoryFile, key: bytes, tmp_path: Path):
    """secure_delete: no byte of a deleted row stays behind in a free page, whoever has the key."""
    place = rows.begin(memory)
    with memory.transaction() as session:
        session.add(rows.message(place, "user", f"{CANARY} " * 2000))
    with memory.transaction() as session:
        session.delete(session.exec(select(Message)).one())
    memory.close()
    assert CANARY.encode() not in decrypted(memory.path, key, tmp_path / "plain.db")


def decrypted(path: Path, key: bytes, plain: Path) -> bytes:
    connection = connect(path, key)
    connection.execute(f"ATTACH DATABASE '{plain}' AS plain KEY ''")
    connection.execute("SELECT sqlcipher_export('plain')")
    connection.close()
    return plain.read_bytes()
