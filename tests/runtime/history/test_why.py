"""Why the memory says what it says: from a line or a passage to the messages it rests on, in one call."""

import pytest
from loop import Loop

from models.memory_file import MemoryFile
from runtime import person
from runtime.errors import InputRefused
from runtime.history import undoing, why
from runtime.llm.scripted import call, say

BISCUIT = call("core_memory_append", label="human", content="Dog: Biscuit")
OLDER = call("core_memory_replace", label="human", old_content="Dog: Biscuit", new_content="Dog: Biscuit, 3 years old")


def test_a_line_leads_to_its_message_and_the_very_words(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [BISCUIT, say("Noted.")])
    loop.say("My dog is called Biscuit")
    found = why.of_line(loop.engine, "human", "Dog: Biscuit")
    (evidence,) = found.evidence
    assert evidence.text[evidence.start : evidence.end] == "Biscuit"
    assert [each.tool for each in found.changes] == ["core_memory_append"]
    assert why.of_line(loop.engine, "human", "1") == why.of_line(loop.engine, "human", "biscuit") == found


def test_a_line_that_was_changed_rests_on_what_it_was_made_from_too(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [BISCUIT, say("Noted."), OLDER, say("Noted.")])
    loop.say("My dog is called Biscuit")
    loop.say("Biscuit is 3 years old")
    found = why.of_line(loop.engine, "human", "Dog: Biscuit, 3 years old")
    assert [each.text for each in found.evidence] == ["Biscuit is 3 years old", "My dog is called Biscuit"]


def test_a_line_that_was_taken_back_and_came_again_keeps_its_evidence(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [BISCUIT, say("Noted.")])
    loop.say("My dog is called Biscuit")
    undoing.undo(loop.engine)
    undoing.redo(loop.engine)
    found = why.of_line(loop.engine, "human", "Dog: Biscuit")
    assert [each.cause for each in found.changes] == ["person", "turn"]
    assert [each.text for each in found.evidence] == ["My dog is called Biscuit"]


def test_a_line_of_the_persons_own_rests_on_no_message_and_a_passage_on_its_own(memory: MemoryFile) -> None:
    note = call("archival_memory_insert", content="The note on bees", tags=[])
    loop = Loop.on(memory, [note, say("Kept.")])
    loop.say("Keep the note on bees")
    person.edit_block(loop.engine, "human", "Keeps bees", 1)
    assert why.of_line(loop.engine, "human", "Keeps bees").evidence == ()
    for name in ("note on bees", 1):
        found = why.of_passage(loop.engine, name)
        assert (found.text, [each.text for each in found.evidence]) == ("The note on bees", ["Keep the note on bees"])


def test_the_texts_that_the_memory_began_with_say_so(memory: MemoryFile) -> None:
    found = why.of_line(Loop.on(memory, []).engine, "persona", "1")
    assert [each.cause for each in found.changes] == ["start"]


@pytest.mark.parametrize(
    ("label", "line", "sentence"),
    [
        ("nope", "x", "no block 'nope'"),
        ("human", "goats", "No line"),
        ("human", "bees", "2 lines"),
        ("human", "", "No"),
    ],
)
def test_what_cannot_be_found_is_said(memory: MemoryFile, label: str, line: str, sentence: str) -> None:
    loop = Loop.on(memory, [])
    person.edit_block(loop.engine, "human", "Keeps bees\nLikes bees", 1)
    with pytest.raises(InputRefused, match=sentence):
        why.of_line(loop.engine, label, line)
    with pytest.raises(InputRefused, match="no such passage"):
        why.of_passage(loop.engine, 77)
