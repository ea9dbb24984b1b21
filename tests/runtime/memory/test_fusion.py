"""Fusing rankings: scores made comparable, and what each reason does to the order."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest

from models.search_values import Likeness, Place
from runtime.memory.fusion import Evidence, Weights, ranked, z_scores
from runtime.memory.period import Period

DAY = int(datetime(2026, 3, 4, 12, tzinfo=UTC).timestamp() * 1e6)
A_DAY = 86_400 * 1_000_000


def evidence(places: Mapping[int, Place] | None = None, **more: Any) -> Evidence:  # noqa: ANN401 (any field)
    """Six candidates that differ in nothing but what is given."""
    standing = {each: Place(each, DAY, each, "user", session=each) for each in range(1, 7)} | dict(places or {})
    values: dict[str, Any] = {"words": {}, "meaning": {}, "named": {}, "periods": ()} | more
    return Evidence(ids=list(standing), places=standing, **values)


def order(found: Evidence) -> list[int]:
    return [each for each, _ in ranked(found, Weights(), 10)]


def test_z_scores_count_deviations_and_the_unscored_stand_at_the_mean() -> None:
    assert z_scores([2.0, 4.0, None]) == [-1.0, 1.0, 0.0]
    assert z_scores([0.1 + 0.2, 0.3]) == [0.0, 0.0]
    assert z_scores([]) == []


def test_of_equals_the_newest_comes_first() -> None:
    assert order(evidence()) == [6, 5, 4, 3, 2, 1]
    assert ranked(evidence(), Weights(), 2) == ranked(evidence(), Weights(), 10)[:2]


@pytest.mark.parametrize("view", ["words", "meaning"])
def test_a_better_likeness_comes_first(view: str) -> None:
    for like in (Likeness(1.0, 0.2), Likeness(0.2, 1.0)):
        given: dict[str, Any] = {view: dict.fromkeys(range(1, 7), Likeness(0.1, 0.1)) | {3: like}}
        assert order(evidence(**given))[0] == 3


def test_what_has_no_vector_yet_is_judged_by_its_words() -> None:
    meaning = {1: Likeness(0.4, 0.4), 2: Likeness(0.5, 0.5), 4: Likeness(0.4, 0.4), 5: Likeness(0.5, 0.5)}
    assert order(evidence(words={3: Likeness(1.0, 1.0)}, meaning=meaning))[0] == 3


def test_what_the_named_speaker_said_comes_first() -> None:
    spoken = {4: Place(4, DAY, 4, "Ann", session=4)}
    assert order(evidence(spoken, named={"Ann": 1.0}))[0] == 4


def test_the_day_asked_for_comes_first_then_the_week_after_it() -> None:
    days = {2: Place(2, DAY - 30 * A_DAY, 2, session=2), 3: Place(3, DAY - 27 * A_DAY, 3, session=3)}
    asked = Period(date(2026, 2, 2), date(2026, 2, 3))
    assert order(evidence(days, periods=(asked,)))[:2] == [2, 3]


def test_neighbours_and_the_sitting_of_a_good_hit_are_lifted() -> None:
    sitting = {
        2: Place(2, DAY, 2, session=2),
        3: Place(3, DAY, 3, session=2, previous=2),
        4: Place(4, DAY, 4, session=2, previous=3),
        5: Place(5, DAY, 5, session=2, previous=4),
    }
    best = order(evidence(sitting, meaning=dict.fromkeys(range(1, 7), Likeness(0.1, 0.1)) | {3: Likeness(1.0, 1.0)}))
    assert best[0] == 3
    assert set(best[1:3]) == {2, 4}
    assert best[3:] == [5, 6, 1]


def test_the_same_question_asked_before_is_no_answer() -> None:
    asked_before = {5: Place(5, DAY, 5, "user", session=5, asks=True)}
    like = {5: Likeness(1.0, 0.9), 2: Likeness(0.6, 0.6), 3: Likeness(0.1, 0.1)}
    assert order(evidence(asked_before, meaning=like))[0] == 2
    assert order(evidence(asked_before, meaning=like))[-1] == 5


def test_what_was_said_several_times_is_found_once() -> None:
    again = {each: Place(each, DAY, 99, "user", session=each) for each in (3, 4, 6)}
    assert order(evidence(again)) == [6, 5, 2, 1]
    assert [each for each, _ in ranked(evidence(again), Weights(), 2)] == [6, 5]


def test_each_reason_is_told_and_they_add_up() -> None:
    ((_, views),) = ranked(evidence(named={"user": 1.0}), Weights(), 1)
    assert views["speaker"] == Weights().speaker
    assert ranked(evidence(named={"user": 1.0}), Weights(speaker=0.0), 1)[0][1].keys() == views.keys() - {"speaker"}


def test_where_the_newest_is_asked_for_the_newer_of_two_answers_comes_first() -> None:
    ages = {
        each: Place(each, DAY + age * A_DAY, each, "user", session=each) for each, age in enumerate((0, -9, -3, -5), 1)
    }
    like = {1: Likeness(0.1, 0.1), 2: Likeness(0.9, 0.9), 3: Likeness(0.88, 0.88)}
    assert order(evidence(ages, meaning=like))[:2] == [2, 3]
    assert order(evidence(ages, meaning=like, newest=True))[:2] == [3, 2]
