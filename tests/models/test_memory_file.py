"""Transactions, savepoints and readers of the memory file, against the real one."""

import stat
import sys
import threading
from pathlib import Path

import pytest
import rows
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, func, select

from models.faults import ClosedFault, StorageFault
from models.memory_file import MemoryFile
from models.tables import Archive, Block, FileSetting, Message


def labels(session: Session) -> list[str]:
    return list(session.exec(select(Block.label).order_by(Block.label)))


def add_and_fail(session: Session, label: str) -> None:
    session.add(Block(label=label))
    session.flush()
    raise ZeroDivisionError


def test_what_was_committed_is_there_after_opening_again(path: Path, key: bytes):
    with MemoryFile.open(path, key) as memory, memory.transaction() as session:
        session.add(Block(label="human", value="Name: Ann"))
    with MemoryFile.open(path, key) as memory, memory.reading() as session:
        assert session.exec(select(Block.value)).one() == "Name: Ann"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps other people out of the folder, not of the file")
def test_only_the_owner_may_read_the_file(memory: MemoryFile):
    with memory.transaction() as session:
        session.add(Block(label="human"))
    for file in memory.path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


def test_an_error_leaves_nothing_of_the_transaction(memory: MemoryFile):
    with pytest.raises(ZeroDivisionError), memory.transaction() as session:
        add_and_fail(session, "human")
    with memory.reading() as session:
        assert labels(session) == []


def test_a_savepoint_undoes_only_itself(memory: MemoryFile):
    with memory.transaction() as session:
        session.add(Block(label="before"))
        with pytest.raises(ZeroDivisionError), session.begin_nested():
            add_and_fail(session, "inside")
        with session.begin_nested():
            session.add(Block(label="second savepoint"))
        session.add(Block(label="after"))
    with memory.reading() as session:
        assert labels(session) == ["after", "before", "second savepoint"]


