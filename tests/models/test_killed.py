"""kill -9 at random instants of writing: whole transactions only, none that was confirmed is lost."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import select

from models.memory_file import MemoryFile
from models.tables import Block, FileSetting

ROOT = Path(__file__).resolve().parent.parent.parent

# Each transaction sets the counter and writes as many blocks as it says; what is printed was committed.
WRITER = """
import sys
from pathlib import Path
from models.memory_file import MemoryFile
from models.tables import Block, FileSetting

with MemoryFile.open(Path(sys.argv[1]), bytes(range(32))) as memory:
    with memory.reading() as session:
        setting = session.get(FileSetting, "count")
    count = int(setting.value) if setting else 0
    while True:
        count += 1
        with memory.transaction() as session:
            session.merge(FileSetting(key="count", value=str(count)))
            for part in range(10):
                with session.begin_nested():
                    session.add(Block(label=f"{count}.{part}", value="x" * 3000))
                    session.flush()
        print(count, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_writer_leaves_whole_transactions_and_every_confirmed_one(
    path: Path, key: bytes, repetitions: Callable[[int, int], int]
):
    chance = random.Random(7)
    confirmed = 0
    for _ in range(repetitions(6, 100)):
        confirmed = max(confirmed, killed_after(chance.uniform(0.0, 0.4), path))
        with MemoryFile.open(path, key) as memory:
            assert memory.check() == []
            with memory.reading() as session:
                setting = session.get(FileSetting, "count")
                labels = set(session.exec(select(Block.label)))
        count = int(setting.value) if setting else 0
        assert count >= confirmed
        assert labels == {f"{number}.{part}" for number in range(1, count + 1) for part in range(10)}
    assert confirmed > 0


def killed_after(seconds: float, path: Path) -> int:
    """Let a child write for so long after it has opened the file; the last transaction that it confirmed."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ
    ) as child:
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
        lines = [first, *child.stdout.read().splitlines(keepends=True)]
    whole = [line for line in lines if line.endswith("\n")]
    return int(whole[-1])
