"""The times that a question speaks of: "on 8 May 2023", "in March", "last Tuesday", "two weeks before my birthday"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from models import search_values
from runtime.memory.period import DAYS, NUMBER, UNITS, Period, around, number_of
from runtime.memory.shifting import shifted

MONTHS = tuple(month.lower() for month in search_values.MONTHS)
_FEASTS = {"christmas eve": (12, 24), "christmas": (12, 25), "new year's eve": (12, 31), "new year": (1, 1)}
_FEASTS |= {"halloween": (10, 31), "valentine's day": (2, 14)}
# A month without its year means any of so many.
_YEARS_BACK = 12

_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
# The first that fits a place in the text wins. "May" alone is mostly the verb, so it needs a word before it.
_SECONDS = re.compile(r":\d\d:\d\d")
_ABSOLUTE = re.compile(
    rf"\b(?:(?P<iso>\d{{4}}-\d\d-\d\d)"
    rf"|{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?"
    rf"|{_MONTH.replace('month', 'month2')} {_DAY.replace('day', 'day2')}(?:,? {_YEAR.replace('year', 'year2')})?"
    rf"|{_MONTH.replace('month', 'month3')},? {_YEAR.replace('year', 'year3')}"
    rf"|(?:in|of|during|since|by|last|this|early|late|mid) {_MONTH.replace('month', 'month4')}"
    rf"(?:,? {_YEAR.replace('year', 'year4')})?"
    rf"|(?P<month5>{'|'.join(month for month in MONTHS if month not in ('may', 'march'))})"
    rf"|{_YEAR.replace('year', 'year6')})\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    rf"\b(?:(?P<near>today|tonight|yesterday|last night)"
    rf"|(?:in|over|during|within) the (?:last|past) (?:{NUMBER.replace('number', 'span')} )?"
    rf"(?P<spanned>day|week|month|year)s?"
    rf"|(?P<which>last|this|past|on) (?P<what>week|weekend|month|year|{'|'.join(DAYS)})"
    rf"|{NUMBER} (?P<unit>day|week|month|year)s? ago"
    rf"|(?P<feast>{'|'.join(_FEASTS)})(?:,? {_YEAR})?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a text at which it speaks of a time; of several, where it may mean any of them."""

    start: int
    end: int
    periods: tuple[Period, ...]

    def holds(self, other: Spot) -> bool:
        """Whether the other is a part of this one, as "2023" is of "Christmas 2023"."""
        return self != other and self.start <= other.start and other.end <= self.end


def periods(text: str, today: date, known: Mapping[str, Sequence[Period]] = MappingProxyType({})) -> tuple[Period, ...]:
    """Every time the text speaks of. A month or a day without a year stands for that of each recent year.

    ``known``: words that stand in the text for times, as "my birthday" does.
    """
    spots = [*_absolute(text, today), *_relative(text, today)]
    for words, times in known.items():
        start = text.find(words)
        spots.append(Spot(start, start + len(words), tuple(times)))
    whole = [spot for spot in spots if not any(other.holds(spot) for other in spots)]
    return tuple(dict.fromkeys(each for spot in whole for each in shifted(text[: spot.start], spot.periods)))


def recurring(month: int, day: int, today: date) -> tuple[Period, ...]:
    """That day of each recent year, and of the next."""
    years = range(today.year - _YEARS_BACK, today.year + 2)
    return tuple(each for year in years for each in _days(year, month, day))


def end_of_time(text: str, today: date) -> datetime | None:
    """The last moment of the time that a text names: of a day, of a minute or of a second; None for no time.

    Of several times that it may mean, the newest that is not ahead; in this machine's time zone.
    """
    try:
        exact = datetime.fromisoformat(text.strip())
        if len(text.strip()) > len("2026-03-04"):
            return exact.astimezone() + _rest(exact, text)
    except ValueError:
        pass
    begun = [each for each in periods(text, today) if each.start <= today]
    if not begun:
        return None
    newest = max(begun, key=lambda each: each.end)
    return datetime.combine(newest.end, time()).astimezone() - timedelta(microseconds=1)


def _rest(exact: datetime, named: str) -> timedelta:
    """What is left of the minute or second that an ISO time names, where it names no smaller part."""
    if "." in named:
        return timedelta()
    whole = timedelta(seconds=1) if exact.second or _SECONDS.search(named) else timedelta(minutes=1)
    return whole - timedelta(microseconds=1)


def _absolute(text: str, today: date) -> Iterator[Spot]:
    for match in _ABSOLUTE.finditer(text):
        parts = {name.rstrip("23456"): value for name, value in match.groupdict().items() if value}
        yield Spot(match.start(), match.end(), tuple(_dates(parts, today)))


def _dates(parts: Mapping[str, str], today: date) -> Iterator[Period]:
    if "iso" in parts:
        yield from _days(*(int(part) for part in parts["iso"].split("-")))
        return
    years = [int(parts["year"])] if "year" in parts else range(today.year - _YEARS_BACK, today.year + 1)
    month = MONTHS.index(parts["month"].lower()) + 1 if "month" in parts else None
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


def _relative(text: str, today: date) -> Iterator[Spot]:
    for match in _RELATIVE.finditer(text):
        parts = {name: value.lower() for name, value in match.groupdict().items() if value}
        yield Spot(match.start(), match.end(), tuple(_days_from(parts, today)))


def _days_from(parts: Mapping[str, str], today: date) -> Iterator[Period]:
    what = parts.get("what", "")
    if near := parts.get("near"):
        back = 0 if near.startswith("to") else 1
        yield Period(today - timedelta(days=back), today - timedelta(days=back - 1))
    elif unit := parts.get("spanned"):
        days = UNITS[unit] * number_of(parts.get("span", "one"))
        yield Period(today - timedelta(days=days), today + timedelta(days=1))
    elif unit := parts.get("unit"):
        yield around(today - timedelta(days=UNITS[unit] * number_of(parts["number"])), unit)
    elif feast := parts.get("feast"):
        month, day = _FEASTS[feast]
        if "year" in parts:
            yield from _days(int(parts["year"]), month, day)
        else:
            yield from (each for each in recurring(month, day, today) if each.start <= today)
    elif what in DAYS:
        back = (today.weekday() - DAYS.index(what)) % 7 or 7
        yield Period(today - timedelta(days=back), today - timedelta(days=back - 1))
    elif parts["which"] != "on":
        yield _calendar(what, today, earlier=parts["which"] != "this")


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
