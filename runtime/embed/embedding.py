"""The embedder of a memory, the assistant's ``embedding``: which it is, and another one chosen while all goes on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from runtime.embed.local import LocalEmbedder
from runtime.embed.steps import Reembedding, Sessions, Steps
from runtime.embed.worker import EmbeddingWorker

if TYPE_CHECKING:
    from runtime.embed.embedders import Embedders

_LOOK_SECONDS = 0.05
_LATELY_SECONDS = 60.0
_AHEAD_SECONDS = 2.0


class Embedding:
    """Belongs to one assistant. May be used from any thread; the arguments are those of :class:`Steps`."""

    def __init__(
        self,
        embedders: Embedders,
        reading: Sessions,
        writing: Sessions,
        busy: Callable[[], bool],
        on_problem: Callable[[str], None],
    ) -> None:
        """Start the worker; it looks what waits when it is first woken."""
        self._embedders = embedders
        self._busy = busy
        self._closing = threading.Event()
        self._talked = -_LATELY_SECONDS
        self._ahead: threading.Timer | None = None
        self._steps = Steps(embedders, reading, writing, busy, self.give_way, on_problem)
        self._worker = EmbeddingWorker(self._steps.step, on_problem)

    @property
    def folder(self) -> Path | None:
        """Of the embedder that was chosen; None: the built-in one."""
        chosen = self._embedders.chosen
        return None if chosen is self._embedders.built_in else chosen.folder

    def check(self, folder: Path | None) -> None:
        """Try the embedder that lies there, where it is another than the present one. Takes seconds where it is large.

        Raises:
            EmbedderFailed: there is none, or it cannot be used.
        """
        if folder is not None and folder.absolute() != self.folder:
            LocalEmbedder(folder.absolute()).embed(["."])

    def choose(self, folder: Path | None) -> None:
        """Have this one make all vectors. The present ones serve until it has been through everything."""
        if (folder and folder.absolute()) != self.folder:
            self._embedders.choose(folder)
            self.wake()

    def progress(self) -> Reembedding | None:
        """How far it has been through everything; None: all that serves was made by it.

        Raises:
            EmbedderFailed: its files are gone.
        """
        return self._steps.progress()

    def wake(self) -> None:
        """Something may wait for its vectors. Returns at once."""
        self._worker.wake()

    def warm_up(self, after: float = _AHEAD_SECONDS) -> None:
        """Load the embedder when some seconds have passed, so that no first question waits for it. Returns at once."""
        if self._ahead is None and not self._closing.is_set():
            self._ahead = threading.Timer(after, self._load)
            self._ahead.daemon = True
            self._ahead.start()

    def forget(self) -> None:
        """Keep nothing in memory of what was embedded so far. Returns at once."""
        self._steps.forget()

    def close(self) -> None:
        """End after the batch in hand; the next start goes on after it. Safe to call twice."""
        self._closing.set()
        if self._ahead is not None:
            self._ahead.cancel()
            self._ahead.join()
        self._worker.close()

    def _load(self) -> None:
        self._steps.load_ahead()
        self._worker.wake()

    def give_way(self) -> bool:
        """Wait until nobody waits for an answer any more, or it is closed. Whether somebody talked lately."""
        while self._busy():
            self._talked = time.monotonic()
            if self._closing.wait(_LOOK_SECONDS):
                break
        return time.monotonic() - self._talked < _LATELY_SECONDS
