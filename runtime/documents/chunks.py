"""From pieces to chunks: what is searched and read as one, cut along headings and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from runtime.documents.pieces import Piece

GOOD_CHARACTERS = 900
"""A chunk of about this length fits what the embedder reads at once, and says one thing."""
MOST_CHARACTERS = 1_200
_LONGEST_HEADING = 120
_MOST_LEVELS = 9
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some paragraphs that stand together. ``heading``: the headings above them, the outermost first."""

    text: str
    page: int | None
    heading: str


def chunks(pieces: Iterable[Piece]) -> Iterator[Chunk]:
    """The chunks of a document in their order. Headings and pages begin one; only long paragraphs are cut."""
    levels: dict[int, str] = {}
    waiting: list[Piece] = []
    path = ""
    for piece in _short(pieces):
        full = sum(len(each.text) + 2 for each in waiting) + len(piece.text) > GOOD_CHARACTERS
        begins = bool(piece.level) and not all(each.level for each in waiting)
        if waiting and (begins or full or piece.page != waiting[0].page):
            yield _joined(waiting, path)
            waiting = []
        if piece.level:
            levels = {level: text for level, text in levels.items() if level < piece.level}
            levels[min(piece.level, _MOST_LEVELS)] = " ".join(piece.text.split())[:_LONGEST_HEADING]
            path = " > ".join(levels.values())
        waiting.append(piece)
    if waiting:
        yield _joined(waiting, path)


def _joined(pieces: list[Piece], heading: str) -> Chunk:
    return Chunk("\n\n".join(each.text for each in pieces), pieces[0].page, heading)


def _short(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if len(piece.text) <= MOST_CHARACTERS:
            yield piece
        else:
            yield from (Piece(part, piece.page, piece.level) for part in _parts(piece.text))


def _parts(text: str) -> Iterator[str]:
    """A long text in parts that end with a sentence or a line, else with a word, else anywhere."""
    start = 0
    while len(text) - start > MOST_CHARACTERS:
        window = text[start : start + GOOD_CHARACTERS]
        ends = [found.end() for found in _SENTENCE.finditer(window, GOOD_CHARACTERS // 3)]
        end = ends[-1] if ends else window.rfind(" ", GOOD_CHARACTERS // 3) + 1 or len(window)
        if part := window[:end].strip("\n").rstrip():
            yield part
        start += end
    if rest := text[start:].strip("\n").rstrip():
        yield rest
