"""The person's wish to have something forgotten, understood by code where the LLM has no tool for it.

Such an LLM takes the lines out of core memory. What they were about stands in messages and in the journal as well, and
the person is asked about that: :func:`wanted` says by which words it is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_MOST = 3
_SHORTEST, _LONGEST = 2, 200  # characters of what is looked for
_FORGET = re.compile(r"\b(?:forget|erase)\b(?!\s+to\b)", re.IGNORECASE)
_NOT = re.compile(r"(?:\bnot|n['’]t|\bnever|\bI|\blest)\s+(?:\w+\s+)?$", re.IGNORECASE)
_WHO = re.compile(
    r"^(?:(?:the user|user|they|their|he|his|she|her|it|its|i|my|we|our)(?:['’]s)?\s+)?"
    r"(?:(?:is|are|was|were|am|has|have)\s+)?",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b(?:[A-ZÀ-ÖØ-Þ][\w'’-]*|[\w:/.-]*\d[\w:/-]*)(?:\s+(?:[A-ZÀ-ÖØ-Þ][\w'’-]*|[\w:/.-]*\d[\w:/-]*))*")


def stands_in(said: str) -> bool:
    """Whether the person says that something is to be forgotten, not that it is not, or that they forget things."""
    return any(not _NOT.search(said[: found.start()]) for found in _FORGET.finditer(said))


def wanted(said: str, gone: Iterable[str]) -> tuple[str, ...]:
    """What to look for everywhere, once for each matter, given the lines that went because of what was ``said``.

    Of a line the name that was said, else its first name or number, else all of it but whom it is about. What stands
    before a colon is a name only where it was said.
    """
    found = (_words(said, line) for line in gone)
    return tuple(dict.fromkeys(each for each in found if len(each) >= _SHORTEST))[:_MOST]


def _words(said: str, line: str) -> str:
    about = _WHO.sub("", line.strip().removesuffix("."), count=1)
    if len(about) > _LONGEST:
        about = about[:_LONGEST].rpartition(" ")[0]
    named, label = _NAME.findall(about), _NAME.findall(about.partition(": ")[0]) if ": " in about else []
    spoken = [each for each in named if re.search(rf"\b{re.escape(each)}\b", said, re.IGNORECASE)]
    names = [each for each in named if each not in label]
    return next(iter([*(each for each in spoken if each in names), *names, *spoken]), about)
