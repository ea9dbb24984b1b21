"""Sums of heights, measured or guessed."""

from __future__ import annotations

from app.chat.heights import Heights


def made(*guesses: int) -> Heights:
    heights = Heights()
    heights.insert(0, guesses)
    return heights


def test_rows_stand_one_below_the_other():
    heights = made(10, 20, 30)
    assert [heights.top(row) for row in range(4)] == [0, 10, 30, 60]
    assert [heights.row_at(y) for y in (0, 9, 10, 29, 30, 59)] == [0, 0, 1, 1, 2, 2]


def test_outside_of_all_rows_the_nearest_is_meant():
    heights = made(10, 20)
    assert heights.row_at(-5) == 0
    assert heights.row_at(500) == 1


def test_a_measured_row_moves_those_below():
    heights = made(10, 20, 30)
    heights.put(0, 100)
    assert heights.is_measured(0)
    assert not heights.is_measured(1)
    assert heights.top(2) == 120


def test_doubted_rows_keep_their_heights_as_guesses():
    heights = made(10, 20)
    heights.put(1, 50)
    heights.doubt()
    assert not heights.is_measured(1)
    assert heights.height(1) == 50


def test_rows_come_and_go():
    heights = made(10, 20, 30)
    heights.put(2, 40)
    heights.insert(1, [5, 5])
    assert [heights.height(row) for row in range(len(heights))] == [10, 5, 5, 20, 40]
    assert heights.is_measured(4)
    heights.remove(0, 2)
    assert heights.top(2) == 60
