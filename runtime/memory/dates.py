"""Dates as the LLM writes them and as it reads them, in the person's time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from runtime.errors import ToolFailed


def stamp(moment: datetime, zone: tzinfo | None) -> str:
    """A moment in results and messages: ``2026-03-04 10:12``. ``zone`` None: this machine's."""
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def day(moment: datetime, zone: tzinfo | None) -> str:
    """A moment's date: ``2026-03-04``."""
    return moment.astimezone(zone).strftime("%Y-%m-%d")


def start_of(text: str | None, zone: tzinfo | None, *, parameter: str) -> datetime | None:
    """The first moment that an ISO date or date and time means, in UTC; None for none."""
    if not text:
        return None
    return _parsed(text, parameter, zone)[0]


def end_of(text: str | None, zone: tzinfo | None, *, parameter: str) -> datetime | None:
    """The moment before which lies all that an ISO date means: for a date the end of that day, in UTC."""
    if not text:
        return None
    moment, whole_day = _parsed(text, parameter, zone)
    return moment + timedelta(days=1) if whole_day else moment


def _parsed(text: str, parameter: str, zone: tzinfo | None) -> tuple[datetime, bool]:
    try:
        whole_day = len(text.strip()) <= len("2026-03-04")
        if whole_day:
            moment = datetime.combine(date.fromisoformat(text.strip()), time())
        else:
            moment = datetime.fromisoformat(text.strip())
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone) if zone else moment.astimezone()
        return moment.astimezone(UTC), whole_day
    except (ValueError, OverflowError) as problem:
        message = f"ValueError: {parameter} '{text}' is no date. Write it as YYYY-MM-DD or YYYY-MM-DDTHH:MM."
        raise ToolFailed(message) from problem
