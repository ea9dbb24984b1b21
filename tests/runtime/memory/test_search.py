"""Searching recall and archival memory, with the built-in embedder and without one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from talk import Talk

from models.search_values import MessageScope, PassageScope
from runtime.embed.local import LocalEmbedder
from runtime.memory.search import Search

SAID = [
    ("My sister plays the violin in an orchestra", "user"),
    ("How lovely! Which orchestra?", "assistant"),
    ("The Bergen Philharmonic", "user"),
    ("The car needs new tyres before winter", "user"),
    ("I will remind you in November", "assistant"),
    ("My dog is called Biscuit", "user"),
    ("Biscuit is a fine name for a dog", "assistant"),
]


@pytest.fixture
def said(talk: Talk) -> dict[str, int]:
    """A short talk: each text's message id."""
    return {text: talk.say(text, role) for text, role in SAID}


def texts(said: dict[str, int], hits: list[int]) -> list[str]:
    names = {message: text for text, message in said.items()}
    return [names[each] for each in hits]


def test_words_are_found_before_any_vector_exists(talk: Talk, said: dict[str, int], embedder: LocalEmbedder) -> None:
    for search in (Search(None), Search(embedder)):
        hits = search.messages(talk.session, "What is my dog called?", agent_id=talk.agent)
        assert hits[0].id == said["My dog is called Biscuit"]
        assert hits[0].score == pytest.approx(sum(hits[0].views.values()))


def test_meanings_are_found_where_no_word_is_shared(talk: Talk, said: dict[str, int], embedder: LocalEmbedder) -> None:
    assert Search(None).messages(talk.session, "musical instruments", agent_id=talk.agent) == []
    talk.embed(embedder)
    hits = Search(embedder).messages(talk.session, "musical instruments", agent_id=talk.agent, limit=1)
    assert texts(said, [each.id for each in hits]) == ["My sister plays the violin in an orchestra"]


def test_half_embedded_both_kinds_are_found(talk: Talk, said: dict[str, int], embedder: LocalEmbedder) -> None:
    talk.embed(embedder)
    late = talk.say("The harbour master lent us a canoe")
    hits = Search(embedder).messages(talk.session, "Who lent us the canoe?", agent_id=talk.agent)
    assert hits[0].id == late
    assert set(said.values()) & {each.id for each in hits}


def test_an_answer_is_found_by_the_question_before_it(talk: Talk, said: dict[str, int]) -> None:
    hits = Search(None).messages(talk.session, "Which orchestra is it?", agent_id=talk.agent, limit=3)
    assert said["The Bergen Philharmonic"] in [each.id for each in hits]


def test_the_same_question_asked_before_does_not_hide_the_answer(talk: Talk, embedder: LocalEmbedder) -> None:
    fact = talk.say("My dog is called Biscuit")
    for _ in range(8):
        talk.say("What is my dog called?")
        talk.say("I don't know that yet.", "assistant")
    talk.embed(embedder)
    hits = Search(embedder).messages(talk.session, "What is my dog called?", agent_id=talk.agent, limit=1)
    assert [each.id for each in hits] == [fact]


def test_what_was_said_again_and_again_leaves_room_for_others(talk: Talk, said: dict[str, int]) -> None:
    for _ in range(20):
        talk.say("my DOG is called  Biscuit")
    hits = Search(None).messages(talk.session, "dog called Biscuit", agent_id=talk.agent, limit=3)
    assert said["Biscuit is a fine name for a dog"] in {each.id for each in hits}
    wifi = [talk.keep("The wifi password is tulip42") for _ in range(3)]
    found = Search(None).passages(talk.session, "wifi", archive_id=talk.archive)
    assert [each.id for each in found] == wifi[-1:]


def test_filters_reach_the_index(talk: Talk, said: dict[str, int], embedder: LocalEmbedder) -> None:
    talk.embed(embedder)
    search, ask = Search(embedder), "Biscuit the dog"
    spoken = search.messages(talk.session, ask, agent_id=talk.agent, roles=("assistant",), limit=20)
    assert {each.id for each in spoken} == {said[text] for text, role in SAID if role == "assistant"}
    early = search.messages(talk.session, ask, agent_id=talk.agent, end=talk.clock - timedelta(minutes=4), limit=20)
    assert {each.id for each in early} == {said[text] for text, _ in SAID[:2]}
    assert search.messages(talk.session, ask, agent_id=talk.agent, exclude_in_context=True) == []
    assert search.messages(talk.session, ask, agent_id=talk.agent + 1) == []
    assert search.messages(talk.session, ask, agent_id=talk.agent, conversation_id=99) == []


