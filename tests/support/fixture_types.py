"""The types of the fixtures."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlmodel import Session

Looking = Callable[..., AbstractContextManager[Session]]
Repetitions = Callable[[int, int], int]
