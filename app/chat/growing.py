"""A reply while it is written: what has ended is laid out once, and only its last open part again and again."""

from __future__ import annotations

from collections.abc import Callable

from app.chat.documents import QuietDocument

_FENCES = ("```", "~~~")


def closed_length(text: str) -> int:
    """How much of a growing text will be read the same whatever follows: up to the last empty line outside of code."""
    closed = at = 0
    fence = ""
    for line in text.splitlines(keepends=True):
        mark = line.lstrip()[:3]
        if fence:
            fence = "" if mark == fence else fence
        elif mark in _FENCES:
            fence = mark
        at += len(line)
        if not fence and not line.strip():
            closed = at
    return closed


class Growing:
    """The documents of one growing reply, to be painted one below the other. ``write`` makes one from Markdown."""

    def __init__(self, turn_id: int | None, write: Callable[[str], QuietDocument]) -> None:
        self.turn_id = turn_id
        self._write = write
        self._closed: list[QuietDocument] = []
        self._read = ""

    def documents(self, text: str) -> tuple[QuietDocument, ...]:
        """The documents of the text so far."""
        if not text.startswith(self._read):
            self._closed, self._read = [], ""
        left = text[len(self._read) :]
        closed = closed_length(left)
        if left[:closed].strip():
            self._closed.append(self._write(left[:closed].rstrip()))
            self._read += left[:closed]
            left = left[closed:]
        return (*self._closed, self._write(left)) if left.strip() or not self._closed else tuple(self._closed)
