"""Undo and redo: of one change, of a turn; what was there comes back whole, newer text is never overwritten."""

import pytest
from loop import Loop
from sqlmodel import select

from models.memory_file import MemoryFile
from models.tables import Passage
from runtime import person, reading
from runtime.errors import EditConflict, InputRefused
from runtime.events import BlockChanged
from runtime.history import undoing
from runtime.llm.scripted import call, say
from runtime.views import BlockView, ChangeView

BISCUIT = call("core_memory_append", label="human", content="Dog: Biscuit")
MIA = call("core_memory_append", label="human", content="Cat: Mia")
REX = call("core_memory_replace", label="human", old_content="Biscuit", new_content="Rex")


def human(loop: Loop) -> BlockView:
    with loop.engine.reading() as session:
        return next(each for each in reading.blocks(session, loop.engine.place.agent_id) if each.label == "human")


def journal(loop: Loop, limit: int = 20) -> tuple[ChangeView, ...]:
    with loop.engine.reading() as session:
        return reading.journal(session, limit=limit)


def test_undo_takes_back_the_newest_change_and_names_what_it_undid(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [BISCUIT, say("Noted.")])
    loop.say("My dog is called Biscuit")
    change = undoing.undo(loop.engine)
    assert (change.before, change.after, change.cause) == ("Dog: Biscuit", "", "person")
    undone = journal(loop)[1]
    assert (undone.undone_by, change.undoes) == (change.id, undone.id)
    with pytest.raises(InputRefused, match="nothing to undo"):
        undoing.undo(loop.engine)
    with pytest.raises(InputRefused, match="undone already, by change"):
        undoing.undo(loop.engine, undone.id)


def test_redo_brings_back_what_was_undone_and_can_be_undone_again(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [BISCUIT, say("Noted.")])
    loop.say("My dog is called Biscuit")
    made = journal(loop)[0]
    for _ in range(3):
        undoing.undo(loop.engine)
        assert human(loop).value == ""
        assert undoing.redo(loop.engine).after == "Dog: Biscuit"
        assert next(each for each in journal(loop) if each.id == made.id).undone_by is None
    with pytest.raises(InputRefused, match="nothing to redo"):
        undoing.redo(loop.engine)
    with pytest.raises(InputRefused, match="stands"):
        undoing.redo(loop.engine, made.id)
    undoing.undo(loop.engine, made.id)
    undoing.redo(loop.engine, made.id)
    undo_of_a_redo = undoing.undo(loop.engine, journal(loop)[0].id)
    assert (human(loop).value, undo_of_a_redo.undoes) == ("", made.id)


def test_only_what_a_change_did_is_taken_out_of_newer_text(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [BISCUIT, MIA, say("Noted.")])
    loop.say("My dog is called Biscuit and my cat Mia")
    older = journal(loop)[1]
    undoing.undo(loop.engine, older.id)
    assert human(loop).value == "Cat: Mia"
    undoing.redo(loop.engine, older.id)
    assert sorted(human(loop).value.split("\n")) == ["Cat: Mia", "Dog: Biscuit"]


def test_a_conflict_says_which_newer_change_is_in_the_way_and_changes_nothing(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [BISCUIT, REX, say("Noted.")])
    loop.say("My dog is called Biscuit, no, Rex")
    newer, older = journal(loop)[:2]
    with pytest.raises(EditConflict, match=f"“Dog: Biscuit” no longer stands.*core_memory_replace.*change {newer.id}"):
        undoing.undo(loop.engine, older.id)
    assert human(loop).value == "Dog: Rex"
    assert journal(loop)[0].id == newer.id


