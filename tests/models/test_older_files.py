"""A file of any version there ever was is brought to the present one and keeps every row; also when killed at it."""

from __future__ import annotations

import random
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import older_file
import pytest
from killed import killed_after

from models.memory_file import MemoryFile
from models.migrations import MIGRATIONS

NOW = len(MIGRATIONS)
# Which block of codes a vector's code is in, which migration 3 numbered.
_NUMBERED = {("search_message_vectors", "block"), ("search_passage_vectors", "block")}
# From this version on a vector has half as many bytes more, which are zero in those made before.
_LONGER = 10

MIGRATE = """
import sys
from pathlib import Path
from models.memory_file import MemoryFile

path = Path(sys.argv[1])
print("begins", flush=True)
MemoryFile.open(path, bytes(range(32)), backups=path.parent / "backups").close()
print("done", flush=True)
"""


@pytest.mark.parametrize("number", range(1, NOW))
def test_every_row_of_every_version_is_there_after_all_migrations_and_in_the_copy(
    path: Path, key: bytes, number: int
) -> None:
    older_file.make(path, key, number)
    _, before = older_file.content(path, key)
    assert all(before.values()), "something stands in every table"
    with MemoryFile.open(path, key, backups=path.parent / "backups") as memory:
        assert memory.check() == []
        with memory.reading() as session:
            query = "SELECT rowid FROM search_message_words WHERE search_message_words MATCH 'said2'"
            assert session.connection().exec_driver_sql(query).scalars().all() == [2]
    now, after = older_file.content(path, key)
    assert now == NOW
    for table, rows in before.items():
        for row_id, row in rows.items():
            kept = {name: after[table][row_id][name] for name in row if (table, name) not in _NUMBERED}
            longer = number < _LONGER and "_vectors" in table
            expected = {name: _longer(value) if longer else value for name, value in row.items()}
            assert kept == {name: value for name, value in expected.items() if (table, name) not in _NUMBERED}
    (copy,) = (path.parent / "backups").iterdir()
    assert older_file.content(copy, key) == (number, before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_at_random_instants_of_the_migrations_it_is_at_a_whole_number_and_goes_on_from_there(
    path: Path, key: bytes, repetitions: Callable[[int, int], int]
) -> None:
    older_file.make(path, key, 1, rows=repetitions(200, 400))
    first = path.with_name("first.loci")
    shutil.copy(path, first)
    contents, shapes = {}, {}
    for number in range(1, NOW + 1):
        MemoryFile.open(path, key, migrations=MIGRATIONS[:number]).close()
        contents[number], shapes[number] = older_file.content(path, key)[1], older_file.shape(path, key)
    _put_back(path, first)
    began = time.monotonic()
    MemoryFile.open(path, key, backups=path.parent / "backups").close()
    lasts, chance, seen = time.monotonic() - began, random.Random(9), set[int]()
    for _ in range(repetitions(3, 100)):
        _put_back(path, first)
        killed_after(chance.uniform(0.0, lasts), MIGRATE, path)
        number, found = older_file.content(path, key)
        assert found == contents[number]
        assert older_file.shape(path, key) == shapes[number]
        seen.add(number)
        with MemoryFile.open(path, key, backups=path.parent / "backups") as memory:
            assert memory.check() == []
        assert older_file.content(path, key) == (NOW, contents[NOW])
    assert len(seen) > repetitions(0, 2), "killed at different places"


def _longer(value: object) -> object:
    return value + bytes(len(value) // 2) if isinstance(value, bytes) else value


def _put_back(path: Path, first: Path) -> None:
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()
    shutil.rmtree(path.parent / "backups", ignore_errors=True)
    shutil.copy(first, path)
