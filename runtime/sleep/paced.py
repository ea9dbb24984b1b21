"""A long walk through many things, with a look now and then at whether the person is back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

EVERY = 50
"""Things between two looks: some milliseconds."""

Thing = TypeVar("Thing")


def paced(things: Iterable[Thing], look: Callable[[], None]) -> Iterator[Thing]:
    """The things, one after another. ``look`` may raise."""
    for number, each in enumerate(things):
        if number % EVERY == 0:
            look()
        yield each
