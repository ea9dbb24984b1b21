"""Each further item of a sitting counts less."""

from math import sqrt
from random import Random

from runtime.memory.spreading import spread


def slowly(totals: dict[int, float], sessions: dict[int, int | None], again: float) -> list[tuple[int, float]]:
    """The same, by looking at all that is left each time."""
    left, order, above = set(totals), [], dict[int, int]()
    while left:
        lost = {each: again * sqrt(above.get(sessions[each] or 0, 0)) if sessions[each] else 0.0 for each in left}
        best = max(left, key=lambda each: (totals[each] + lost[each], abs(each)))
        order.append((best, lost[best]))
        above[sessions[best] or 0] = above.get(sessions[best] or 0, 0) + 1
        left.remove(best)
    return order


def test_the_second_of_a_sitting_gives_way_to_another_sitting() -> None:
    totals = {1: 3.0, 2: 2.9, 3: 2.6, 4: 1.0}
    sessions: dict[int, int | None] = {1: 1, 2: 1, 3: 3, 4: 3}
    assert list(spread(totals, sessions, -0.5)) == [(1, 0.0), (3, 0.0), (2, -0.5), (4, -0.5)]
    assert [each for each, _ in spread(totals, sessions, 0.0)] == [1, 2, 3, 4]


def test_what_belongs_to_no_sitting_loses_nothing() -> None:
    order = spread({-1: 1.0, -2: 0.9, -3: 0.8}, {-1: None, -2: None, -3: None}, -5.0)
    assert list(order) == [(-1, 0.0), (-2, 0.0), (-3, 0.0)]


def test_the_third_of_a_sitting_loses_less_than_twice_what_the_second_lost() -> None:
    assert [lost for _, lost in spread({1: 9.0, 2: 8.0, 3: 7.0}, {1: 1, 2: 1, 3: 1}, -1.0)] == [0.0, -1.0, -sqrt(2)]


def test_it_is_the_same_as_looking_at_all_that_is_left_each_time() -> None:
    random = Random(4)
    for _ in range(200):
        ids = random.sample(range(1, 100), 30)
        totals = {each: random.choice((0.0, 0.5, random.random())) for each in ids}
        sessions = {each: random.choice((None, 1, 2, 3)) for each in ids}
        assert list(spread(totals, sessions, -0.25)) == slowly(totals, sessions, -0.25)
