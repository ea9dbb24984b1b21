"""A period of days, and the words for units and numbers that lead to one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from models.search_values import WEEKDAYS

DAYS = tuple(day.lower() for day in WEEKDAYS)
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
NUMBERS |= {"nine": 9, "ten": 10, "a couple of": 2, "a few": 3, "several": 4}
UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}
# The longest first: "a few" is more than "a".
NUMBER = rf"(?P<number>\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to before the day ``end``."""

    start: date
    end: date


def number_of(said: str) -> int:
    """The number that digits or words say."""
    return int(said) if said.isdigit() else NUMBERS[said]


def midnight(day: date) -> datetime:
    """The moment at which a day begins, as the index counts days: in UTC."""
    return datetime.combine(day, time(), UTC)


def around(centre: date, unit: str) -> Period:
    """What "three weeks ago" means: anything about that long ago."""
    about = timedelta(days=UNITS[unit] // 2)
    return Period(centre - about, centre + about + timedelta(days=1))
