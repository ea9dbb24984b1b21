"""A stop that the LLM's process hears the moment it is set, without a thread of this one having to wake for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Stop(threading.Event):
    """An event that also writes 1 into bytes that others look at."""

    def __init__(self) -> None:
        """Nobody listens yet."""
        super().__init__()
        self._listening: list[Any] = []
        self._changing = threading.Lock()

    def set(self) -> None:
        """Stop whoever waits for it or listens."""
        with self._changing:
            super().set()
            for each in self._listening:
                each[0] = 1

    @contextmanager
    def heard(self, flag: Any) -> Iterator[None]:  # noqa: ANN401  (a ctypes array in shared memory)
        """Within, ``flag[0]`` becomes 1 with it; afterwards it is no longer touched."""
        with self._changing:
            self._listening.append(flag)
            flag[0] = int(self.is_set())
        try:
            yield
        finally:
            with self._changing:
                self._listening.remove(flag)
