"""What the person typed, as text: argument or line, checked before it goes anywhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from runtime.errors import InputRefused

LONGEST_LINE = 4 * 1024 * 1024
"""Bytes of one line of standard input that are read at all. What a message may hold is less: the context decides."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of standard input: its number, from 1, and its text or what is wrong with it."""

    number: int
    text: str = ""
    problem: str = ""


def checked(text: str) -> str:
    """``text`` as given on the command line, if it is text.

    Raises:
        InputRefused: it is empty or has bytes that were not UTF-8.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as problem:
        where = f"at character {problem.start + 1}"
        raise InputRefused(f"The text is not valid UTF-8 ({where}). Nothing was stored; send it as UTF-8.") from problem
    if not text.strip():
        raise InputRefused("There is nothing in the text. Nothing was stored.")
    return text


def lines(stream: BinaryIO | None = None) -> Iterator[Line]:
    """The lines of ``stream`` (standard input where None) that are not empty, each as it arrives."""
    source = sys.stdin.buffer if stream is None else stream
    number = 0
    while raw := source.readline(LONGEST_LINE + 1):
        number += 1
        if len(raw) > LONGEST_LINE and not raw.endswith(b"\n"):
            _skip_rest(source)
            yield Line(number, problem=f"Line {number} is longer than {LONGEST_LINE >> 20} MiB. It was not stored.")
        elif raw.strip():
            yield _decoded(number, raw.removesuffix(b"\n").removesuffix(b"\r"))


def _decoded(number: int, raw: bytes) -> Line:
    try:
        return Line(number, raw.decode("utf-8"))
    except UnicodeDecodeError as problem:
        where = f"at byte {problem.start + 1}"
        return Line(number, problem=f"Line {number} is not valid UTF-8 ({where}). It was not stored.")


def _skip_rest(source: BinaryIO) -> None:
    while raw := source.readline(LONGEST_LINE):
        if raw.endswith(b"\n"):
            return
