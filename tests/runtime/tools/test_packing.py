"""What a search hands to the LLM: dated, each thing once, the best first, within a budget, each with its id."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loop import Loop
from sqlmodel import col, select

from models.memory_file import MemoryFile
from models.row import append
from models.tables import Fact, Message
from runtime.events import ToolReturned
from runtime.llm.scripted import ScriptedLLM, call, say
from runtime.memory import archival, recall
from runtime.memory.journal import Cause
from runtime.tools.packing import MOST_TOKENS, fitting, packed, room, tokens

SAID = [
    ("user", "My sister plays in an orchestra."),
    ("assistant", "How lovely! Which one?"),
    ("user", "The Bergen Philharmonic."),
    ("user", "I bought new tyres."),
    ("user", "I bought new tyres."),
]


def test_the_budget_grows_with_the_context_and_ends_where_more_would_harm() -> None:
    assert [room(length) for length in (2_048, 8_192, 131_072)] == [341, 1_365, MOST_TOKENS]


@given(st.lists(st.text(min_size=1), max_size=20), st.integers(4, 60))
def test_no_more_than_the_budget_is_packed_and_the_best_is_always_in_it(lines: list[str], most: int) -> None:
    whole = packed(lines, "thing", most)
    body = whole.partition(":\n")[2]
    assert tokens(body) <= most + 1
    assert not lines or body.startswith(fitting(lines[0].encode("utf-8", "replace").decode(), most)[:1])


def test_a_script_of_three_bytes_a_letter_gets_as_many_tokens_not_as_many_letters() -> None:
    assert tokens("記憶" * 50) == 100
    assert fitting("記憶" * 50, 10) == "記憶" * 4 + "記…"


@pytest.fixture
def loop(tmp_path: Path) -> Iterator[Loop]:
    with MemoryFile.open(tmp_path / "memory.loci", bytes(32)) as memory:
        yield told(Loop.on(memory, []))


def told(loop: Loop) -> Loop:
    place = loop.engine.place
    with loop.engine.writing() as session:
        for role, text in SAID:
            at = datetime(2026, 3, 4, 9, tzinfo=UTC)
            recall.add(
                session,
                Message(
                    agent_id=place.agent_id, conversation_id=place.conversation_id, role=role, text=text, created_at=at
                ),
            )
        archival.insert(session, place.archive_id, "The vet is in Dock Street.", ["pets"], Cause("person"))
    return loop


def searched(loop: Loop, tool: str, query: str) -> str:
    loop.engine.llm = ScriptedLLM([call(tool, query=query), say("Done.")])
    loop.say("?")
    return loop.of(ToolReturned)[-2].result


def test_each_piece_has_its_id_and_its_date_and_what_was_said_twice_stands_once(loop: Loop) -> None:
    result = searched(loop, "conversation_search", "new tyres")
    assert result == "Found 1 message:\n- [message 5] (2026-03-04 09:00) user: I bought new tyres."
    assert "- [passage 1] (" in searched(loop, "archival_memory_search", "vet")


def test_an_answer_of_a_few_words_comes_with_its_question_unless_that_was_found_too(loop: Loop) -> None:
    result = searched(loop, "conversation_search", "Bergen Philharmonic")
    assert "user: The Bergen Philharmonic. (asked: How lovely! Which one?)" in result
    both = searched(loop, "conversation_search", "lovely Philharmonic")
    assert "How lovely! Which one?" in both
    assert "(asked:" not in both


def test_what_is_handed_over_fits_a_small_context(tmp_path: Path) -> None:
    with MemoryFile.open(tmp_path / "memory.loci", bytes(32)) as memory:
        llm = ScriptedLLM([call("archival_memory_search", query="heron", top_k=50), say("Done.")], context_length=4_096)
        loop = Loop.on(memory, llm)
        with loop.engine.writing() as session:
            for number in range(60):
                text = f"Heron {number}. " + "It stood in the water. " * 20
                archival.insert(session, loop.engine.place.archive_id, text, (), Cause("person"))
        loop.say("?")
        assert tokens(loop.of(ToolReturned)[0].result) <= room(4_096) + 10


def test_what_a_fact_says_of_a_message_stands_with_it_and_until_when_it_held(tmp_path: Path) -> None:
    with MemoryFile.open(tmp_path / "memory.loci", bytes(32)) as memory:
        loop = Loop.on(memory, [say("Lovely!")] * 2)
        for text in ("We got the flat in Oslo!", "The boxes are all in Bergen now"):
            loop.say(text)
        first, moved = datetime(2022, 3, 1, tzinfo=UTC), datetime(2025, 6, 1, tzinfo=UTC)
        told = (("Oslo", "They live in Oslo", first, moved), ("Bergen", "They moved to Bergen", moved, None))
        with loop.engine.writing() as session:
            for name, statement, begin, end in told:
                said = session.exec(select(Message).where(col(Message.text).contains(name))).one()
                fact = Fact(agent_id=1, message_id=said.id, start=0, end=9, statement=statement, valid_from=begin)
                fact.slot, fact.valid_until = "home", end
                append(session, fact)
        result = searched(loop, "conversation_search", "Where did I live in 2024?")
        assert "user: We got the flat in Oslo! (noted: They live in Oslo, until 2025-06-01)" in result
        assert "(noted: They moved to Bergen)" in searched(loop, "conversation_search", "Where do I live now?")
