"""The times that a question speaks of: "on 8 May 2023", "in March", "last Tuesday", "two weeks ago"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}
# A month without its year means any of so many.
_YEARS_BACK = 12

_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
# The first that fits a place in the text wins. "May" alone is mostly the verb, so it needs a word before it.
_ABSOLUTE = re.compile(
    rf"\b(?:(?P<iso>\d{{4}}-\d\d-\d\d)"
    rf"|{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?"
    rf"|{_MONTH.replace('month', 'month2')} {_DAY.replace('day', 'day2')}(?:,? {_YEAR.replace('year', 'year2')})?"
    rf"|{_MONTH.replace('month', 'month3')},? {_YEAR.replace('year', 'year3')}"
    rf"|(?:in|of|during|since|by|last|this|early|late|mid) {_MONTH.replace('month', 'month4')}"
    rf"(?:,? {_YEAR.replace('year', 'year4')})?"
    rf"|(?P<month5>{'|'.join(month for month in _MONTHS if month not in ('may', 'march'))})"
    rf"|{_YEAR.replace('year', 'year6')})\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    rf"\b(?:(?P<near>today|tonight|yesterday|last night)"
    rf"|(?P<which>last|this|past|on) (?P<what>week|weekend|month|year|{'|'.join(_DAYS)})"
    rf"|(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)}) (?P<unit>day|week|month|year)s? ago)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to before the day ``end``."""

    start: date
    end: date


def periods(text: str, today: date) -> tuple[Period, ...]:
    """Every time the text speaks of. A month or a day without a year stands for that of each recent year."""
    found = [*_absolute(text, today), *_relative(text.lower(), today)]
    return tuple(dict.fromkeys(found))


def end_of_time(text: str, today: date) -> datetime | None:
    """The moment at which the time that a text names is over: an ISO time itself, a day's midnight; None for no time.

    Of several times that it may mean, the newest that is not ahead; in this machine's time zone.
    """
    try:
        exact = datetime.fromisoformat(text.strip())
        if len(text.strip()) > len("2026-03-04"):
            return exact.astimezone()
    except ValueError:
        pass
    begun = [each for each in periods(text, today) if each.start <= today]
    if not begun:
        return None
    newest = max(begun, key=lambda each: each.end)
    return datetime.combine(newest.end, time()).astimezone() - timedelta(microseconds=1)


def _absolute(text: str, today: date) -> Iterator[Period]:
    for match in _ABSOLUTE.finditer(text):
        parts = {name.rstrip("23456"): value for name, value in match.groupdict().items() if value}
        if "iso" in parts:
            yield from _days(*(int(part) for part in parts["iso"].split("-")))
            continue
        years = [int(parts["year"])] if "year" in parts else range(today.year - _YEARS_BACK, today.year + 1)
        month = _MONTHS.index(parts["month"].lower()) + 1 if "month" in parts else None
        for year in years:
            if month is None:
                yield Period(date(year, 1, 1), date(year + 1, 1, 1))
            elif "day" in parts:
                yield from _days(year, month, int(parts["day"]))
            else:
                yield Period(date(year, month, 1), date(year + month // 12, month % 12 + 1, 1))


def _days(year: int, month: int, day: int) -> Iterator[Period]:
    """The one day, or nothing where the calendar has no such day."""
    try:
        start = date(year, month, day)
    except ValueError:
        return
    yield Period(start, start + timedelta(days=1))


def _relative(text: str, today: date) -> Iterator[Period]:
    for match in _RELATIVE.finditer(text):
        near, what, number = match["near"], match["what"], match["number"]
        if near:
            back = 0 if near.startswith("to") else 1
            yield Period(today - timedelta(days=back), today - timedelta(days=back - 1))
        elif number:
            days = _UNITS[match["unit"]]
            centre = today - timedelta(days=days * (int(number) if number.isdigit() else _NUMBERS[number]))
            # "Three weeks ago" is said of anything about that long ago.
            around = timedelta(days=days // 2)
            yield Period(centre - around, centre + around + timedelta(days=1))
        elif what in _DAYS:
            back = (today.weekday() - _DAYS.index(what)) % 7 or 7
            yield Period(today - timedelta(days=back), today - timedelta(days=back - 1))
        elif match["which"] != "on":
            yield _calendar(what, today, earlier=match["which"] != "this")


def _calendar(unit: str, today: date, *, earlier: bool) -> Period:
    """This week, month or year, or the one before; a weekend is its Saturday and Sunday."""
    if unit == "year":
        year = today.year - earlier
        return Period(date(year, 1, 1), date(year + 1, 1, 1))
    if unit == "month":
        first = today.replace(day=1)
        start = (first - timedelta(days=1)).replace(day=1) if earlier else first
        return Period(start, (start + timedelta(days=32)).replace(day=1))
    monday = today - timedelta(days=today.weekday() + 7 * earlier)
    return Period(monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=7))
