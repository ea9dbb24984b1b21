"""Rows are made with their defaults, refuse what does not exist, and can be appended without the unit of work."""

from datetime import UTC, datetime

import pytest
import rows
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models.memory_file import MemoryFile
from models.row import append
from models.tables import Block, Message, Tool

AT = datetime(2026, 3, 4, 10, 12, tzinfo=UTC)


def test_what_is_not_given_has_its_default_and_uids_differ():
    one, two = Block(label="human"), Block(label="human")
    assert (one.id, one.value, one.char_limit, one.version, one.read_only) == (None, "", 2000, 1, False)
    assert one.uid != two.uid
    assert one.created_at.tzinfo is UTC
    assert Tool(name="a").parameters is not Tool(name="b").parameters


def test_a_field_that_does_not_exist_is_refused():
    with pytest.raises(TypeError, match="Block has no lable"):
        Block(label="human", lable="human")


def test_a_field_without_default_must_be_given():
    with pytest.raises(TypeError, match="Block needs label"):
        Block()


def test_a_change_of_an_added_row_is_noticed(memory: MemoryFile):
    with memory.transaction() as session:
        block = Block(label="human")
        session.add(block)
        session.flush()
        block.value = "Name: Ann"
    with memory.reading() as session:
        assert session.get_one(Block, block.id).value == "Name: Ann"


def test_an_appended_row_is_the_same_as_an_added_one(memory: MemoryFile):
    place = rows.begin(memory)
    given = {"arguments": {"a": ["é", None]}, "ok": False, "created_at": AT, "tokens": 3}
    added, appended = (rows.message(place, "assistant", "Hello\0", **given) for _ in range(2))
    with memory.transaction() as session:
        session.add(added)
        session.flush()
        assert append(session, appended) == appended.id
    with memory.reading() as session:
        read = [session.get_one(Message, each.id).model_dump(exclude={"id", "uid"}) for each in (added, appended)]
        stored = session.connection().exec_driver_sql(
            "SELECT DISTINCT typeof(arguments), arguments, ok, in_context, created_at FROM message"
        )
        assert len(stored.all()) == 1
    assert read[0] == read[1] == appended.model_dump(exclude={"id", "uid"})


def test_appended_rows_go_with_their_transaction_and_savepoint(memory: MemoryFile):
    with memory.transaction() as session:
        append(session, Block(label="kept"))
        with pytest.raises(ZeroDivisionError), session.begin_nested():
            append_and_fail(session, "undone")
        append(session, Block(label="kept too"))
    with pytest.raises(ZeroDivisionError), memory.transaction() as session:
        append_and_fail(session, "gone")
    with memory.reading() as session:
        assert list(session.exec(select(Block.label).order_by(col(Block.id)))) == ["kept", "kept too"]


def append_and_fail(session: Session, label: str) -> None:
    append(session, Block(label=label))
    raise ZeroDivisionError


def test_adding_an_appended_row_again_is_refused(memory: MemoryFile):
    block = Block(label="human")
    with pytest.raises(IntegrityError), memory.transaction() as session:
        session.add_all([block] if append(session, block) else [])
