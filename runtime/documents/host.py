"""The reading process seen from outside: asked for one file at a time, ended when it takes too long or breaks."""

from __future__ import annotations

import json
import multiprocessing
import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runtime.bare_main import bare_main
from runtime.documents import child
from runtime.documents.pieces import MOST_CHARACTERS, Piece, Unreadable

MOST_SECONDS = 60.0
"""One file may take so long."""
_LOOK_SECONDS = 0.05
_START_SECONDS = 60.0
_EXIT_SECONDS = 2.0
# A single answer has at most some hundred thousand characters, each six bytes in JSON at most; a piece may be longer.
_MOST_ANSWER = 8 * MOST_CHARACTERS
# A process that has read so many files makes room for a fresh one: libraries leak.
_MOST_FILES = 500


@dataclass(frozen=True, slots=True)
class Content:
    """What was read of a file. ``digest``: SHA-256 of its bytes; ``cut``: there was more text than is kept."""

    pieces: tuple[Piece, ...]
    digest: str
    cut: bool


class ReadingRoom:
    """Reads files in a process of its own. One file at a time; end with :meth:`close`."""

    def __init__(self) -> None:
        self._process: Any = None
        self._pipe: Any = None
        self._read = 0

    def read(self, path: Path, stop: threading.Event | None = None, seconds: float = MOST_SECONDS) -> Content | None:
        """The content of a file; None where ``stop`` was set meanwhile.

        Raises:
            Unreadable: it has no text to give, and why.
        """
        pieces: list[Piece] = []
        try:
            self._start()
            deadline = time.monotonic() + seconds
            self._pipe.send_bytes(os.fsencode(path))
            while (answer := self._answer(deadline, stop)) is not None:
                if not answer:
                    raise Unreadable(f"Reading it took longer than {seconds:.0f} seconds.")
                if "problem" in answer:
                    raise Unreadable(str(answer["problem"]))
                if "digest" in answer:
                    return Content(tuple(pieces), str(answer["digest"]), bool(answer["cut"]))
                pieces += (Piece(str(text), page and int(page), int(level)) for text, page, level in answer["pieces"])
        except (EOFError, OSError, ValueError, TypeError, KeyError) as problem:
            self.close()
            raise Unreadable("It broke the program that reads it, or needed too much memory.") from problem
        self.close()
        return None

    def _answer(self, deadline: float, stop: threading.Event | None) -> dict[str, Any] | None:
        """What the process says next; nothing in it where time is up, None where it shall stop."""
        while not (stop and stop.is_set()):
            if time.monotonic() > deadline:
                self.close()
                return {}
            if self._pipe.poll(_LOOK_SECONDS):
                answer: dict[str, Any] = json.loads(self._pipe.recv_bytes(_MOST_ANSWER))
                return answer
        return None

    def _start(self) -> None:
        self._read += 1
        if self._process is not None and (self._read > _MOST_FILES or not self._process.is_alive()):
            self.close()
        if self._process is not None:
            return
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=child.run, args=(theirs,), name="loci-reading", daemon=True)
        with bare_main():
            self._process.start()
        theirs.close()
        self._read = 1
        if not self._pipe.poll(_START_SECONDS):
            raise TimeoutError
        self._pipe.recv_bytes()

    def close(self) -> None:
        """End the process. The next file starts another one. Safe to call twice."""
        if self._process is None:
            return
        self._pipe.close()
        self._process.kill()
        self._process.join(_EXIT_SECONDS)
        self._process.close()
        self._process = self._pipe = None
