"""Ctrl+C and the polite signals to end."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

INTERRUPTED = 130
"""The exit code after Ctrl+C, as shells have it."""


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


@contextmanager
def leaving_cleanly() -> Iterator[None]:
    """Inside, SIGTERM and SIGHUP end the program by way of every ``finally``: the step is finished, the file closed."""
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, _leave) for number in numbers}
    try:
        yield
    finally:
        for number, previous in before.items():
            signal.signal(number, previous)


@contextmanager
def first_interrupt(action: Callable[[], None]) -> Iterator[None]:
    """Inside, the first Ctrl+C calls ``action``; a second one is a KeyboardInterrupt as ever."""

    def act(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)
        action()

    before = signal.signal(signal.SIGINT, act)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
