"""The reading process: takes one file after another apart, within limits, and can harm nothing but itself.

Files are hostile until read. What this process says is JSON, never pickled objects, so that even one that was taken
over by a file can only give wrong text.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import connection

from runtime.documents.formats import pieces_of
from runtime.documents.pieces import MEGABYTE, MOST_BYTES, MOST_CHARACTERS, Piece, Unreadable
from runtime.orphaned import end_with_parent

_ADDRESS_SPACE = 2_000 * MEGABYTE
# Should whoever asked be gone, and a library hold everything up, the system ends the process.
_LAST_ALARM_SECONDS = 600
_NICENESS = 5
# So many characters are sent at once.
_BATCH = 200_000


def run(pipe: connection.Connection) -> None:
    """Read the files that are asked for until there is nobody to ask.

    It says ``{}`` when it is ready. A question is a path in UTF-8; the answer is any number of
    ``{"pieces": [[text, page, level], ...]}`` and then ``{"digest": ..., "cut": ...}`` or ``{"problem": ...}``.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _confine()
    end_with_parent()
    try:
        pipe.send_bytes(b"{}")
        while True:
            path = pipe.recv_bytes().decode("utf-8", "surrogateescape")
            if sys.platform != "win32":
                signal.alarm(_LAST_ALARM_SECONDS)
            for answer in _answers(path):
                pipe.send_bytes(json.dumps(answer).encode("ascii"))
    except (EOFError, OSError):
        return


def _confine() -> None:
    """No output, no files written, no core dumps, bounded memory, behind everyone else: as far as the system can."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 (not on Windows)

    os.nice(_NICENESS)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    for limit, value in (
        (resource.RLIMIT_AS, _ADDRESS_SPACE),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        if hard == resource.RLIM_INFINITY or value < hard:
            with suppress(ValueError):  # macOS knows some of them by name only
                resource.setrlimit(limit, (value, value))


def _answers(path: str) -> Iterator[dict[str, object]]:
    try:
        data = _bytes_of(path)
        cut = False
        for batch, ended_early in _batches(pieces_of(data, path)):
            cut |= ended_early
            yield {"pieces": batch}
    except Unreadable as reason:
        yield {"problem": str(reason)}
    except (MemoryError, RecursionError):
        yield {"problem": "It needs more memory to read than a file may."}
    except OSError as problem:
        yield {"problem": f"It cannot be read: {problem.strerror or problem}."}
    # The process's edge: whatever a library stumbles over in a hostile file ends here.
    except Exception as problem:  # noqa: BLE001
        yield {"problem": f"It is damaged ({type(problem).__name__})."}
    else:
        yield {"digest": hashlib.sha256(data).hexdigest(), "cut": cut}


def _bytes_of(path: str) -> bytes:
    """The file's bytes: of an ordinary file that is no link, and not too large."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable("It is no ordinary file.")
        data = file.read(MOST_BYTES + 1) if found.st_size <= MOST_BYTES else b""
    if not data and not found.st_size:
        raise Unreadable("It is empty.")
    if found.st_size > MOST_BYTES or len(data) > MOST_BYTES:
        raise Unreadable(f"It is larger than {MOST_BYTES // MEGABYTE} MB.")
    return data


def _batches(pieces: Iterator[Piece]) -> Iterator[tuple[list[tuple[object, ...]], bool]]:
    """The pieces some at a time, up to the limit; and whether it was reached."""
    batch: list[tuple[object, ...]] = []
    size = whole = 0
    for piece in pieces:
        room = MOST_CHARACTERS - whole
        batch.append((piece.text[:room], piece.page, piece.level))
        size += len(piece.text)
        whole += len(piece.text)
        if whole >= MOST_CHARACTERS:
            yield batch, True
            return
        if size >= _BATCH:
            yield batch, False
            batch, size = [], 0
    if not batch and not whole:
        raise Unreadable("It holds no text.")
    yield batch, False
