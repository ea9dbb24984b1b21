"""Backups are whole, encrypted, made while one writes, each with its keys; those made by themselves come and go."""

import threading
from datetime import timedelta
from pathlib import Path

import mounts
import pytest
from labelled_blocks import labels, write

from models.memory_file import MemoryFile
from models.tables import Block
from runtime import key_file
from runtime.assistant import Assistant
from runtime.errors import InputRefused, Stopped, StorageFailed
from runtime.events import Event, Notice
from runtime.home import Home
from runtime.keys import key_of
from runtime.llm.scripted import ScriptedLLM
from runtime.memory_access import open_memory
from runtime.vault import backups
from runtime.vault.backups import utc_now
from runtime.vault.rekeying import rekey


def labels_in(path: Path, key: bytes) -> list[str]:
    with MemoryFile.open(path, key) as memory:
        return labels(memory)


def test_one_is_whole_encrypted_and_beside_its_keys(home: Home):
    memory = open_memory(home, None)
    write(memory, "one")
    made = backups.make(home, memory)
    write(memory, "two")
    key = memory.key
    memory.close()
    path = home.backups / made.name
    assert (made.kind, made.same_key, made.bytes) == ("by hand", True, path.stat().st_size)
    assert b"x" * 64 not in path.read_bytes()
    assert key_file.load(path.with_suffix(".keys")) == key_file.load(home.key_file)
    assert labels_in(path, key) == ["one"]


def test_while_it_is_made_one_reads_and_writes(home: Home):
    """Every backup holds a moment: a counter and as many blocks."""
    memory = open_memory(home, None)
    write(memory, "large", 1_200_000)
    ended, wrote = threading.Event(), threading.Event()

    def write_on() -> None:
        number = 0
        while not ended.is_set():
            number += 1
            with memory.transaction() as session:
                session.add(Block(label=f"{number:06} a"))
                session.add(Block(label=f"{number:06} b"))
            wrote.set()

    writer = threading.Thread(target=write_on)
    writer.start()
    made = []
    for _ in range(3):
        wrote.clear()
        assert wrote.wait(30)
        made.append(backups.make(home, memory))
    ended.set()
    writer.join()
    key = memory.key
    memory.close()
    seen = [labels_in(home.backups / each.name, key) for each in made]
    assert all(len(each) % 2 == 1 for each in seen)
    assert len(seen[0]) < len(seen[1]) < len(seen[2])


def test_names_are_never_used_twice(home: Home):
    memory = open_memory(home, None)
    now = utc_now()
    names = [backups.make(home, memory, now=now).name for _ in range(3)]
    memory.close()
    assert len(set(names)) == 3
    assert [each.name for each in backups.listed(home)] == names[::-1]


def test_after_another_key_the_old_ones_say_so_and_open_by_the_ways_of_their_time(home: Home):
    memory = open_memory(home, None)
    write(memory, "kept")
    made = backups.make(home, memory)
    path = home.backups / made.name
    path.with_suffix(".keys").unlink()
    rekey(home, memory, lambda _done, _total: None)
    memory.close()
    (seen,) = backups.listed(home)
    assert not seen.same_key
    content = key_file.load(path.with_suffix(".keys"))
    assert labels_in(path, key_of(home, content)) == ["kept"]


def test_no_room_leaves_nothing_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LOCI_PASSPHRASE", "a passphrase for tests")
    with mounts.small_disk(tmp_path / "disk", 4):
        home = Home(tmp_path / "disk" / "loci")
        memory = open_memory(home, None)
        write(memory, "large", 1_800_000)
        with pytest.raises(StorageFailed):
            backups.make(home, memory)
        write(memory, "after")
        memory.close()
        assert not list(home.backups.iterdir())


def test_what_is_no_backup_is_not_listed_and_not_found(home: Home):
    assert backups.listed(home) == ()
    home.prepare()
    home.backups.mkdir()
    (home.backups / "memory-of-mine.loci").write_bytes(b"x")
    (home.backups / "memory-auto-20261321T000000Z.keys").write_bytes(b"x")
    assert backups.listed(home) == ()
    for name in ("newest", "", "../memory.loci", "memory-of-mine.loci"):
        with pytest.raises(InputRefused, match="no backup"):
            backups.named(home, name)


@pytest.fixture
def told() -> list[Event]:
    return []


@pytest.fixture
def assistant(home: Home, told: list[Event]):
    with Assistant.open(home, key=None, emit=told.append, llm=ScriptedLLM([])) as opened:
        yield opened


def test_by_themselves_they_are_made_when_due_and_something_changed(home: Home, assistant: Assistant):
    snapshots, now = assistant.vault.backups, utc_now()
    assert snapshots.make_if_due(now) is None
    made = snapshots.make_if_due(now + timedelta(hours=2))
    assert made is not None
    assert made.kind == "automatic"
    assert snapshots.make_if_due(now + timedelta(hours=2, minutes=30)) is None
    assert snapshots.make_if_due(now + timedelta(hours=9)) is None, "nothing changed since"
    assert [each.name for each in snapshots.list()] == [made.name]
    assert (home.backups / made.name).exists()


def test_one_by_hand_is_made_at_once(assistant: Assistant):
    assert assistant.vault.backups.make().kind == "by hand"


def test_they_can_be_switched_off(home: Home, told: list[Event], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LOCI_BACKUP_HOURS", "0")
    with Assistant.open(home, key=None, emit=told.append, llm=ScriptedLLM([])) as assistant:
        assert assistant.vault.backups.make_if_due(utc_now() + timedelta(days=9)) is None


def test_closing_ends_one_that_is_being_made_and_leaves_nothing(home: Home, assistant: Assistant):
    assistant._engine.closing.set()  # noqa: SLF001 - the moment at which it closes
    with pytest.raises(Stopped):
        assistant.vault.backups.make_if_due(utc_now() + timedelta(hours=2))
    assistant._engine.closing.clear()  # noqa: SLF001
    assert not list(home.backups.iterdir())


def test_an_old_memory_is_backed_up_soon_after_it_was_opened(home: Home, told: list[Event]):
    memory = open_memory(home, None)
    with memory.transaction() as session:
        session.connection().exec_driver_sql("UPDATE migration SET applied_at = applied_at - 86400000000")
    memory.close()
    with Assistant.open(home, key=None, emit=told.append, llm=ScriptedLLM([])) as assistant:
        ended = threading.Event()
        for _ in range(100):
            if assistant.vault.backups.list() or ended.wait(0.1):
                break
        assert [each.kind for each in assistant.vault.backups.list()] == ["automatic"]
    assert not [each for each in told if isinstance(each, Notice)]
