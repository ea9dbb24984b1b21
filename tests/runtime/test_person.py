"""Changes by the person: same journal, same limits, nothing overwritten, everything undoable."""

import pytest
from loop import Loop

from models.memory_file import MemoryFile
from runtime import person, reading
from runtime.errors import EditConflict, InputRefused
from runtime.events import BlockChanged
from runtime.history.undoing import undo
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


def test_a_block_of_the_persons_own_is_made_offered_to_the_llm_and_undone(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [])
    made = person.create_block(loop.engine, "projects", description="What I work on.", char_limit=50)
    assert (made.label, made.char_limit, made.read_only) == ("projects", 50, False)
    with memory.reading() as session:
        assert "projects" in [each.label for each in loop.context.state(session).writable]
    for label, limit in (("projects", 50), (" ", 50), ("other", 0)):
        with pytest.raises(InputRefused):
            person.create_block(loop.engine, label, char_limit=limit)
    undo(loop.engine)
    with memory.reading() as session:
        assert "projects" not in [each.label for each in loop.context.state(session).blocks]


def test_the_system_prompt_is_the_persons_to_change_and_to_take_back(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [])
    person.set_instructions(loop.engine, "Be brief.")
    with memory.reading() as session:
        assert loop.context.prompt(session).messages[0].text.startswith("Be brief.\n\n<block")
    change = undo(loop.engine)
    assert (change.target, change.before, change.after) == ("agent", "Be brief.", None)
    with memory.reading() as session:
        loop.context.recompile(session)
        assert loop.context.prompt(session).messages[0].text.startswith("You are Loci")


def test_locking_a_block_is_a_change_of_the_journal_and_can_be_taken_back(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [])
    assert person.lock_block(loop.engine, "human", locked=True).read_only
    with memory.reading() as session:
        (change,) = reading.journal(session, limit=1)
    assert (change.label, change.field, change.before, change.after) == ("human", "read_only", "False", "True")
    assert loop.of(BlockChanged)[-1].journal_id == change.id
    undo(loop.engine)
    with memory.reading() as session:
        assert not any(each.read_only for each in reading.blocks(session, loop.engine.place.agent_id))


def test_a_passage_is_changed_found_by_its_new_words_and_taken_back(memory: MemoryFile) -> None:
    loop = Loop.on(
        memory, [call("archival_memory_insert", content="Biscuit swims in the harbour.", tags=["dog"]), say("Kept.")]
    )
    loop.say("Keep that")
    place = loop.engine.place
    with loop.engine.reading() as session:
        (before,) = reading.passages(session, place.archive_id, limit=5)
    change = person.change_passage(loop.engine, before.id, " Rex climbs mountains. ", ["dog", "hills", "dog"])
    assert (change.action, change.before, change.after, change.cause) == (
        "update",
        before.text,
        "Rex climbs mountains.",
        "person",
    )
    with loop.engine.reading() as session:
        (after,) = reading.passages(session, place.archive_id, limit=5)
        found = loop.engine.search.passages(session, "mountains", archive_id=place.archive_id, limit=5)
    assert (after.text, after.tags, after.created_at) == ("Rex climbs mountains.", ("dog", "hills"), before.created_at)
    assert [hit.id for hit in found] == [before.id]
    undo(loop.engine)
    with loop.engine.reading() as session:
        assert reading.passages(session, place.archive_id, limit=5) == (before,)
    for passage_id, text in ((before.id, "  "), (999, "Rex")):
        with pytest.raises(InputRefused, match="Nothing was changed"):
            person.change_passage(loop.engine, passage_id, text, [])
