"""The embedding worker: makes the vectors of what is waiting in the file's queue, on a thread of its own.

The queue is in the file and a vector is stored together with taking its item off, so nothing is lost or done
twice when the program ends in between. No turn waits for it: until its vectors are there, an item is found by
its words.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Literal

from runtime.errors import LociError

Next = Literal["more", "later", "done"]
"""After a step: there may be more to do, there is but not now, there is nothing."""

_LATER_SECONDS = 0.1
BATCH = 64
"""Items made and stored at once: a half to one second's work, which is also what closing waits for at most.

Texts of like length are embedded together, so a larger batch has less padding: 16 reach 0.62 of the bare embedder's
throughput, 64 reach 0.86.
"""


class EmbeddingWorker:
    """Works until nothing is left, then sleeps until it is woken. End it with :meth:`close`.

    Args:
        step: makes and stores one batch, and says what is next.
        on_problem: told in a sentence when the embedder fails, and not again until it has worked; the items stay in
            the queue, are tried again when it is next woken, and are found by their words meanwhile.
    """

    def __init__(self, step: Callable[[], Next], on_problem: Callable[[str], None]) -> None:
        """Start the thread; it looks into the queue when it is first woken."""
        self._step = step
        self._on_problem = on_problem
        self._wanted = threading.Event()
        self._closing = threading.Event()
        self._told = ""
        self._thread = threading.Thread(target=self._work, name="embedding", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Something may be waiting in the queue. Returns at once."""
        self._wanted.set()

    def close(self) -> None:
        """End after the batch in hand. Safe to call twice."""
        self._closing.set()
        self._wanted.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._closing.is_set():
            self._wanted.wait()
            self._wanted.clear()
            try:
                while not self._closing.is_set() and (following := self._step()) != "done":
                    self._told = ""
                    if following == "later":
                        self._closing.wait(_LATER_SECONDS)
            except LociError as problem:
                self._tell(str(problem))

    def _tell(self, problem: str) -> None:
        if problem != self._told:
            self._told = problem
            self._on_problem(problem)
