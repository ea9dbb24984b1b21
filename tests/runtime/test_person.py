"""Changes by the person: same journal, same limits, nothing overwritten, everything undoable."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loop import Loop
from sqlmodel import select

from models.memory_file import MemoryFile
from models.tables import Block, Passage
from runtime import person, reading
from runtime.errors import EditConflict, InputRefused
from runtime.events import BlockChanged
from runtime.llm.scripted import call, say

BISCUIT = call("core_memory_append", label="human", content="Dog: Biscuit")


def human(loop: Loop) -> tuple[str, int]:
    with loop.engine.reading() as session:
        block = next(each for each in reading.blocks(session, loop.engine.place.agent_id) if each.label == "human")
    return block.value, block.version


def test_an_edit_is_stored_journalled_and_told(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [])
    view = person.edit_block(loop.engine, "human", "Name: Ann", human(loop)[1])
    assert (view.value, view.version) == ("Name: Ann", 2)
    assert loop.of(BlockChanged)[0].turn_id is None
    with memory.reading() as session:
        change = reading.journal(session, limit=1)[0]
    assert (change.cause, change.before, change.after) == ("person", "", "Name: Ann")


def test_an_edit_of_an_older_version_is_refused_and_the_newer_kept(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [BISCUIT, say("Noted.")])
    _, version = human(loop)
    loop.say("My dog is called Biscuit")
    with pytest.raises(EditConflict, match="changed while you were editing"):
        person.edit_block(loop.engine, "human", "Name: Ann", version)
    assert human(loop)[0] == "Dog: Biscuit"


@pytest.mark.parametrize(("label", "value"), [("human", "x" * 2_001), ("nope", "x")])
def test_an_edit_that_cannot_be_is_refused_in_words(memory: MemoryFile, label: str, value: str) -> None:
    loop = Loop.on(memory, [])
    with pytest.raises(InputRefused, match=r"Exceeds 2000 character limit|does not exist"):
        person.edit_block(loop.engine, label, value, 1)
    assert human(loop) == ("", 1)


def test_undo_takes_back_the_newest_change_and_names_what_it_undid(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [BISCUIT, say("Noted.")])
    loop.say("My dog is called Biscuit")
    change = person.undo(loop.engine)
    assert (change.before, change.after, change.cause) == ("Dog: Biscuit", "", "person")
    with memory.reading() as session:
        undone = reading.journal(session, limit=2)[1]
    assert undone.undone_by == change.id
    with pytest.raises(InputRefused, match="nothing to undo"):
        person.undo(loop.engine)
    with pytest.raises(InputRefused, match="undone already"):
        person.undo(loop.engine, undone.id)


def test_an_undo_that_would_overwrite_newer_text_is_refused(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [BISCUIT, call("core_memory_append", label="human", content="Cat: Mia"), say("Noted.")])
    loop.say("My dog is called Biscuit and my cat Mia")
    with memory.reading() as session:
        older = reading.journal(session, limit=2)[1]
    with pytest.raises(EditConflict, match="overwrite the newer"):
        person.undo(loop.engine, older.id)
    assert human(loop)[0] == "Dog: Biscuit\nCat: Mia"


def test_a_passage_comes_and_goes_by_undo_and_undo_of_undo(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [call("archival_memory_insert", content="The note", tags=["a", "b"]), say("Kept.")])
    loop.say("Keep the note")
    removed = person.undo(loop.engine)
    with memory.reading() as session:
        assert session.exec(select(Passage)).all() == []
    person.undo(loop.engine, removed.id)
    with memory.reading() as session:
        (passage,) = reading.passages(session, loop.engine.place.archive_id, limit=9)
    assert (passage.text, passage.tags) == ("The note", ("a", "b"))


def test_a_change_that_does_not_exist_cannot_be_undone(memory: MemoryFile) -> None:
    with pytest.raises(InputRefused, match="no change 77"):
        person.undo(Loop.on(memory, []).engine, 77)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60), max_size=12))
def test_undoing_every_change_gives_back_every_earlier_state(memory: MemoryFile, values: list[str]) -> None:
    loop = Loop.on(memory, [])
    states = [human(loop)[0]]
    for value in values:
        view = person.edit_block(loop.engine, "human", value, human(loop)[1])
        if view.value != states[-1]:
            states.append(view.value)
    for earlier in reversed(states[:-1]):
        person.undo(loop.engine)
        assert human(loop)[0] == earlier
    with memory.transaction() as session:
        for block in session.exec(select(Block).where(Block.label == "human")):
            block.value = ""


def test_a_block_of_the_persons_own_is_made_offered_to_the_llm_and_undone(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [])
    made = person.create_block(loop.engine, "projects", description="What I work on.", char_limit=50)
    assert (made.label, made.char_limit, made.read_only) == ("projects", 50, False)
    with memory.reading() as session:
        assert "projects" in [each.label for each in loop.context.state(session).writable]
    for label, limit in (("projects", 50), (" ", 50), ("other", 0)):
        with pytest.raises(InputRefused):
            person.create_block(loop.engine, label, char_limit=limit)
    person.undo(loop.engine)
    with memory.reading() as session:
        assert "projects" not in [each.label for each in loop.context.state(session).blocks]


def test_the_system_prompt_is_the_persons_to_change_and_to_take_back(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [])
    person.set_instructions(loop.engine, "Be brief.")
    with memory.reading() as session:
        assert loop.context.prompt(session).messages[0].text.startswith("Be brief.\n\n<block")
    change = person.undo(loop.engine)
    assert (change.target, change.before, change.after) == ("agent", "Be brief.", None)
    with memory.reading() as session:
        loop.context.recompile(session)
        assert loop.context.prompt(session).messages[0].text.startswith("You are Loci")
