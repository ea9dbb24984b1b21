"""What is put together of facts says what they say, of whom and when they are, and nothing else."""

from datetime import UTC, date, datetime

import pytest

from runtime.sleep.derived import COMING_UP, derived, next_day
from runtime.sleep.facts import PLACED, Known
from runtime.sleep.statement import statement

NOW = datetime(2026, 11, 21, 22, tzinfo=UTC)


def facts(*said: str, day: int = 20, over: tuple[str, ...] = ()) -> list[Known]:
    at = datetime(2026, 11, day, 12, tzinfo=UTC)
    return [
        Known(number, number, statement(text), PLACED, at, at if text in over else None, None, None)
        for number, text in enumerate(said, 1)
    ]


ANA = (
    "Ana lives in Oslo",
    "Ana's birthday is on 3 May",
    "My sister is called Ana",
    "I live in Rome",
    "Ana moved to Bonn",
)


def test_what_is_known_of_a_person_stands_together_without_what_is_over():
    made = derived(facts(*ANA, over=("Ana lives in Oslo",)), NOW)["What I know about Ana"]
    assert made.text.split("\n") == [
        "What I know about Ana",
        "Ana's birthday is on 3 May",
        "Their sister is called Ana",
        "Ana moved to Bonn",
    ]
    assert made.facts == (2, 3, 5)


def test_of_one_fact_nothing_is_put_together():
    assert derived(facts("Ana lives in Oslo", "I live in Rome"), NOW) == {}


def test_a_project_is_known_by_its_name_too():
    said = ("Apollo's deadline is 3 March 2028", "Apollo's budget is 300", "Apollo's boss is Ben")
    assert "What I know about Apollo" in derived(facts(*said), NOW)


def test_what_was_told_on_a_day_stands_together_when_the_day_is_over():
    made = derived(facts("I live in Rome", "I like rain", "I keep bees"), NOW)
    assert made["What you told me on Friday 20 November 2026"].lines == (
        "They live in Rome",
        "They like rain",
        "They keep bees",
    )
    assert derived(facts("I live in Rome", "I like rain", "I keep bees", day=21), NOW) == {}


def test_what_is_coming_up_is_told_in_its_order_and_only_for_two_weeks():
    said = ("Ana's birthday is on 3 December", "Ben's birthday is on 3 May", "My flight is on 25 November")
    assert derived(facts(*said), NOW)[COMING_UP].lines == (
        "Wednesday 25 November 2026: Their flight is on 25 November",
        "Thursday 3 December 2026: Ana's birthday is on 3 December",
    )


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Ana's birthday is on 21 November", date(2026, 11, 21)),
        ("Ana's birthday is on the 20th of November 1990", date(2027, 11, 20)),
        ("Ana's birthday is on 29 February", date(2028, 2, 29)),
        ("Their exam is on December 1st, 2026", date(2026, 12, 1)),
        ("Their exam is on 1 November 2026", None),
        ("Their exam is on 19 November", None),
        ("Their exam is on 31 November", None),
        ("They like rain", None),
    ],
)
def test_the_next_day_of_a_line(line: str, day: date | None):
    assert next_day(line, date(2026, 11, 18), date(2026, 11, 21)) == day
