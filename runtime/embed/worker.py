"""The embedding worker: makes the vectors of what is waiting in the file's queue, on a thread of its own.

The queue is in the file and a vector is stored together with taking its item off, so nothing is lost or done
twice when the program ends in between. No turn waits for it: until its vectors are there, an item is found by
its words.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from runtime.embed.making import Making
from runtime.errors import LociError

if TYPE_CHECKING:
    from models.search_values import Pending, Vectors
    from runtime.embed.port import Embedder

BATCH = 64
"""Items made and stored at once: a half to one second's work, which is also what closing waits for at most.

Texts of like length are embedded together, so a larger batch has less padding: 16 reach 0.62 of the bare embedder's
throughput, 64 reach 0.86.
"""


class EmbeddingWorker:
    """Works until the queue is empty, then sleeps until it is woken. End it with :meth:`close`.

    Args:
        embedder: makes the vectors.
        take: gives up to so many items that wait, without taking them off the queue.
        store: keeps vectors and takes their items off the queue, in one transaction.
        on_problem: told in a sentence when the embedder fails, and not again until it has worked; the items stay in
            the queue, are tried again when it is next woken, and are found by their words meanwhile.
    """

    def __init__(
        self,
        embedder: Embedder,
        take: Callable[[int], Sequence[Pending]],
        store: Callable[[Sequence[Vectors]], None],
        on_problem: Callable[[str], None],
    ) -> None:
        """Start the thread; it looks into the queue when it is first woken."""
        self._making = Making(embedder)
        self._take = take
        self._store = store
        self._on_problem = on_problem
        self._wanted = threading.Event()
        self._closing = threading.Event()
        self._told = ""
        self._thread = threading.Thread(target=self._work, name="embedding", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Something may be waiting in the queue. Returns at once."""
        self._wanted.set()

    def forget(self) -> None:
        """Keep nothing of what was embedded so far. Any thread; returns at once."""
        self._making.forget()

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
                while not self._closing.is_set() and (items := self._take(BATCH)):
                    self._store(self._making.made(items))
                    self._told = ""
            except LociError as problem:
                self._tell(str(problem))

    def _tell(self, problem: str) -> None:
        if problem != self._told:
            self._told = problem
            self._on_problem(problem)
