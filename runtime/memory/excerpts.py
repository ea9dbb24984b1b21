"""What of a text that a sleep put together answers a question: its heading and lines say more than was asked.

Such a text is a heading and a line for each fact, and each line is complete in itself. So a search can show the lines
that have most of the question's words, and none that it has shown already. Where the question asks only for what the
heading names, all of it answers. Where it names something else, the text of a person or a day is left out: each of its
lines is found by itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from runtime.memory.question import content

PEOPLE, DAYS, SOON = "people", "days", "soon"
"""The tags of such texts."""
_ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|es|s|e)$")


def excerpt(text: str, tags: Collection[str], query: str, shown: Collection[str]) -> str:
    """The part of the text that answers the query and is not among the lines ``shown``; empty where there is none."""
    heading, *lines = text.split("\n")
    sought, title = _stems(query), _stems(heading)
    further, named = sought - title, bool(sought & title)
    if not named and SOON not in tags:
        return ""
    most = max((len(further & _stems(each)) for each in lines), default=0)
    if not most:
        return text if named else ""
    best = [each for each in lines if len(further & _stems(each)) == most and each not in shown]
    told = {stem for each in best for stem in _stems(each)}
    above = [heading] if best and sought & title - told else []
    return "\n".join([*above, *best])


def has_all(line: str, query: str) -> bool:
    """Whether a line has every word that the query looks for, so that lines with fewer add nothing to it."""
    return _stems(query) <= _stems(line)


def _stems(text: str) -> set[str]:
    return {_ENDING.sub("", word) for word in content(text)}