def test_a_released_savepoint_is_not_committed_by_itself(memory: MemoryFile):
    """The trap of the driver's own transactions: a savepoint as the first statement would commit when released."""

    def release_and_fail(session: Session) -> None:
        with session.begin_nested():
            session.add(Block(label="inside"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), memory.transaction() as session:
        release_and_fail(session)
    with memory.reading() as session:
        assert labels(session) == []


def test_a_broken_constraint_in_a_savepoint_leaves_the_rest(memory: MemoryFile):
    with memory.transaction() as session:
        session.add(Archive(uid="archive-1", name="one"))
        session.flush()
        with pytest.raises(IntegrityError), session.begin_nested():
            session.add(Archive(uid="archive-1", name="the same again"))
        session.add(Archive(name="two"))
    with memory.reading() as session:
        assert session.exec(select(func.count()).select_from(Archive)).one() == 2


def test_rows_can_be_read_after_the_commit(memory: MemoryFile):
    with memory.transaction() as session:
        block = Block(label="human")
        session.add(block)
    assert block.id is not None
    assert block.label == "human"


def test_a_transaction_inside_a_transaction_is_our_mistake(memory: MemoryFile):
    with memory.transaction(), pytest.raises(RuntimeError, match="begin_nested"), memory.transaction():
        pass


def test_a_reader_sees_one_moment(memory: MemoryFile):
    with memory.reading() as session:
        assert labels(session) == []
        with memory.transaction() as writing:
            writing.add(Block(label="human"))
        assert labels(session) == []
    with memory.reading() as session:
        assert labels(session) == ["human"]


def test_a_reader_does_not_wait_for_a_writer_and_sees_nothing_of_it(memory: MemoryFile):
    with memory.transaction() as writing:
        writing.add(Block(label="human"))
        writing.flush()
        with memory.reading() as session:
            assert labels(session) == []


def test_a_reader_cannot_write(memory: MemoryFile):
    with pytest.raises(StorageFault) as caught, memory.reading() as session:
        add_and_fail(session, "human")
    assert caught.value.kind == "read_only"


def test_many_readers_see_whole_transactions_while_one_writes(memory: MemoryFile):
    """Two blocks always change together; no reader on any thread ever sees one without the other."""
    with memory.transaction() as session:
        session.add(FileSetting(key="a", value="0"))
        session.add(FileSetting(key="b", value="0"))
    done = threading.Event()
    torn: list[object] = []
    reads = [0] * 4

    def read(number: int) -> None:
        while not done.is_set():
            with memory.reading() as session:
                values = [row.value for row in session.exec(select(FileSetting))]
                reads[number] += 1
                if len(set(values)) != 1:
                    torn.append(values)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for count in range(1, 101):
        with memory.transaction() as session:
            for setting in session.exec(select(FileSetting)):
                setting.value = str(count)
                session.flush()
    done.set()
    for thread in threads:
        thread.join()
    assert torn == []
    assert all(reads)


def test_writers_on_other_threads_wait_their_turn(memory: MemoryFile):
    with memory.transaction() as session:
        session.add(FileSetting(key="count", value="0"))

    def add_ten() -> None:
        for _ in range(10):
            with memory.transaction() as session:
                setting = session.get_one(FileSetting, "count")
                setting.value = str(int(setting.value) + 1)

    threads = [threading.Thread(target=add_ten) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with memory.reading() as session:
        assert session.get_one(FileSetting, "count").value == "40"


def test_closing_folds_the_log_back_and_tells(path: Path, key: bytes):
    told: list[bool] = []
    memory = MemoryFile.open(path, key, on_close=lambda: told.append(True))
    with memory.transaction() as session:
        session.add(Block(label="human"))
    memory.close()
    assert told == [True]
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("text", ["a\0b", "\0", "tab\tline\nreturn\r", "😀 é \u202e ﷽", "x" * 1_000_000])
def test_any_text_that_is_unicode_survives(memory: MemoryFile, text: str):
    """NUL and a megabyte included."""
    with memory.transaction() as session:
        session.add(Block(label="mine", value=text))
    place = rows.begin(memory)
    with memory.transaction() as session:
        call = rows.message(place, "assistant", "")
        call.arguments = {"content": text}
        session.add(call)
    with memory.reading() as session:
        assert session.exec(select(Block.value).where(Block.label == "mine")).one() == text
        assert session.exec(select(Message.arguments)).one() == {"content": text}


def test_a_lone_surrogate_cannot_be_stored_and_nothing_of_its_transaction_is(memory: MemoryFile):
    """It is no character and has no UTF-8: the runtime refuses or replaces it before it comes here."""
    with pytest.raises(UnicodeEncodeError), memory.transaction() as session:
        session.add_all([Block(label="one"), Block(label="two", value="half a pair: \ud800")])
    with memory.transaction() as session:
        session.add(Block(label="three"))
    with memory.reading() as session:
        assert labels(session) == ["three"]


def test_a_value_of_the_wrong_type_is_refused(memory: MemoryFile):
    with pytest.raises(IntegrityError), memory.transaction() as session:
        session.connection().exec_driver_sql(
            "INSERT INTO file_setting (key, value, created_at) VALUES ('a', 'b', 'yesterday')"
        )


def test_an_id_never_comes_back(memory: MemoryFile):
    """The journal and the search index hold ids of rows that are gone."""
    with memory.transaction() as session:
        first = rows.stored(session, Block(label="one"))
    with memory.transaction() as session:
        session.delete(session.get_one(Block, first))
    with memory.transaction() as session:
        assert rows.stored(session, Block(label="two")) > first


def test_a_sound_file_has_nothing_wrong_with_it(memory: MemoryFile):
    place = rows.begin(memory)
    rows.step(memory, place, rows.accept(memory, place, "My dog is called Biscuit"), "Dog: Biscuit")
    assert memory.check() == []


def test_closing_a_file_that_was_only_read_closes_it_too(path: Path, key: bytes):
    MemoryFile.open(path, key).close()
    with MemoryFile.open(path, key) as memory:
        assert memory.check() == []
    assert list(path.parent.iterdir()) == [path]


def test_closing_waits_for_a_reader_and_lets_nobody_in_after(path: Path, key: bytes):
    memory = MemoryFile.open(path, key)
    inside, finish, order = threading.Event(), threading.Event(), list[str]()

    def read() -> None:
        with memory.reading() as session:
            labels(session)
            inside.set()
            finish.wait()
            labels(session)
            order.append("read")

    def close() -> None:
        memory.close()
        order.append("closed")

    threads = [threading.Thread(target=read), threading.Thread(target=close)]
    threads[0].start()
    inside.wait()
    threads[1].start()
    finish.set()
    for thread in threads:
        thread.join()
    assert order == ["read", "closed"]
    assert list(path.parent.iterdir()) == [path]
    for use in (memory.reading, memory.transaction):
        with pytest.raises(ClosedFault), use():
            pass
