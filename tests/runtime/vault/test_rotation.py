"""Which backups stay: hourly for a day, daily for a week, weekly for two months, within a limit; never none."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from runtime.vault.rotation import Backup, expired

NOW = datetime(2026, 11, 21, 15, 30, tzinfo=UTC)
PLENTY = 10**12


def backup(ago: timedelta, kind: str = "automatic", size: int = 10) -> Backup:
    return Backup(f"{kind} {ago}", kind, NOW - ago, size, same_key=True)


def staying(backups: list[Backup], most: int = PLENTY) -> list[Backup]:
    gone = {each.name for each in expired(backups, NOW, most)}
    return [each for each in backups if each.name not in gone]


def test_of_an_hour_a_day_and_a_week_the_newest_stays():
    every_half_hour = [backup(timedelta(minutes=30 * number)) for number in range(2 * 24 * 90)]
    left = staying(every_half_hour)
    hours = [each for each in left if NOW - each.made_at < timedelta(hours=24)]
    assert len(hours) == 24
    assert 24 + 5 + 5 <= len(left) <= 24 + 7 + 8
    assert max(NOW - each.made_at for each in left) < timedelta(weeks=8)


def test_what_was_made_by_hand_or_for_a_reason_always_stays():
    kept = [backup(timedelta(days=1000), kind) for kind in ("by hand", "before a migration", "replaced", "repaired")]
    assert staying([*kept, backup(timedelta(0))], most=1) == [*kept, backup(timedelta(0))]


def test_above_the_limit_the_oldest_go_first():
    backups = [backup(timedelta(hours=number), size=10) for number in range(10)]
    assert staying(backups, most=35) == backups[:3]
    assert staying(backups, most=0) == backups[:1]


@given(st.lists(st.integers(0, 10**7), max_size=40), st.integers(0, 400))
def test_the_newest_always_stays_and_the_limit_holds_otherwise(minutes: list[int], most: int):
    backups = [backup(timedelta(minutes=each), size=10) for each in dict.fromkeys(minutes)]
    left = staying(backups, most)
    assert not backups or min(backups, key=lambda each: NOW - each.made_at) in left
    assert len(left) <= 1 or sum(each.bytes for each in left) <= most
    assert staying(left, most) == left
