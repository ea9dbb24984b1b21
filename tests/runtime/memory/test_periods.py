"""The times that a question speaks of."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.memory.period import Period
from runtime.memory.periods import end_of_time, periods

TODAY = date(2026, 11, 18)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("What happened on 2026-03-04?", date(2026, 3, 4), date(2026, 3, 5)),
        ("on 8 May, 2023", date(2023, 5, 8), date(2023, 5, 9)),
        ("the 8th of May 2023", date(2023, 5, 8), date(2023, 5, 9)),
        ("May 8th, 2023", date(2023, 5, 8), date(2023, 5, 9)),
        ("in December 2023", date(2023, 12, 1), date(2024, 1, 1)),
        ("in 2022", date(2022, 1, 1), date(2023, 1, 1)),
        ("what I said today", TODAY, date(2026, 11, 19)),
        ("Yesterday", date(2026, 11, 17), TODAY),
        ("last night", date(2026, 11, 17), TODAY),
        ("last Tuesday", date(2026, 11, 17), TODAY),
        ("on Wednesday", date(2026, 11, 11), date(2026, 11, 12)),
        ("last week", date(2026, 11, 9), date(2026, 11, 16)),
        ("last weekend", date(2026, 11, 14), date(2026, 11, 16)),
        ("this month", date(2026, 11, 1), date(2026, 12, 1)),
        ("last month", date(2026, 10, 1), date(2026, 11, 1)),
        ("last year", date(2025, 1, 1), date(2026, 1, 1)),
        ("two weeks ago", date(2026, 11, 1), date(2026, 11, 8)),
        ("3 days ago", date(2026, 11, 15), date(2026, 11, 16)),
        ("a few days ago", date(2026, 11, 15), date(2026, 11, 16)),
        ("in the last two weeks", date(2026, 11, 4), date(2026, 11, 19)),
        ("over the past month", date(2026, 10, 19), date(2026, 11, 19)),
        ("the day before yesterday", date(2026, 11, 16), date(2026, 11, 17)),
        ("two weeks before 3 June 2023", date(2023, 5, 17), date(2023, 5, 24)),
        ("10 days after 3 June 2023", date(2023, 6, 13), date(2023, 6, 14)),
        ("the week before 9 June 2023", date(2023, 6, 2), date(2023, 6, 9)),
        ("the week of 9 June 2023", date(2023, 6, 5), date(2023, 6, 12)),
        ("the Friday before 15 July 2023", date(2023, 7, 14), date(2023, 7, 15)),
        ("the Saturday after 15 July 2023", date(2023, 7, 22), date(2023, 7, 23)),
        ("the weekend before 17 July 2023", date(2023, 7, 15), date(2023, 7, 17)),
        ("Christmas 2023", date(2023, 12, 25), date(2023, 12, 26)),
        ("the day after Christmas 2023", date(2023, 12, 26), date(2023, 12, 27)),
    ],
)
def test_one_time(text: str, start: date, end: date) -> None:
    assert periods(text, TODAY) == (Period(start, end),)


def test_without_a_year_every_recent_year_is_meant() -> None:
    found = periods("our trip in June", TODAY)
    assert Period(date(2026, 6, 1), date(2026, 7, 1)) in found
    assert Period(date(2019, 6, 1), date(2019, 7, 1)) in found
    assert all(each.start.month == 6 for each in found)


@pytest.mark.parametrize(
    "text", ["", "May I march on?", "room 1234", "12 monkeys", "31 February 2023", "2026-13-40", "version 2.0.2023x"]
)
def test_what_is_no_time(text: str) -> None:
    assert periods(text, TODAY) == ()


def test_a_feast_without_its_year_is_that_of_each_recent_year() -> None:
    found = periods("what did I cook at Christmas?", TODAY)
    assert Period(date(2025, 12, 25), date(2025, 12, 26)) in found
    assert Period(date(2026, 12, 25), date(2026, 12, 26)) not in found


def test_a_time_is_told_by_a_day_that_is_known() -> None:
    known = {"my birthday": (Period(date(2026, 5, 12), date(2026, 5, 13)),)}
    assert periods("two weeks before my birthday", TODAY, known) == (Period(date(2026, 4, 25), date(2026, 5, 2)),)
    assert periods("on my birthday", TODAY, known) == known["my birthday"]


def test_several_times_are_all_found() -> None:
    assert len(periods("between 3 May 2023 and 5 May 2023, and yesterday", TODAY)) == 3


WORDS = [
    "last",
    "999 years ago",
    "300 months ago",
    "29 February",
    "this year",
    "May",
    "0 days ago",
    "the week before",
    "ten years after",
    "Christmas",
    "in the last 999 years",
    "99 June",
    "9999",
    "on",
]


@given(st.lists(st.sampled_from(WORDS)), st.dates(date(1971, 1, 1), date(2200, 1, 1)))
def test_no_text_and_no_day_breaks_it(words: list[str], today: date) -> None:
    assert all(each.start < each.end for each in periods(" ".join(words), today))


@pytest.mark.parametrize(
    ("said", "end"),
    [
        ("2026-03-04", "2026-03-04T23:59:59.999999"),
        ("2026-03-04T10:00", "2026-03-04T10:00:59.999999"),
        ("2026-03-04 10:00+02:00", "2026-03-04T10:00:59.999999+02:00"),
        ("2026-03-04T10:00:00", "2026-03-04T10:00:00.999999"),
        ("2026-03-04T10:00:07Z", "2026-03-04T10:00:07.999999+00:00"),
        ("2026-03-04T10:00:07.25", "2026-03-04T10:00:07.250000"),
        ("last year", "2025-12-31T23:59:59.999999"),
        ("3 March", "2026-03-03T23:59:59.999999"),
    ],
)
def test_when_a_time_is_over(said: str, end: str) -> None:
    found = end_of_time(said, date(2026, 5, 6))
    assert found == datetime.fromisoformat(end).astimezone()


@pytest.mark.parametrize("said", ["", "someday", "in 3026", "2027-01-01"])
def test_what_is_no_time_that_has_been(said: str) -> None:
    assert end_of_time(said, date(2026, 5, 6)) is None