def test_a_turn_is_taken_back_whole_and_done_again_whole(memory: MemoryFile) -> None:
    note = call("archival_memory_insert", content="The note", tags=["a, b", "c"])
    loop = Loop.on(memory, [BISCUIT, note, REX, say("Noted."), MIA, say("Yes.")])
    loop.say("My dog is called Biscuit")
    turn_id = journal(loop)[0].turn_id or 0
    loop.say("My cat is called Mia")
    loop.events.clear()
    assert len(undoing.undo_turn(loop.engine, turn_id)) == 3
    assert human(loop).value == "Cat: Mia"
    assert [each.label for each in loop.of(BlockChanged)] == ["human", "human"]
    with memory.reading() as session:
        assert session.exec(select(Passage)).all() == []
    with pytest.raises(InputRefused, match="nothing to undo of turn"):
        undoing.undo_turn(loop.engine, turn_id)
    assert len(undoing.redo_turn(loop.engine, turn_id)) == 3
    assert sorted(human(loop).value.split("\n")) == ["Cat: Mia", "Dog: Rex"]
    with memory.reading() as session:
        (passage,) = reading.passages(session, loop.engine.place.archive_id, limit=9)
    assert (passage.text, passage.tags) == ("The note", ("a, b", "c"))
    with pytest.raises(InputRefused, match="nothing to redo of turn"):
        undoing.redo_turn(loop.engine, turn_id)


def test_where_one_change_of_a_turn_cannot_be_taken_back_none_is(memory: MemoryFile) -> None:
    note = call("archival_memory_insert", content="The note", tags=[])
    loop = Loop.on(memory, [BISCUIT, note, say("Noted.")])
    loop.say("My dog is called Biscuit")
    turn_id = journal(loop)[0].turn_id or 0
    person.edit_block(loop.engine, "human", "Dog: Rex", human(loop).version)
    with pytest.raises(EditConflict, match="by you on"):
        undoing.undo_turn(loop.engine, turn_id)
    with memory.reading() as session:
        assert [each.text for each in session.exec(select(Passage))] == ["The note"]


def test_a_passage_comes_back_as_the_same_passage(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [call("archival_memory_insert", content="The note", tags=["a", "b"]), say("Kept.")])
    loop.say("Keep the note")
    with memory.reading() as session:
        (before,) = reading.passages(session, loop.engine.place.archive_id, limit=9)
    undoing.undo(loop.engine)
    with memory.reading() as session:
        assert session.exec(select(Passage)).all() == []
    undoing.redo(loop.engine)
    with memory.reading() as session:
        assert reading.passages(session, loop.engine.place.archive_id, limit=9) == (before,)


def test_a_block_that_was_deleted_comes_back_in_its_place(memory: MemoryFile) -> None:
    delete = call("memory", command="delete", path="human")
    loop = Loop.on(memory, [BISCUIT, delete, say("Gone.")])
    before = None
    with memory.reading() as session:
        before = reading.blocks(session, loop.engine.place.agent_id)
    person.create_block(loop.engine, "projects", description="What I do.", char_limit=50)
    loop.say("My dog is called Biscuit, and forget about me")
    undoing.undo(loop.engine)
    with memory.reading() as session:
        after = reading.blocks(session, loop.engine.place.agent_id)
    assert [(each.id, each.label) for each in after][:2] == [(each.id, each.label) for each in before]
    assert human(loop).value == "Dog: Biscuit"
    person.create_block(loop.engine, "spare")
    undoing.undo(loop.engine)
    undoing.redo(loop.engine)
    assert "spare" in {each.label for each in _blocks(loop)}


def _blocks(loop: Loop) -> tuple[BlockView, ...]:
    with loop.engine.reading() as session:
        return reading.blocks(session, loop.engine.place.agent_id)


def test_what_does_not_exist_cannot_be_undone_or_redone(memory: MemoryFile) -> None:
    engine = Loop.on(memory, []).engine
    for refused in (undoing.undo, undoing.redo):
        with pytest.raises(InputRefused, match="no change 77"):
            refused(engine, 77)
    for refused_all, name in (
        (undoing.undo_turn, "turn"),
        (undoing.redo_turn, "turn"),
        (undoing.redo_sleep, "sleep"),
    ):
        with pytest.raises(InputRefused, match=f"was no {name} 77"):
            refused_all(engine, 77)
