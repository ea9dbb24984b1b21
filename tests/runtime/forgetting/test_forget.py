"""Forgetting: everything that names it goes, everything else stays, and a receipt says what was looked through."""

from __future__ import annotations

import pytest
from loop import Loop
from sqlmodel import select

from models.cells import cells
from models.memory_file import MemoryFile
from models.tables import (
    Agent,
    AgentBlock,
    Block,
    Document,
    FileSetting,
    JournalEntry,
    Message,
    Passage,
    PassageTag,
    Summary,
    Turn,
)
from runtime import person
from runtime.errors import InputRefused
from runtime.forgetting import forget as forgetting
from runtime.forgetting.forget import Request
from runtime.llm.scripted import call, say

TOLD = [
    call("core_memory_append", label="human", content="Dog: Biscuit"),
    call("core_memory_append", label="human", content="City: Berlin"),
    say("Noted."),
    call("archival_memory_insert", content="The vet's number is 555", tags=["vet", "Biscuit"]),
    say("Kept, for Biscuit."),
    say("It is sunny."),
]


@pytest.fixture
def told(memory: MemoryFile) -> Loop:
    """A dog, a city, a passage and a talk of the weather."""
    loop = Loop.on(memory, TOLD)
    for text in ("My dog is called Biscuit and I live in Berlin", "The vet has 555, keep it", "How is the weather?"):
        loop.say(text)
    return loop


def everything(memory: MemoryFile) -> str:
    """All texts of the file."""
    with memory.reading() as session:
        return "\n".join(str(each.value) for each in cells(session))


def test_what_names_it_goes_and_all_else_stays(told: Loop, memory: MemoryFile):
    receipt = forgetting.forget(told.engine, Request("biscuit"))
    assert receipt.left == ()
    assert "biscuit" not in everything(memory).lower()
    assert told.block("human") == "City: Berlin"
    with memory.reading() as session:
        said = session.exec(select(Message.text).where(Message.role == "user")).all()
        assert list(said) == ["The vet has 555, keep it", "How is the weather?"]
        assert session.exec(select(Passage.text)).all() == ["The vet's number is 555"]
        assert session.exec(select(PassageTag.tag)).all() == ["vet"]
    assert (receipt.removed["message"], receipt.removed["message, in part"]) == (7, 1)
    assert receipt.tables > 25
    assert receipt.bytes > 0


def test_what_a_changed_passage_said_before_goes_too(told: Loop, memory: MemoryFile):
    with told.engine.reading() as session:
        (passage_id,) = session.exec(select(Passage.id)).all()
    person.change_passage(told.engine, passage_id or 0, "Biscuit's vet has another number", ["tulip42"])
    person.change_passage(told.engine, passage_id or 0, "The vet has 777", [])
    assert forgetting.forget(told.engine, Request("tulip42")).left == ()
    assert forgetting.forget(told.engine, Request("biscuit")).left == ()
    assert "biscuit" not in everything(memory).lower()
    assert "tulip42" not in everything(memory)
    with told.engine.reading() as session:
        assert session.exec(select(Passage.text)).all() == ["The vet has 777"]


def test_the_preview_is_what_then_goes_and_changes_nothing(told: Loop, memory: MemoryFile):
    before = everything(memory)
    shown = forgetting.preview(told.engine, Request("Biscuit"))
    assert everything(memory) == before
    receipt = forgetting.forget(told.engine, Request("Biscuit"))
    assert len(shown.would_go) == sum(receipt.removed.values())
    assert [each.text for each in shown.rests_on_it] == ["City: Berlin"]


def test_what_rests_on_it_goes_too_where_that_is_wanted(told: Loop):
    forgetting.forget(told.engine, Request("Biscuit", derived=True))
    assert told.block("human") == ""


def test_an_item_goes_by_its_number_or_its_uid(told: Loop, memory: MemoryFile):
    with memory.reading() as session:
        passage = session.exec(select(Passage)).one()
        weather = session.exec(select(Message).where(Message.text == "How is the weather?")).one()
    forgetting.forget(told.engine, Request(passage.uid, messages=frozenset({weather.id})))
    with memory.reading() as session:
        assert session.exec(select(Passage)).all() == []
        assert session.get(Message, weather.id) is None
        assert "555" not in [each.after for each in session.exec(select(JournalEntry))]


def test_the_journal_still_leads_from_change_to_change(told: Loop, memory: MemoryFile):
    forgetting.forget(told.engine, Request("Biscuit"))
    with memory.reading() as session:
        changes = session.exec(select(JournalEntry).where(JournalEntry.label == "human")).all()
        assert [(each.before, each.after) for each in changes] == [(None, ""), ("", "City: Berlin")]


def test_a_turn_that_waits_is_ended_when_its_message_is_forgotten(memory: MemoryFile):
    loop = Loop.on(memory, [])
    from runtime import turn  # noqa: PLC0415 (only here)

    turn_id, _ = turn.accept(loop.engine, "The secret is tulip42")
    forgetting.forget(loop.engine, Request("tulip42"))
    assert turn.waiting(loop.engine) == []
    with memory.reading() as session:
        assert session.get(Turn, turn_id) is None


def test_the_conversation_goes_on_afterwards(told: Loop):
    forgetting.forget(told.engine, Request("Biscuit"))
    told.context.forget_cuts()
    with told.engine.reading() as session:
        prompt = told.context.prompt(session)
    assert "biscuit" not in str(prompt).lower()


@pytest.mark.parametrize("text", ["", " ", "x"])
def test_a_text_that_tells_nothing_apart_is_refused(told: Loop, text: str):
    with pytest.raises(InputRefused, match="at least 2 characters"):
        forgetting.preview(told.engine, Request(text))


def test_every_other_text_of_the_file_loses_it(told: Loop, memory: MemoryFile):
    """Titles, file names, summaries, drafts, descriptions, and whole blocks that are called by it."""
    with memory.transaction() as session:
        agent = session.exec(select(Agent)).one()
        agent.description = "Talks of Biscuit"
        session.add(agent)
        session.add(Document(archive_id=agent.archive_id, path="/home/ann/biscuit.pdf", digest="0", title="BISCUIT"))
        session.add(FileSetting(key="draft", value='{"text": "Is Biscuit well?"}'))
        text = "They met. Biscuit is a dog.\nBerlin is a city."
        session.add(Summary(conversation_id=told.engine.place.conversation_id, text=text, through_message_id=0))
        block = Block(label="biscuit", value="Eats carrots")
        session.add(block)
        session.flush()
        session.add(AgentBlock(agent_id=agent.id, block_id=block.id))
    receipt = forgetting.forget(told.engine, Request("Biscuit"))
    assert receipt.left == ()
    assert "biscuit" not in everything(memory).lower()
    with memory.reading() as session:
        assert session.exec(select(Summary.text)).one() == "They met.\nBerlin is a city."
        assert session.exec(select(Document.path)).one() == "/home/ann/….pdf"
        assert session.exec(select(Block.label)).all() == ["persona", "human"]
