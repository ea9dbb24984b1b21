"""A backup put back: nothing is overwritten, and whenever it is cut short the memory opens."""

import os
import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import mounts
import pytest
from killed import killed_after
from labelled_blocks import labels_at, write_at

from models import storage
from runtime.assistant import Assistant
from runtime.errors import InputRefused, LociError, StorageFailed, WrongKey
from runtime.home import Home
from runtime.llm.scripted import ScriptedLLM
from runtime.memory_access import open_memory
from runtime.vault import backups
from runtime.vault.rekeying import rekey
from runtime.vault.restoring import find_keys, put_in_place, restore
from runtime.vault.ways import Ways


def back_up(home: Home) -> str:
    memory = open_memory(home, None)
    made = backups.make(home, memory)
    memory.close()
    return made.name


@pytest.fixture
def backup(home: Home) -> str:
    """A memory with "one" and "two", and a backup with "one"."""
    write_at(home, "one")
    name = back_up(home)
    write_at(home, "two")
    return name


def test_it_is_in_place_and_what_was_there_is_a_backup(home: Home, backup: str):
    kept = restore(home, backup)
    assert labels_at(home) == ["one"]
    assert {each.name for each in backups.listed(home)} == {backup, kept}
    restore(home, kept)
    assert labels_at(home) == ["one", "two"]
    assert len(backups.listed(home)) == 3


def test_the_newest_can_be_asked_for(home: Home, backup: str):
    assert backup
    restore(home, "newest")
    assert labels_at(home) == ["one"]


def test_one_of_an_earlier_key_is_opened_by_the_present_ways_afterwards(
    home: Home, backup: str, monkeypatch: pytest.MonkeyPatch
):
    memory = open_memory(home, None)
    rekey(home, memory, lambda _done, _total: None)
    ways = Ways(home, lambda: memory.key, lambda: None)
    ways.change("passphrase", "tangerine bulldozer sideways")
    memory.close()
    monkeypatch.setenv("LOCI_PASSPHRASE", "tangerine bulldozer sideways")
    with pytest.raises(WrongKey):
        restore(home, backup)
    assert labels_at(home) == ["one", "two"]
    key = open_memory(home, None)
    present = key.key
    key.close()
    monkeypatch.delenv("LOCI_PASSPHRASE")
    found = find_keys(home, backup, lambda _new: "a passphrase for tests", key=present)
    put_in_place(home, backup, found, lambda _done, _total: None)
    monkeypatch.setenv("LOCI_PASSPHRASE", "tangerine bulldozer sideways")
    assert labels_at(home) == ["one"]


@pytest.mark.parametrize("lost", ["memory", "damaged memory", "keys", "damaged keys", "both"])
def test_what_was_lost_comes_back(home: Home, backup: str, lost: str):
    if lost in {"memory", "both"}:
        home.memory_file.unlink()
    if lost == "damaged memory":
        home.memory_file.write_bytes(os.urandom(50_000))
    if lost in {"keys", "both"}:
        home.key_file.unlink()
    if lost == "damaged keys":
        home.key_file.write_text("{")
    restore(home, backup)
    assert labels_at(home) == ["one"]


def test_a_damaged_backup_changes_nothing(home: Home, backup: str):
    path = home.backups / backup
    content = bytearray(path.read_bytes())
    content[20_000:20_100] = bytes(100)
    path.write_bytes(content)
    with pytest.raises(LociError, match="damaged"):
        restore(home, backup)
    assert labels_at(home) == ["one", "two"]
    assert [each.name for each in backups.listed(home)] == [backup]


def test_into_a_folder_of_its_own_the_memory_stays_as_it_is(home: Home, backup: str, tmp_path: Path):
    backups.copy_out(home, backup, tmp_path / "there")
    assert labels_at(Home(tmp_path / "there")) == ["one"]
    assert labels_at(home) == ["one", "two"]
    with pytest.raises(InputRefused, match="not empty"):
        backups.copy_out(home, backup, tmp_path / "there")


def test_from_an_open_assistant_it_is_closed_first(home: Home, backup: str):
    assistant = Assistant.open(home, key=None, emit=lambda _: None, llm=ScriptedLLM([]))
    with pytest.raises(InputRefused):
        assistant.vault.backups.restore("none such")
    assert assistant.blocks()
    kept = assistant.vault.backups.restore(backup)
    assert kept
    assert labels_at(home)[0] == "one"
    assistant.close()


def test_killed_at_any_step_it_is_the_one_or_the_other(
    home: Home, backup: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The folder is copied at every step, as a kill would leave it, and each copy is opened."""
    copies: list[Path] = []

    def keep_copy(*_: object) -> None:
        copies.append(tmp_path / f"copy-{len(copies)}")
        shutil.copytree(home.root, copies[-1])

    def around(function: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **more: object) -> object:
            keep_copy()
            result = function(*arguments, **more)
            keep_copy()
            return result

        return call

    for owner, name in ((os, "link"), (Path, "replace"), (storage, "sync_folder")):
        monkeypatch.setattr(owner, name, around(getattr(owner, name)))
    restore(home, backup, progress=keep_copy)
    monkeypatch.undo()
    monkeypatch.setenv("LOCI_PASSPHRASE", "a passphrase for tests")
    assert len(copies) > 6
    seen = [tuple(labels_at(Home(copy))) for copy in copies]
    assert set(seen) == {("one", "two"), ("one",)}
    assert labels_at(home) == ["one"]


RESTORER = """
import sys
from runtime.home import Home
from runtime.vault.restoring import find_keys, put_in_place, restore

home = Home.find()
print("begins", flush=True)
restore(home, sys.argv[1])
print("done", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_at_random_instants_it_is_the_one_or_the_other(home: Home, repetitions: Callable[[int, int], int]):
    chance, before, after = random.Random(3), ["one", "two"], ["one"]
    write_at(home, "one", 400_000)
    name = back_up(home)
    write_at(home, "two")
    there = Home(home.root.with_name("whole"))
    shutil.copytree(home.root, there.root)
    for _ in range(repetitions(3, 100)):
        done = killed_after(chance.uniform(0.0, 0.2), RESTORER, name)
        assert labels_at(home) in ([after] if done else [before, after])
        shutil.rmtree(home.root)
        shutil.copytree(there.root, home.root)


def test_a_disk_that_is_full_leaves_the_memory_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LOCI_PASSPHRASE", "a passphrase for tests")
    with mounts.small_disk(tmp_path / "disk", 8):
        home = Home(tmp_path / "disk" / "loci")
        write_at(home, "one", 500_000)
        name = back_up(home)
        write_at(home, "two")
        ballast = tmp_path / "disk" / "ballast"
        for room in (0, 300_000, 900_000):
            mounts.fill(ballast)
            os.truncate(ballast, ballast.stat().st_size - room)
            with pytest.raises(StorageFailed):
                restore(home, name)
            ballast.unlink()
            assert labels_at(home) == ["one", "two"]
        restore(home, name)
        assert labels_at(home) == ["one"]
