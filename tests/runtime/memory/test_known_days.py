"""Days that only the memory knows, in a question that tells a time by them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from talk import Talk

from models.row import append
from models.search_values import MessageScope, PassageScope
from models.tables import AgentBlock, Block, Fact
from runtime.memory.known_days import known_days
from runtime.memory.period import Period
from runtime.memory.search import Search

TODAY = date(2026, 11, 18)
LINES = "Name: Ada\nBirthday: 12 May 1990\nAnna's birthday: 3 June\nTheir wedding was on 8 September 2018\nDog: Biscuit"


@pytest.fixture
def told(talk: Talk) -> Talk:
    block_id = append(talk.session, Block(label="human", value=LINES))
    append(talk.session, AgentBlock(agent_id=talk.agent, block_id=block_id))
    return talk


def known(talk: Talk, query: str) -> dict[str, tuple[Period, ...]]:
    return known_days(talk.session, (MessageScope(talk.agent),), query, TODAY)


def test_a_birthday_comes_again_every_year_and_a_wedding_does_not(told: Talk) -> None:
    times = known(told, "What did we do two weeks before my birthday?")["my birthday"]
    assert Period(date(2026, 5, 12), date(2026, 5, 13)) in times
    assert Period(date(2025, 5, 12), date(2025, 5, 13)) in times
    wedding = known(told, "Who came the day after our wedding party?")
    assert wedding == {"our wedding": (Period(date(2018, 9, 8), date(2018, 9, 9)),)}


def test_of_several_birthdays_the_one_that_is_asked_for(told: Talk) -> None:
    times = known(told, "the week before Anna's birthday")["Anna's birthday"]
    assert {(each.start.month, each.start.day) for each in times} == {(6, 3)}


@pytest.mark.parametrize("query", ["When is my birthday?", "before my exam", "after Bob's birthday", "on my dog", ""])
def test_what_is_not_known_or_not_asked_stands_for_nothing(told: Talk, query: str) -> None:
    assert known(told, query) == {}


def test_facts_that_hold_are_asked_too_and_also_by_who_searches_passages(told: Talk) -> None:
    said = told.say("My exam is on 4 February 2026")
    for valid_until in (None, datetime(2026, 1, 1, tzinfo=UTC)):
        statement = "Their exam is on 4 February 2026" if valid_until is None else "Their exam is on 1 January 2026"
        fact = Fact(agent_id=told.agent, message_id=said, start=0, end=9, statement=statement, valid_from=told.clock)
        fact.valid_until = valid_until
        append(told.session, fact)
    scope = PassageScope(told.archive)
    found = known_days(told.session, (scope,), "the day before my exam", TODAY)
    assert found == {"my exam": (Period(date(2026, 2, 4), date(2026, 2, 5)),)}


@pytest.mark.parametrize(
    ("query", "start", "end"),
    [
        ("What did I tell you two weeks before my birthday?", date(2026, 4, 25), date(2026, 5, 2)),
        ("What did I tell you last Tuesday?", date(2026, 11, 17), date(2026, 11, 18)),
        ("What did I tell you in March?", date(2026, 3, 1), date(2026, 4, 1)),
        ("What was it the day before yesterday?", date(2026, 11, 16), date(2026, 11, 17)),
    ],
)
def test_what_was_said_then_is_found_first_though_it_shares_no_word(
    told: Talk, query: str, start: date, end: date
) -> None:
    days = [datetime(2026, 1, 1, 9, tzinfo=UTC) + timedelta(days=number) for number in range(321)]
    said = {told.say(f"The heron stood at pond {number}", at=at): at.date() for number, at in enumerate(days)}
    search = Search(None, clock=lambda: datetime(2026, 11, 18, 12, tzinfo=UTC))
    hits = search.messages(told.session, query, agent_id=told.agent, limit=(end - start).days)
    assert sorted(said[each.id] for each in hits) == [start + timedelta(days=day) for day in range((end - start).days)]
