"""kill -9 and a full disk at random instants of an import: all of it is there, or nothing."""

from __future__ import annotations

import os
import random
import shutil
import sys
from pathlib import Path

import mounts
import pytest
from fixture_types import Repetitions
from killed import killed_after
from long_talk import fill
from loop import Loop
from sqlalchemy import func
from sqlmodel import select

from models.memory_file import MemoryFile
from models.tables import Message
from runtime.carry import files
from runtime.errors import StorageFailed

KEY = bytes(range(32))
PASSPHRASE = "a passphrase for files"
MESSAGES = 1_500
IMPORTER = f"""
import sys
from pathlib import Path
from loop import Loop
from models.memory_file import MemoryFile
from runtime.carry import files

with MemoryFile.open(Path(sys.argv[1]), {KEY!r}) as memory:
    engine = Loop.on(memory, []).engine
    print("begins", flush=True)
    files.bring_file(engine, Path(sys.argv[2]), "{PASSPHRASE}")
    print("done", flush=True)
"""


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portable file with a long talk."""
    folder = tmp_path_factory.mktemp("carried")
    with MemoryFile.open(folder / "memory.loci", KEY) as memory:
        engine = Loop.on(memory, []).engine
        fill(memory, MESSAGES)
        files.export_portable(engine, folder / "portable.loci", PASSPHRASE)
    return folder / "portable.loci"


def begun(path: Path) -> Path:
    """A memory with nothing said in it."""
    with MemoryFile.open(path, KEY) as memory:
        Loop.on(memory, [])
    return path


def messages(path: Path) -> int:
    with MemoryFile.open(path, KEY) as memory, memory.reading() as session:
        assert memory.check() == []
        return session.exec(select(func.count()).select_from(Message)).one()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_one_that_is_killed_is_whole_or_never_was(carried: Path, tmp_path: Path, repetitions: Repetitions) -> None:
    chance, empty = random.Random(9), begun(tmp_path / "empty.loci")
    for number in range(repetitions(3, 60)):
        path = shutil.copyfile(empty, tmp_path / f"{number}.loci")
        done = killed_after(chance.uniform(0.0, 0.6), IMPORTER, path, carried)
        assert messages(path) in ({MESSAGES} if done else {0, MESSAGES})


def test_a_disk_that_fills_up_leaves_all_or_nothing(carried: Path, tmp_path: Path) -> None:
    outcomes = set()
    with mounts.small_disk(tmp_path / "disk", 16):
        path, ballast = begun(tmp_path / "disk" / "memory.loci"), tmp_path / "disk" / "ballast"
        for room in (100_000, 900_000, 10_000_000):
            with MemoryFile.open(path, KEY) as memory:
                engine = Loop.on(memory, []).engine
                mounts.fill(ballast)
                os.truncate(ballast, max(0, ballast.stat().st_size - room))
                try:
                    files.bring_file(engine, carried, PASSPHRASE)
                    outcomes.add("done")
                except StorageFailed:
                    outcomes.add("refused")
                ballast.unlink()
            assert messages(path) == (MESSAGES if "done" in outcomes else 0)
    assert outcomes == {"done", "refused"}
