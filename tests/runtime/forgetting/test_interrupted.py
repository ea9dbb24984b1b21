"""kill -9 and a full disk at any instant of forgetting: all of it is there, or all of it is gone."""

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
from loop import Loop

from models.memory_file import MemoryFile
from runtime.errors import StorageFailed
from runtime.forgetting.forget import Request, forget
from runtime.forgetting.mention import Mention
from runtime.forgetting.proof import prove
from runtime.llm.scripted import call, say
from runtime.memory import archival
from runtime.memory.journal import Cause

KEY = bytes(range(32))
FORGETTER = """
import sys
from pathlib import Path
from loop import Loop
from models.memory_file import MemoryFile
from runtime.forgetting.forget import Request, forget

with MemoryFile.open(Path(sys.argv[1]), bytes(range(32))) as memory:
    engine = Loop.on(memory, []).engine
    print("begins", flush=True)
    forget(engine, Request("Biscuit"))
    print("done", flush=True)
"""


def filled(path: Path) -> None:
    with MemoryFile.open(path, KEY) as memory:
        loop = Loop.on(memory, [call("core_memory_append", label="human", content="Dog: Biscuit"), say("Biscuit!")])
        loop.say("My dog is called Biscuit")
        with loop.engine.writing() as session:
            for number in range(150):
                text = f"Biscuit note {number}" if number % 3 else f"Note {number}"
                archival.insert(session, loop.engine.place.archive_id, text, ["dog"], Cause("person"))


def named(path: Path) -> int:
    """How many values of the file name it, once the next start has made good what was owed; 0: and no byte either."""
    with MemoryFile.open(path, KEY) as memory:
        assert memory.check() == []
        loop = Loop.on(memory, [])
        left = prove(loop.engine, Mention("Biscuit"), set()).left
        return len(left)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_forgetting_that_is_killed_is_whole_or_never_was(tmp_path: Path, repetitions: Repetitions) -> None:
    chance, whole = random.Random(3), tmp_path / "whole.loci"
    filled(whole)
    before = named(whole)
    assert before > 100
    for number in range(repetitions(3, 60)):
        path = tmp_path / f"{number}.loci"
        shutil.copy(whole, path)
        done = killed_after(chance.uniform(0.0, 0.3), FORGETTER, path)
        assert named(path) in ({0} if done else {0, before})


def test_on_a_full_disk_it_is_refused_or_made_good_later(tmp_path: Path) -> None:
    """Where only the overwriting has no room, the receipt says so, and the next start does it."""
    outcomes = set()
    with mounts.small_disk(tmp_path / "disk", 12):
        whole, path = tmp_path / "whole.loci", tmp_path / "disk" / "memory.loci"
        filled(whole)
        before, ballast = named(whole), tmp_path / "disk" / "ballast"
        for room in (0, 150_000, 1_000_000, 8_000_000):
            shutil.copy(whole, path)
            with MemoryFile.open(path, KEY) as memory:
                engine = Loop.on(memory, []).engine
                mounts.fill(ballast)
                os.truncate(ballast, max(0, ballast.stat().st_size - room))
                try:
                    outcome = "done later" if forget(engine, Request("Biscuit")).left else "done"
                except StorageFailed:
                    outcome = "refused"
                ballast.unlink()
            outcomes.add(outcome)
            assert named(path) == (before if outcome == "refused" else 0)
    assert {"refused", "done"} <= outcomes
