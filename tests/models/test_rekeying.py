"""Another key: the whole file anew in one rename, and whatever goes wrong before it leaves the old one as it was."""

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import mounts
import pytest
from labelled_blocks import labels, write
from sqlmodel import select

from models.faults import DamagedFileFault, StorageFault, WrongKeyFault
from models.memory_file import MemoryFile
from models.storage import salt
from models.tables import Block, FileSetting

NEXT = bytes(range(100, 132))


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_it_opens_with_the_new_key_alone_and_goes_on_being_used(path: Path, key: bytes):
    told: list[bytes] = []
    with MemoryFile.open(path, key) as memory:
        write(memory, "before")
        before = salt(path)
        memory.rekey(NEXT, told.append)
        write(memory, "after")
        assert labels(memory) == ["before", "after"]
        assert memory.check() == []
        assert told == [salt(path)] != [before]
    assert names(path.parent) == {path.name}
    with pytest.raises(WrongKeyFault):
        MemoryFile.open(path, key)
    with MemoryFile.open(path, NEXT) as memory:
        assert labels(memory) == ["before", "after"]


def test_how_far_it_is_is_told(path: Path, key: bytes):
    told: list[tuple[int, int]] = []
    with MemoryFile.open(path, key) as memory:
        memory.rekey(NEXT, lambda _: None, lambda done, total: told.append((done, total)))
    assert told
    assert told[-1][0] == told[-1][1]


class Refused(Exception):
    """Whatever ends it before the rename."""


def refuse(*_: object) -> None:
    raise Refused


@pytest.mark.parametrize("when", ["while copying", "before the rename"])
def test_what_ends_it_before_the_rename_leaves_everything_as_it_was(path: Path, key: bytes, when: str):
    with MemoryFile.open(path, key) as memory:
        write(memory, "before")
        early = when == "while copying"
        with pytest.raises(Refused):
            memory.rekey(NEXT, (lambda _: None) if early else refuse, refuse if early else lambda *_: None)
        write(memory, "after")
        assert labels(memory) == ["before", "after"]
    assert names(path.parent) == {path.name}
    MemoryFile.open(path, key).close()


def test_a_full_disk_leaves_the_old_key(tmp_path: Path, key: bytes):
    with mounts.small_disk(tmp_path / "disk", 4):
        path = tmp_path / "disk" / "memory.loci"
        with MemoryFile.open(path, key) as memory:
            write(memory, "large", 2_000_000)
            with pytest.raises(StorageFault) as caught:
                memory.rekey(NEXT, lambda _: None)
            assert caught.value.kind == "full"
            write(memory, "after")
            assert labels(memory) == ["large", "after"]
        assert not [name for name in names(path.parent) if "rekeyed" in name]
        MemoryFile.open(path, key).close()


@pytest.mark.parametrize("how", ["copied", "given another key"])
def test_a_damaged_page_is_told_of_and_never_taken_along_as_zeros(path: Path, key: bytes, how: str):
    with MemoryFile.open(path, key) as memory:
        write(memory, "large", 100_000)
    content = bytearray(path.read_bytes())
    content[-6000:-5900] = bytes(100)
    path.write_bytes(content)
    with MemoryFile.open(path, key) as memory:
        copying = partial(memory.copy, path.with_name("copy.loci"))
        work = copying if how == "copied" else partial(memory.rekey, NEXT, lambda _: None)
        with pytest.raises(DamagedFileFault, match="HMAC"):
            work()
    assert names(path.parent) == {path.name}
    assert path.read_bytes()[-6000:-5900] == bytes(100)


def test_what_a_killed_process_left_is_removed_at_the_next_opening(path: Path, key: bytes):
    MemoryFile.open(path, key).close()
    for ending in ("rekeyed", "rekeyed.part", "rekeyed.part-wal"):
        path.with_name(f"{path.name}.{ending}").write_bytes(b"x")
    MemoryFile.open(path, key).close()
    assert names(path.parent) == {path.name}


def test_reading_and_writing_go_on_around_it(path: Path, key: bytes, repetitions: Callable[[int, int], int]):
    """Every write is kept, and nobody sees anything but whole transactions."""
    with MemoryFile.open(path, key) as memory:
        write(memory, "first", 500_000)
        ended, problems = threading.Event(), list[Exception]()

        def write_on() -> None:
            count = 0
            try:
                while not ended.is_set():
                    count += 1
                    with memory.transaction() as session:
                        session.merge(FileSetting(key="count", value=str(count)))
                        session.add(Block(label=f"{count}"))
            except Exception as problem:  # noqa: BLE001 - looked at below
                problems.append(problem)

        def read_on() -> None:
            try:
                while not ended.is_set():
                    with memory.reading() as session:
                        count = session.get(FileSetting, "count")
                        seen = len(session.exec(select(Block.id)).all())
                    assert seen == 1 + (int(count.value) if count else 0)
            except Exception as problem:  # noqa: BLE001 - looked at below
                problems.append(problem)

        threads = [threading.Thread(target=work) for work in (write_on, read_on, read_on)]
        for thread in threads:
            thread.start()
        for number in range(repetitions(3, 50)):
            memory.rekey(NEXT if number % 2 == 0 else key, lambda _: None)
        ended.set()
        for thread in threads:
            thread.join()
        assert problems == []
        assert memory.check() == []


def test_a_closed_file_forgets_its_key(memory: MemoryFile):
    memory.close()
    assert memory.key == b""
