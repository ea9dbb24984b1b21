"""An export of ChatGPT or Claude read conversation by conversation, however large it is.

Both are a ``conversations.json``, alone or in a zip: a list, ChatGPT's with the newest first.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import IO, TYPE_CHECKING

from runtime.carry import readable
from runtime.carry.elements import NotAList, TooLarge, elements
from runtime.carry.histories import UNKNOWN, Talk, talk_of
from runtime.errors import InputRefused

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

MOST_BYTES = 1_000_000_000
"""Of a conversations.json."""
HELD_BYTES = 32_000_000
"""Of conversations that are on their way in, at once."""
NAME = "conversations.json"
_STEP = 1_000_000  # a zip reads all that it skips, at once
_BROKEN = "is a zip that is damaged or locked"
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class Talks:
    """All conversations of an export in which something was said, oldest first.

    The file is looked through once, and read again piece by piece for each walk through them: an export of any size
    takes no more memory than its largest conversation.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._places = sorted(_looked_through(path), key=lambda place: place.at)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._places)

    def __iter__(self) -> Iterator[Talk]:
        """Each of them.

        Raises:
            InputRefused: the file was changed meanwhile.
        """
        for places in self._portions():
            held = self._held(places)
            for each in places:
                try:
                    talk = talk_of(json.loads(held.pop(each.start)))
                except (*UNKNOWN, RecursionError) as problem:
                    raise self._changed() from problem
                yield talk

    def _held(self, places: list[_Place]) -> dict[int, bytes]:
        """The conversations at these places, by where they begin; the file is only walked through forwards."""
        held: dict[int, bytes] = {}
        try:
            with _opened(self._path) as file:
                for start, length in sorted((each.start, each.length) for each in places):
                    for short_of_it in range(file.tell(), start, _STEP):
                        file.seek(short_of_it)
                    file.seek(start)
                    held[start] = file.read(length)
        except InputRefused as problem:
            raise self._changed() from problem
        return held

    def _changed(self) -> InputRefused:
        return InputRefused(f"{self._path} was changed while it was read. Import it again: what came in stays.")

    def _portions(self) -> Iterator[list[_Place]]:
        """The places in their order, so many together as may be held at once."""
        portion: list[_Place] = []
        size = 0
        for each in self._places:
            if portion and size + each.length > HELD_BYTES:
                yield portion
                portion, size = [], 0
            portion.append(each)
            size += each.length
        if portion:
            yield portion


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a conversation stands in its file, in bytes, and when it was."""

    at: datetime
    start: int
    length: int


def read(path: Path) -> Talks:
    """All conversations of an export; each was looked at, so that a wrong one refuses them all.

    Raises:
        InputRefused: it is no such export; the text says where it is not.
    """
    return Talks(path)


def _looked_through(path: Path) -> Iterator[_Place]:
    with _opened(path) as file:
        found = elements(file, MOST_BYTES)
        for number in count(1):
            try:
                each = next(found, None)
            except NotAList as problem:
                raise _refused(path, "has no list of conversations") from problem
            except TooLarge as problem:
                raise _refused(path, f"has {problem}") from problem
            except (ValueError, RecursionError) as problem:
                raise _refused(path, "is no JSON that can be read") from problem
            if each is None:
                return
            try:
                talk = talk_of(each.value)
            except UNKNOWN as problem:
                raise _refused(path, f"has a conversation {number} of an unknown form") from problem
            if talk.said:
                yield _Place(talk.at, each.start, each.length)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """The file, or the one of that name in the zip that it is; nothing of a zip is ever written to disk."""
    try:
        with path.open("rb") as file:
            packed = file.read(4) == b"PK\x03\x04"
            file.seek(0)
            if not packed:
                yield file
                return
            with _zip(path, file) as archive, _member(path, archive) as member:
                yield member
    except (zipfile.BadZipFile, zlib.error, EOFError) as problem:
        raise _refused(path, _BROKEN) from problem
    except OSError as problem:
        raise InputRefused(f"{path} cannot be read: {problem.strerror or problem}. Nothing was imported.") from problem


def _zip(path: Path, file: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except (NotImplementedError, RuntimeError, ValueError) as problem:
        raise _refused(path, _BROKEN) from problem


def _member(path: Path, archive: zipfile.ZipFile) -> IO[bytes]:
    found = [each for each in archive.infolist() if each.filename.rpartition("/")[2] == NAME]
    if not found and {readable.MANIFEST, readable.JOURNAL} <= set(archive.namelist()):
        raise _refused(path, readable.ONE_WAY)
    if len(found) != 1:
        raise _refused(path, f"holds {len(found)} files called {NAME}")
    if found[0].compress_type not in _PACKED:  # others unpack more at once than is asked for
        raise _refused(path, "is packed in a way that is not read here; unpack it, and import its conversations.json")
    try:
        return archive.open(found[0])
    except (NotImplementedError, RuntimeError, ValueError) as problem:
        raise _refused(path, _BROKEN) from problem


def _refused(path: Path, what: str) -> InputRefused:
    return InputRefused(f"{path} {what}. Nothing was imported.")