def test_a_day_in_the_question_counts(talk: Talk, embedder: LocalEmbedder) -> None:
    days = [datetime(2026, month, 8, 12, tzinfo=UTC) for month in range(1, 10)]
    ids = [talk.say("We went swimming in the lake", at=day) for day in days]
    talk.embed(embedder)
    clock = lambda: datetime(2026, 10, 1, tzinfo=UTC)  # noqa: E731
    hits = Search(embedder, clock=clock).messages(talk.session, "swimming in May", agent_id=talk.agent, limit=1)
    assert [each.id for each in hits] == [ids[4]]
    hits = Search(None, clock=clock).messages(talk.session, "swimming last month", agent_id=talk.agent, limit=1)
    assert [each.id for each in hits] == [ids[8]]


def test_passages_are_found_by_text_tag_and_meaning(talk: Talk, embedder: LocalEmbedder) -> None:
    wifi = talk.keep("The wifi password is tulip42", "home", "network")
    doctor = talk.keep("Doctor Aune, Strandgaten 4, phone 5551234", "health")
    for number in range(30):
        talk.keep(f"Receipt number {number} of the hardware shop", "money")
    talk.embed(embedder)
    search = Search(embedder)

    def first(query: str, *tags: str, match_all: bool = False) -> list[int]:
        hits = search.passages(talk.session, query, archive_id=talk.archive, tags=tags, match_all=match_all, limit=1)
        return [each.id for each in hits]

    assert first("wifi password") == [wifi]
    assert first("how do I get onto the internet?") == [wifi]
    assert first("physician") == [doctor]
    assert first("receipt", "health") == [doctor]
    assert first("receipt", "home", "health") in ([wifi], [doctor])
    assert first("receipt", "home", "health", match_all=True) == []
    assert search.passages(talk.session, "wifi", archive_id=talk.archive + 1) == []


def test_an_embedder_that_fails_is_told_once_and_words_are_still_found(
    talk: Talk, said: dict[str, int], tmp_path: Path
) -> None:
    problems: list[str] = []
    search = Search(LocalEmbedder(tmp_path / "none"), on_problem=problems.append)
    for _ in range(3):
        (hit,) = search.messages(talk.session, "tyres", agent_id=talk.agent, limit=1)
        assert hit.id == said["The car needs new tyres before winter"]
    assert len(problems) == 1
    assert "words but not meanings" in problems[0]


@pytest.mark.parametrize(
    "query", ["", " ", "\0", '"', "👍", "\ud800 dog", "AND OR NOT", "the", "x" * 50_000, "the user"]
)
def test_no_query_breaks_it(talk: Talk, said: dict[str, int], embedder: LocalEmbedder, query: str) -> None:
    talk.embed(embedder)
    hits = Search(embedder).messages(talk.session, query, agent_id=talk.agent)
    assert {each.id for each in hits} <= set(said.values())
    Search(None).passages(talk.session, query, archive_id=talk.archive, tags=("\ud800", "'"))


def test_pages_of_any_size_give_everything_once_in_one_order(talk: Talk, embedder: LocalEmbedder) -> None:
    for number in range(90):
        talk.say(f"The dog number {number} barked at the {number * 7 % 31} cats")
        talk.keep(f"A dog of kind {number}")
    talk.embed(embedder)
    search = Search(embedder, candidates=10)
    scopes = (MessageScope(talk.agent), PassageScope(talk.archive))

    def page(limit: int, offset: int) -> list[tuple[str, int]]:
        hits = search.find(talk.session, "Which dog barked?", scopes, limit=limit, offset=offset)
        return [(each.kind, each.id) for each in hits]

    whole = page(1_000, 0)
    assert len(set(whole)) == len(whole) == 180
    assert [each for start in range(0, 180, 7) for each in page(7, start)] == whole


def test_nothing_said_yet(talk: Talk, embedder: LocalEmbedder) -> None:
    assert Search(embedder).messages(talk.session, "anything", agent_id=talk.agent) == []
    assert Search(embedder).passages(talk.session, "anything", archive_id=talk.archive) == []
