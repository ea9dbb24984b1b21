"""Every write of a step fails once: the file holds the step whole or not at all, and goes on working."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import rows
from failing_writes import Writes, failing_write, for_each_failing_write
from sqlmodel import col, func, select

from models.faults import StorageFault
from models.memory_file import MemoryFile
from models.tables import Block, EmbeddingJob, JournalEntry, Message, Step, Turn


@dataclass
class State:
    """A memory file in which one message waits for its answer."""

    memory: MemoryFile
    place: rows.Place
    turn_id: int


@pytest.fixture
def start(tmp_path: Path, key: bytes) -> Callable[[], AbstractContextManager[State]]:
    folders = (tmp_path / str(number) for number in range(10_000))

    @contextmanager
    def begin() -> Iterator[State]:
        folder = next(folders)
        folder.mkdir()
        with MemoryFile.open(folder / "memory.loci", key) as memory:
            place = rows.begin(memory)
            yield State(memory, place, rows.accept(memory, place, "My dog is called Biscuit"))

    return begin


def step(state: State) -> None:
    rows.step(state.memory, state.place, state.turn_id, "Dog: Biscuit")


def whole_or_absent(state: State, writes: Writes) -> None:
    made = 0 if writes.failed else 1
    with state.memory.reading() as session:
        counts = [session.exec(select(func.count()).select_from(table)).one() for table in (Step, JournalEntry)]
        assert counts == [made, made]
        assert session.exec(select(func.count()).select_from(Message)).one() == 1 + 2 * made
        assert session.exec(select(func.count()).select_from(EmbeddingJob)).one() == 1 + made
        assert session.exec(select(Block.value)).one() == ("Dog: Biscuit" if made else "")
        assert session.get_one(Turn, state.turn_id).status == ("ended" if made else "waiting")
    assert state.memory.check() == []
    if not made:
        step(state)
        with state.memory.reading() as session:
            assert session.exec(select(Message.role).order_by(col(Message.id))).all() == ["user", "assistant", "tool"]


def test_a_step_is_whole_or_absent_whichever_of_its_writes_fails(
    start: Callable[[], AbstractContextManager[State]],
):
    writes = for_each_failing_write(start, lambda state: state.memory, step, whole_or_absent)
    assert writes >= 12


def test_the_failure_reaches_the_caller_as_a_full_disk(start: Callable[[], AbstractContextManager[State]]):
    with start() as state, failing_write(state.memory, 5), pytest.raises(StorageFault) as caught:
        step(state)
    assert caught.value.kind == "full"
