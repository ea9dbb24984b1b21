"""It sleeps when nobody is there and nothing speaks against it, and looks rarely. A fake clock, no waiting."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from time import process_time

import pytest

from runtime.settings import Settings
from runtime.sleep.machine import Machine
from runtime.sleep.rules import Rules
from runtime.sleep.scheduler import OFTENEST_LOOK, PAUSE, RAREST_LOOK, WATCH, Scheduler

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@dataclass
class FakeSenses:
    """A machine as a test wants it; ``asked`` keeps what was looked at."""

    battery: bool | None = False
    away: timedelta | None = timedelta(hours=1)
    busy: float | None = 0.1
    memory: int | None = 8 << 30
    film: bool | None = False
    asked: list[str] = field(default_factory=list)

    def on_battery(self) -> bool | None:
        self.asked.append("battery")
        return self.battery

    def idle(self) -> timedelta | None:
        self.asked.append("idle")
        return self.away

    def load(self) -> float | None:
        self.asked.append("load")
        return self.busy

    def free_memory(self) -> int | None:
        self.asked.append("memory")
        return self.memory

    def occupied(self) -> bool | None:
        self.asked.append("occupied")
        return self.film


def test_it_sleeps_when_nobody_is_there_and_nothing_speaks_against_it():
    scheduler = Scheduler(Rules())
    assert scheduler.look(NOON, FakeSenses()).action == "sleep"
    assert scheduler.look(NOON + WATCH, FakeSenses()).action == "wait"
    assert scheduler.asleep


@pytest.mark.parametrize(
    "senses",
    [
        FakeSenses(battery=True),
        FakeSenses(away=timedelta(minutes=4)),
        FakeSenses(away=None),
        FakeSenses(busy=0.9),
        FakeSenses(memory=100 << 20),
        FakeSenses(film=True),
    ],
)
def test_it_does_not_where_something_speaks_against_it_and_says_what(senses: FakeSenses):
    order = Scheduler(Rules()).look(NOON, senses)
    assert order.action == "wait"
    assert order.why.endswith(".")
    assert OFTENEST_LOOK <= order.again <= RAREST_LOOK


def test_what_cannot_be_known_does_not_speak_against_it():
    senses = FakeSenses(battery=None, busy=None, memory=None, film=None)
    assert Scheduler(Rules()).look(NOON, senses).action == "sleep"


def test_on_battery_nothing_else_is_even_looked_at():
    senses = FakeSenses(battery=True)
    order = Scheduler(Rules()).look(NOON, senses)
    assert senses.asked == ["battery"]
    assert order.again == RAREST_LOOK
    assert Scheduler(Rules(on_battery=True)).look(NOON, FakeSenses(battery=True)).action == "sleep"


@pytest.mark.parametrize("change", [{"away": timedelta()}, {"battery": True}])
def test_it_wakes_at_the_first_look_after_the_person_is_back_or_mains_is_gone(change: dict[str, object]):
    scheduler, senses = Scheduler(Rules()), FakeSenses()
    scheduler.look(NOON, senses)
    assert scheduler.look(NOON + WATCH, replace(senses, **change)).action == "wake"
    assert timedelta(milliseconds=100) >= WATCH
    assert not scheduler.asleep


def test_an_interrupted_sleep_goes_on_when_the_person_is_away_again_and_a_finished_one_not_before_long():
    scheduler, now = Scheduler(Rules()), NOON
    scheduler.look(now, FakeSenses())
    scheduler.ended(now, finished=False)
    assert scheduler.look(now + MINUTE, FakeSenses()).action == "sleep"
    scheduler.ended(now, finished=True)
    assert scheduler.look(now + timedelta(hours=3), FakeSenses()).action == "wait"
    assert scheduler.look(now + timedelta(hours=4), FakeSenses()).action == "sleep"


def test_where_there_was_nothing_to_do_it_looks_again_only_after_the_person_was_back():
    scheduler = Scheduler(Rules())
    scheduler.look(NOON, FakeSenses())
    scheduler.nothing_to_do()
    assert scheduler.look(NOON + timedelta(hours=9), FakeSenses()).action == "wait"
    assert scheduler.look(NOON + timedelta(hours=9), FakeSenses(away=MINUTE)).action == "wait"
    assert scheduler.look(NOON + timedelta(hours=10), FakeSenses()).action == "sleep"


def test_not_now_wakes_it_and_keeps_it_awake_for_an_hour():
    scheduler = Scheduler(Rules())
    scheduler.look(NOON, FakeSenses())
    scheduler.not_now(NOON)
    assert scheduler.look(NOON + WATCH, FakeSenses()).action == "wake"
    assert scheduler.look(NOON + PAUSE - MINUTE, FakeSenses()).action == "wait"
    assert scheduler.look(NOON + PAUSE, FakeSenses()).action == "sleep"


@pytest.mark.parametrize(
    ("quiet", "hour", "sleeps"),
    [
        ((time(9), time(17)), 12, False),
        ((time(9), time(17)), 8, True),
        ((time(22), time(7)), 23, False),
        ((time(22), time(7)), 6, False),
        ((time(22), time(7)), 7, True),
    ],
)
def test_in_quiet_hours_it_does_not_also_past_midnight(quiet: tuple[time, time], hour: int, *, sleeps: bool):
    order = Scheduler(Rules(quiet=quiet)).look(NOON.replace(hour=hour), FakeSenses())
    assert (order.action == "sleep") is sleeps


def test_a_week_in_which_somebody_is_always_there_is_looked_at_no_more_often_than_every_15_seconds():
    scheduler, now, looks = Scheduler(Rules()), NOON, 0
    while now < NOON + timedelta(days=7):
        now += scheduler.look(now, FakeSenses(away=timedelta(seconds=looks % 290))).again
        looks += 1
    assert looks <= 7 * 24 * 3600 / 15


def test_switched_off_it_never_sleeps():
    assert Scheduler(Rules(enabled=False)).look(NOON, FakeSenses()).action == "wait"


def test_this_machine_has_the_senses_that_need_no_window():
    machine = Machine(idle=lambda: timedelta(seconds=7))
    assert machine.on_battery() in {True, False}
    assert machine.idle() == timedelta(seconds=7)
    assert (machine.load() or 0.0) >= 0
    assert (machine.free_memory() or 0) > 1 << 20
    assert machine.occupied() is None


def test_the_persons_settings_are_its_rules():
    assert Rules.of(Settings()) == Rules()
    chosen = Settings().changed("sleep", "off").changed("sleep_idle", 9).changed("sleep_quiet_from", 22)
    assert Rules.of(chosen) == Rules(enabled=False, idle=timedelta(minutes=9)), (
        "quiet hours need a beginning and an end"
    )
    assert Rules.of(chosen.changed("sleep_quiet_until", 7)).quiet == (time(22), time(7))


def test_a_look_costs_little_enough_for_one_in_a_thousand_of_a_core():
    machine = Machine(idle=lambda: timedelta(minutes=1))
    scheduler, began = Scheduler(Rules()), process_time()
    for _ in range(200):
        scheduler.look(NOON, machine)
    assert (process_time() - began) / 200 < OFTENEST_LOOK.total_seconds() / 1_000
