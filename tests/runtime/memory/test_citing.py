"""Lines of core memory and facts lead to the messages they cite; of two that tell the same, the one that held then."""

from datetime import UTC, datetime, timedelta

import pytest
from loop import Loop
from talk import Talk

from models.memory_file import MemoryFile
from models.row import append
from models.tables import Fact
from runtime.llm.scripted import call, say
from runtime.memory.citing import root
from runtime.memory.fusion import Weights
from runtime.memory.search import Search

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)


@pytest.fixture
def moved(talk: Talk) -> dict[str, int]:
    """Somebody who lived in Oslo until 2025, told of it in 2022, and said much else in 2024."""
    said = {
        "Oslo": talk.say("We got the flat in Oslo!", at=datetime(2022, 3, 1, 9, tzinfo=UTC)),
        "Bergen": talk.say("The boxes are all in Bergen now", at=datetime(2025, 6, 1, 9, tzinfo=UTC)),
    }
    for week in range(40):
        talk.say(f"I live for bread number {week}", at=datetime(2024, 1, 1, 9, tzinfo=UTC) + timedelta(weeks=week))
    moved_on = datetime(2025, 6, 1, 9, tzinfo=UTC)
    told = (
        ("Oslo", "They live in Oslo", datetime(2022, 3, 1, 9, tzinfo=UTC), moved_on),
        ("Bergen", "They moved to Bergen", moved_on, None),
    )
    for name, statement, start, end in told:
        fact = Fact(agent_id=talk.agent, message_id=said[name], start=0, end=9, statement=statement, valid_from=start)
        fact.slot, fact.valid_until = "home", end
        append(talk.session, fact)
    return said


def first(talk: Talk, query: str, **filters: datetime) -> int:
    search = Search(None, clock=lambda: NOW)
    return search.messages(talk.session, query, agent_id=talk.agent, limit=1, **filters)[0].id


def test_the_fact_that_holds_leads_to_its_message_though_they_share_no_word(talk: Talk, moved: dict[str, int]) -> None:
    assert first(talk, "Where do I live?") == moved["Bergen"]


@pytest.mark.parametrize("query", ["Where did I live in 2024?", "Where did I live in March 2023?"])
def test_at_an_earlier_time_it_is_the_one_that_held_then(talk: Talk, moved: dict[str, int], query: str) -> None:
    assert first(talk, query) == moved["Oslo"]


def test_a_filter_holds_for_what_is_cited_too(talk: Talk, moved: dict[str, int]) -> None:
    assert first(talk, "Where do I live?", end=datetime(2025, 1, 1, tzinfo=UTC)) != moved["Bergen"]


def test_what_the_person_has_not_answered_leads_nowhere(talk: Talk) -> None:
    said = talk.say("Maybe we will get a cat")
    append(
        talk.session,
        Fact(agent_id=talk.agent, message_id=said, start=0, end=9, statement="Pet", status="asked", valid_from=NOW),
    )
    assert Search(None).messages(talk.session, "pet", agent_id=talk.agent) == []


def test_a_line_of_core_memory_leads_to_the_message_it_rests_on(memory: MemoryFile) -> None:
    append_line = call("core_memory_append", label="human", content="Pet: Biscuit")
    loop = Loop.on(memory, [append_line, say("Noted."), say("Yes.")])
    loop.say("We took a puppy home, Biscuit is his name")
    loop.say("The tyres are new")
    with loop.engine.reading() as session:
        (hit,) = Search(None).messages(session, "Which pet do I have?", agent_id=loop.engine.place.agent_id, limit=1)
        assert hit.views["cited"] == Weights().cited
    assert hit.id == 1


def test_a_line_about_somebody_else_is_no_key_where_only_the_common_words_are_the_same(talk: Talk) -> None:
    names = ("Baleen", "Derick", "Deran", "Derola", "Finya", "Goran", "Kalos")
    said = {name: talk.say(f"{name} took a puppy home, from the farm") for name in names}
    for name, message_id in said.items():
        statement = f"{name}'s dog is called {name[::-1].title()}"
        fact = Fact(agent_id=talk.agent, message_id=message_id, start=0, end=9, statement=statement, valid_from=NOW)
        append(talk.session, fact)
    hits = Search(None, clock=lambda: NOW).messages(talk.session, "What is Derola's dog called?", agent_id=talk.agent)
    assert hits[0].id == said["Derola"]
    assert [each.id for each in hits if each.views["cited"]] == [said["Derola"]]


@pytest.mark.parametrize("word", ["lives", "lived", "living", "live"])
def test_a_word_is_the_same_with_any_ending(word: str) -> None:
    assert root(word) == "liv"


def test_short_words_keep_theirs() -> None:
    assert [root(word) for word in ("bus", "red", "king", "tie")] == ["bus", "red", "king", "tie"]
