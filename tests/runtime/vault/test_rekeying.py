"""Another key: every way opens it, and whenever it is cut short the memory opens, as it was or as it should be."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import mounts
import pytest
from labelled_blocks import labels_at, write
from ring import Ring

from runtime import key_file, opening
from runtime.errors import InputRefused, StorageFailed
from runtime.home import Home
from runtime.key_slots import PassphraseSlot
from runtime.keys import find_key
from runtime.memory_access import open_memory
from runtime.vault.rekeying import rekey
from runtime.vault.ways import Ways

ROOT = Path(__file__).resolve().parents[3]


def ignore(_done: int, _total: int) -> None:
    """Nobody watches."""


def labels_there(home: Home) -> list[str]:
    """What the memory holds, whole, and with nothing left over beside it."""
    found = labels_at(home)
    assert key_file.load(home.key_file).next is None
    assert not [path.name for path in home.root.iterdir() if "rekeyed" in path.name or path.name.endswith(".part")]
    return found


def test_every_way_opens_it_without_having_been_asked(home: Home, ring: Ring, monkeypatch: pytest.MonkeyPatch):
    memory = open_memory(home, None)
    before = memory.key
    ways = Ways(home, lambda: memory.key, lambda: ring)
    _, words = ways.add_recovery()
    ways.add_keyring()
    write(memory, "kept")
    made = rekey(home, memory, ignore)
    assert (made.ways, made.dropped) == (3, 0)
    assert memory.key != before
    after = memory.key
    memory.close()
    content = key_file.load(home.key_file)
    assert opening.by_text(content, words) == after
    assert opening.by_text(content, "a passphrase for tests") == after
    assert opening.by_keyring(content, lambda: ring) == (after, "")
    assert labels_there(home) == ["kept"]
    monkeypatch.delenv("LOCI_PASSPHRASE")
    assert find_key(home, None, find_store=lambda: ring) == after


def test_the_old_key_and_an_old_key_file_say_nothing_of_the_new_one(home: Home):
    memory = open_memory(home, None)
    before, old = memory.key, key_file.load(home.key_file)
    rekey(home, memory, ignore)
    content = key_file.load(home.key_file)
    assert all(slot.key_by(before) is None for slot in content.slots)
    assert not content.recognises(before)
    assert not old.recognises(memory.key)
    memory.close()


def test_a_slot_that_somebody_without_the_key_put_there_gets_no_part_of_the_new_one(home: Home):
    memory = open_memory(home, None)
    content = key_file.load(home.key_file)
    key_file.save(home.key_file, content.with_slots(*content.slots, PassphraseSlot.wrap(bytes(32), "theirs")))
    assert rekey(home, memory, ignore).dropped == 1
    memory.close()
    assert len(key_file.load(home.key_file).slots) == 1


def test_a_way_of_the_first_version_is_to_be_changed_first(home: Home):
    memory = open_memory(home, None)
    content = key_file.load(home.key_file)
    former = content.slots[0].model_copy(update={"public": None, "sealed": None})
    key_file.save(home.key_file, content.with_slots(former))
    with pytest.raises(InputRefused, match="loci key change"):
        rekey(home, memory, ignore)
    memory.close()


def test_killed_at_any_step_it_opens_as_it_was_or_as_it_should_be(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The folder is copied at every step, as a kill would leave it, and each copy is opened."""
    memory = open_memory(home, None)
    write(memory, "kept")
    copies: list[Path] = []

    def keep_copy(*_: object) -> None:
        copies.append(tmp_path / f"copy-{len(copies)}")
        shutil.copytree(home.root, copies[-1])

    save = key_file.save

    def saving(path: Path, content: key_file.KeyFile) -> None:
        keep_copy()
        save(path, content)
        keep_copy()

    monkeypatch.setattr(key_file, "save", saving)
    rekey(home, memory, keep_copy)
    monkeypatch.undo()
    monkeypatch.setenv("LOCI_PASSPHRASE", "a passphrase for tests")
    memory.close()
    assert len(copies) >= 5
    for copy in [*copies, home.root]:
        assert labels_there(Home(copy)) == ["kept"]


CHILD = """
from runtime.home import Home
from runtime.memory_access import open_memory
from runtime.vault.rekeying import rekey
from models.tables import Block

home = Home.find()
memory = open_memory(home, None)
with memory.reading() as session:
    count = session.query(Block).count()
print(count, flush=True)
while True:
    with memory.transaction() as session:
        session.add(Block(label=str(count), value="x" * 200_000))
    count += 1
    print(count, flush=True)
    rekey(home, memory, lambda done, total: None)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_at_random_instants_it_opens_with_all_that_was_confirmed(
    home: Home, repetitions: Callable[[int, int], int]
):
    chance = random.Random(11)
    open_memory(home, None).close()
    for _ in range(repetitions(3, 100)):
        with subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", CHILD], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ
        ) as child:
            first = child.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.5))
            child.send_signal(signal.SIGKILL)
            confirmed = [first, *child.stdout.read().splitlines(keepends=True)]
        count = max(int(line) for line in confirmed if line.endswith("\n"))
        assert labels_there(home)[:count] == [str(number) for number in range(count)]


def test_a_disk_that_fills_up_at_any_point_leaves_a_memory_that_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with mounts.small_disk(tmp_path / "disk", 6):
        home = Home(tmp_path / "disk" / "loci")
        monkeypatch.setenv("LOCI_PASSPHRASE", "a passphrase for tests")
        memory = open_memory(home, None)
        write(memory, "kept", 600_000)
        memory.close()
        outcomes = set()
        for room in range(0, 2_400_000, 400_000):
            ballast = tmp_path / "disk" / "ballast"
            memory = open_memory(home, None)
            mounts.fill(ballast)
            os.truncate(ballast, max(0, ballast.stat().st_size - room))
            try:
                rekey(home, memory, ignore)
                outcomes.add("done")
            except StorageFailed:
                outcomes.add("refused")
            finally:
                memory.close()
            ballast.unlink()
            assert labels_there(home) == ["kept"]
        assert outcomes == {"done", "refused"}
