"""JSON taken apart while it is read: a list element by element, an object of lists without the whole of its text."""

from __future__ import annotations

import codecs
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

Taken = TypeVar("Taken")

LARGEST = 64_000_000
"""Characters of one element."""
_AT_ONCE = 1_000_000
_TAKEN_APART = 3  # an object of objects of lists
_UNFINISHED = re.compile(r"[-+.0-9eE]*\Z")  # where nothing else follows, a number may go on
_BLANK = re.compile(r"[ \t\n\r]*")
_BEGINS_A_VALUE = '{"-0123456789tfn'


class Readable(Protocol):
    """What bytes are read from, as from a file."""

    def read(self, size: int, /) -> bytes:
        """Up to so many bytes, none at the end."""


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


def loaded(file: Readable, most: int) -> Any:  # noqa: ANN401 - whatever stands in JSON
    """The value that the file holds. Of its text no more is in memory than the largest value in a list of an object.

    Raises:
        ValueError, RecursionError: it is no JSON, or has more than ``most`` bytes.
    """
    text = _Text(file, most, most)
    value = text.tree(_TAKEN_APART)
    if text.next():
        raise ValueError
    return value


def elements(file: Readable, most: int) -> Iterator[Element]:
    """The elements of the list that the file holds, in their order; the file is at its beginning.

    Raises:
        NotAList: it begins with something else.
        TooLarge: it has more than ``most`` bytes, or one element more than ``LARGEST`` characters.
        ValueError, RecursionError: it is no JSON, which may be found only after elements were given.
    """
    text = _Text(file, most, LARGEST)
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

    def __init__(self, file: Readable, most: int, largest: int) -> None:
        self._file, self._most, self._largest = file, most, largest
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
        value, end = self._decoded()
        start = self._taken + len(self._text[: self._at].encode())
        length = len(self._text[self._at : end].encode())
        self._at = end
        return Element(value, start, length)

    def tree(self, depth: int) -> Any:  # noqa: ANN401 - whatever stands in JSON
        """Take the value that begins here, what is in it one by one as far down as ``depth``."""
        first = self.next()
        if not depth or first not in {"{", "["}:
            return self._value()
        self.skip()
        if first == "{":
            pairs = self._each("}", lambda: (self._key(), self.tree(depth - 1)))
            return dict(pairs)
        return list(self._each("]", lambda: self.tree(0)))

    def _each(self, last: str, take: Callable[[], Taken]) -> Iterator[Taken]:
        """What is taken one by one, up to the bracket that closes it."""
        if self.next() != last:
            yield take()
            while self.next() == ",":
                self.skip()
                self.next()
                yield take()
        if self.next() != last:
            raise ValueError
        self.skip()

    def _key(self) -> str:
        key = self._value()
        if not isinstance(key, str) or self.next() != ":":
            raise ValueError
        self.skip()
        return key

    def _value(self) -> Any:  # noqa: ANN401 - whatever stands in JSON
        value, self._at = self._decoded()
        # Names that come again in every row are kept once.
        return {sys.intern(name): each for name, each in value.items()} if isinstance(value, dict) else value

    def _decoded(self) -> tuple[Any, int]:
        """The value that begins here, and where it ends."""
        while True:
            try:
                value, end = self._scanner.raw_decode(self._text, self._at)
            except json.JSONDecodeError:
                if self._ended:
                    raise
                if len(self._text) - self._at > self._largest:
                    message = f"an entry of more than {self._largest:,} characters"
                    raise TooLarge(message) from None
            else:
                if self._ended or not _UNFINISHED.match(self._text, end):
                    return value, end
            self._more()

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
