"""A search of archival memory hands on what answers: no line twice, and no more where sleep's own lines have it all."""

from collections.abc import Sequence

import pytest
from loop import Loop

from models.memory_file import MemoryFile
from runtime.events import ToolReturned
from runtime.llm.scripted import call, say
from runtime.memory import archival
from runtime.memory.excerpts import PEOPLE
from runtime.memory.journal import Cause, CauseKind

FACTS = ("Ana lives in Oslo", "Ana's birthday is on 3 May", "Ana works at Skog")
ABOUT_ANA = "\n".join(("What I know about Ana", *FACTS))


@pytest.fixture
def loop(memory: MemoryFile) -> Loop:
    return Loop.on(memory, [])


def put_away(loop: Loop, cause: CauseKind, *texts: str, tags: Sequence[str] = ()) -> None:
    with loop.engine.writing() as session:
        for text in texts:
            archival.insert(session, loop.engine.place.archive_id, text, tags, Cause(cause))


def found(loop: Loop, query: str, **more: object) -> list[str]:
    """The texts that the LLM is handed, without ids and dates."""
    asking = Loop.on(loop.memory, [call("archival_memory_search", query=query, **more), say("Thank you.")])
    asking.say(query)
    result = asking.of(ToolReturned)[0].result
    return [line.rpartition(") ")[2] for line in result.split("\n")[1:]]


def test_the_line_that_has_all_that_was_asked_for_comes_alone(loop: Loop):
    put_away(loop, "sleep", *FACTS)
    put_away(loop, "sleep", ABOUT_ANA, tags=(PEOPLE,))
    assert found(loop, "Where does Ana live?") == ["Ana lives in Oslo"]


def test_asked_for_so_many_it_gives_so_many(loop: Loop):
    put_away(loop, "sleep", *FACTS)
    assert sorted(found(loop, "Where does Ana live?", top_k=5)) == sorted(FACTS)


def test_what_a_turn_put_away_is_shown_beside_it(loop: Loop):
    """It may be newer, in other words: only what sleep keeps in order is known to be right."""
    put_away(loop, "sleep", *FACTS)
    put_away(loop, "turn", "Ana has moved away")
    assert sorted(found(loop, "Where does Ana live?")) == ["Ana has moved away", "Ana lives in Oslo"]


def test_a_question_about_a_person_gets_all_that_is_known_once(loop: Loop):
    put_away(loop, "sleep", ABOUT_ANA, tags=(PEOPLE,))
    put_away(loop, "sleep", *FACTS)
    lines = found(loop, "What do you know about Ana?", top_k=5)
    assert sorted(each.removesuffix(f" [{PEOPLE}]") for each in lines if each in FACTS or PEOPLE in each) == sorted(
        FACTS
    )
