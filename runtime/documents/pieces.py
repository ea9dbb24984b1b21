"""What a reader takes out of a file: pieces of text in their order, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, a row of a table, a block of code; or with a ``level`` from 1 a heading. ``page`` counts from 1."""

    text: str
    page: int | None = None
    level: int = 0


class Unreadable(Exception):
    """A file has no text to give. ``str(error)`` is the reason, a sentence for the person."""


_LONGEST_CAUSE = 200


def damaged(cause: object) -> Unreadable:
    """For a file that is not what it should be; what a library says of it may quote the file, and becomes one line."""
    line = "".join(each for each in str(cause) if each.isprintable())[:_LONGEST_CAUSE]
    return Unreadable(f"It is damaged: {line.rstrip('. ')}.")


MEGABYTE = 1_000_000
MOST_BYTES = 100 * MEGABYTE
"""A larger file is not read."""
MOST_UNPACKED = 256 * MEGABYTE
"""A packed file that says it holds more than this is not read, nor is a part of it that gives more than it said."""
MOST_CHARACTERS = 20 * MEGABYTE
"""So much text of one file is kept."""
