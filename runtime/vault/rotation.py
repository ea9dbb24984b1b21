"""Which backups to keep: the newest of each hour for a day, of each day for a week, of each week for two months."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Kind = Literal["automatic", "by hand", "before a migration", "replaced", "repaired"]
"""Only automatic ones are ever taken away."""

_HOURS, _DAYS, _WEEKS = 24, 7, 8


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: its file's name, why and when it was made, its size, and whether the present key opens it."""

    name: str
    kind: Kind
    made_at: datetime
    bytes: int
    same_key: bool


def expired(backups: Iterable[Backup], now: datetime, most_bytes: int) -> list[Backup]:
    """The automatic backups that are to go, oldest first; never the newest one.

    ``most_bytes`` is what all automatic ones may take together.
    """
    ordered = sorted((each for each in backups if each.kind == "automatic"), key=lambda each: each.made_at)
    kept = {each.name for each in ordered[-1:]}
    for most, period in ((_HOURS, _hour), (_DAYS, _day), (_WEEKS, _week)):
        kept |= _newest_of_each(ordered, period, now, most)
    staying = [each for each in ordered if each.name in kept]
    while len(staying) > 1 and sum(each.bytes for each in staying) > most_bytes:
        kept.discard(staying.pop(0).name)
    return [each for each in ordered if each.name not in kept]


def _newest_of_each(ordered: list[Backup], period: Callable[[datetime], int], now: datetime, most: int) -> set[str]:
    """The last one made in each of the last so many periods."""
    newest = {period(each.made_at): each.name for each in ordered}
    return {name for number, name in newest.items() if number > period(now) - most}


def _hour(at: datetime) -> int:
    return int(at.timestamp()) // 3600


def _day(at: datetime) -> int:
    return at.date().toordinal()


def _week(at: datetime) -> int:
    return (at.date() - timedelta(days=at.weekday())).toordinal() // 7
