"""How high the rows of a long list are: measured where one has been in sight, guessed elsewhere."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate


class Heights:
    """Rows from 0 and their heights in pixels. Sums are made anew only when one is asked for after a change."""

    def __init__(self) -> None:
        self._heights: list[int] = []
        self._measured: list[bool] = []
        self._tops: list[int] | None = None

    def __len__(self) -> int:
        """Number of rows."""
        return len(self._heights)

    def clear(self) -> None:
        """No rows."""
        self._heights, self._measured, self._tops = [], [], None

    def insert(self, at: int, guesses: Sequence[int]) -> None:
        """Rows that nobody has measured, before the row ``at``."""
        self._heights[at:at] = guesses
        self._measured[at:at] = [False] * len(guesses)
        self._tops = None

    def remove(self, first: int, last: int) -> None:
        """Take the rows from ``first`` to ``last`` away."""
        del self._heights[first : last + 1]
        del self._measured[first : last + 1]
        self._tops = None

    def doubt(self, row: int | None = None) -> None:
        """Measure the row again when it is in sight, or all of them; until then the old heights are the guesses."""
        if row is None:
            self._measured = [False] * len(self._heights)
        else:
            self._measured[row] = False

    def is_measured(self, row: int) -> bool:
        """Whether the row's height is more than a guess."""
        return self._measured[row]

    def put(self, row: int, height: int) -> None:
        """The row was measured."""
        self._measured[row] = True
        if self._heights[row] != height:
            self._heights[row] = height
            self._tops = None

    def height(self, row: int) -> int:
        """The row's height, measured or guessed."""
        return self._heights[row]

    def top(self, row: int) -> int:
        """Where the row begins; of the row after the last one, where all ends."""
        if self._tops is None:
            self._tops = [0, *accumulate(self._heights)]
        return self._tops[row]

    def row_at(self, y: int) -> int:
        """The row at that distance from the beginning; the first or the last one where there is none."""
        self.top(0)
        assert self._tops is not None  # noqa: S101 - made by the line above
        return max(0, min(bisect_right(self._tops, y) - 1, len(self._heights) - 1))
