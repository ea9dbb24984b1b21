"""Times that are told by another: "two weeks before 3 June", "the Friday after", "the week of"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta

from runtime.memory.period import DAYS, NUMBER, UNITS, Period, around, number_of

# What stands before a time and leads away from it.
_SHIFT = re.compile(
    rf"\b(?:{NUMBER}|the) (?P<unit>day|week|month|year|weekend|{'|'.join(DAYS)})s?"
    rf" (?P<way>before|after|of) (?:the |on )?$",
    re.IGNORECASE,
)


def shifted(before: str, times: Sequence[Period]) -> Iterator[Period]:
    """The times themselves, or those to which "two weeks before" or "the Friday after" in front of them leads."""
    match = _SHIFT.search(before)
    if match is None:
        yield from times
        return
    unit, way, number = match["unit"].lower(), match["way"].lower(), match["number"]
    with suppress(OverflowError):  # the end of the calendar
        for each in times:
            if unit in UNITS and way != "of" and (number or unit == "day"):
                days = timedelta(days=UNITS[unit] * (number_of(number.lower()) if number else 1))
                anchor = each.start - days if way == "before" else each.end - timedelta(days=1) + days
                yield around(anchor, unit)
            else:
                yield _beside(each, unit, way)


def _beside(time: Period, unit: str, way: str) -> Period:
    """The whole week, weekend or weekday before a time, after it, or around its first day."""
    if unit in DAYS or unit == "weekend":
        wanted, length = (5, 2) if unit == "weekend" else (DAYS.index(unit), 1)
        if way == "before":
            start = time.start - timedelta(days=(time.start.weekday() - wanted - length) % 7 + length)
        elif way == "after":
            start = time.end + timedelta(days=(wanted - time.end.weekday()) % 7)
        else:
            start = time.start + timedelta(days=wanted - time.start.weekday())
        return Period(start, start + timedelta(days=length))
    length = UNITS[unit]
    if way == "of":
        start = time.start - timedelta(days=time.start.weekday() if unit == "week" else length // 2)
    else:
        start = time.start - timedelta(days=length) if way == "before" else time.end
    return Period(start, start + timedelta(days=length))
