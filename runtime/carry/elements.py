"""A list in JSON taken apart element by element, so that the whole of it never stands in memory."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import IO

LARGEST = 64_000_000
"""Characters of one element."""
_AT_ONCE = 1_000_000
_BLANK = re.compile(r"[ \t\n\r]*")
_BEGINS_A_VALUE = '{"-0123456789tfn'


class NotAList(ValueError):
    """It is JSON, perhaps, but begins with something else than a list."""


class TooLarge(ValueError):
    """There is more of it than is read; the text says of what."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element, and where it stands in the file, in bytes."""

    value: Any
    start: int
    length: int


def elements(file: IO[bytes], most: int) -> Iterator[Element]:
    """The elements of the list that the file holds, in their order; the file is at its beginning.

    Raises:
        NotAList: it begins with something else.
        TooLarge: it has more than ``most`` bytes, or one element more than ``LARGEST`` characters.
        ValueError, RecursionError: it is no JSON, which may be found only after elements were given.
    """
    text = _Text(file, most)
    first = text.next()
    if first != "[":
        raise NotAList if first and first in _BEGINS_A_VALUE else ValueError
    text.skip()
    if text.next() == "]":
        text.skip()
    else:
        yield text.element()
        while text.next() == ",":
            text.skip()
            text.next()
            yield text.element()
        if text.next() != "]":
            raise ValueError
        text.skip()
    if text.next():
        raise ValueError


class _Text:
    """What was read of a file and not yet taken."""

    def __init__(self, file: IO[bytes], most: int) -> None:
        self._file, self._most = file, most
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._text, self._at = "", 0
        self._read = 0  # bytes of the file
        self._taken = 0  # of them, before the text
        self._ended = False
        self._scanner = json.JSONDecoder()
        self._more()
        if self._text.startswith(codecs.BOM_UTF8.decode()):
            self._at = 1

    def next(self) -> str:
        """The next character that is not blank, without taking it; empty at the end."""
        while True:
            match = _BLANK.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text) or self._ended:
                return self._text[self._at : self._at + 1]
            self._more()

    def skip(self) -> None:
        """Take one character."""
        self._at += 1

    def element(self) -> Element:
        """Take the value that begins here."""
        while True:
            try:
                value, end = self._scanner.raw_decode(self._text, self._at)
            except json.JSONDecodeError:
                if self._ended:
                    raise
                if len(self._text) - self._at > LARGEST:
                    message = f"an entry of more than {LARGEST:,} characters"
                    raise TooLarge(message) from None
                self._more()
                continue
            start = self._taken + len(self._text[: self._at].encode())
            length = len(self._text[self._at : end].encode())
            self._at = end
            return Element(value, start, length)

    def _more(self) -> None:
        """Drop what was taken, and read on: as much again as is left, so that a large value is not tried too often."""
        left = self._text[self._at :]
        self._taken += len(self._text[: self._at].encode())
        raw = self._file.read(max(_AT_ONCE, len(left), len(codecs.BOM_UTF8)))
        self._read += len(raw)
        if self._read > self._most:
            message = f"more than {self._most:,} bytes"
            raise TooLarge(message)
        self._ended = not raw
        self._text, self._at = left + self._decoder.decode(raw, final=self._ended), 0
