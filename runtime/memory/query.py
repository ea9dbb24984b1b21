"""What a question is made of: the words worth matching, the names in it, and what is left for the embedder."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+")
# A question of more words than this is a text; its first words are enough to find what is like it.
_MOST_WORDS = 64
_STOP_WORDS = frozenset(
    "a about after all also am an and any are as at be because been before being but by can could did do does doing"
    " done during each ever few for from further get gets got had has have having he her here hers herself him himself"
    " his how i if in into is it its itself just let me might more most much must my myself no nor not now of off on"
    " once one only or other our ours out over own s same shall she should so some such t than that the their theirs"
    " them themselves then there these they this those through to too under until up us very was we were what when"
    " where whether which while who whom whose why will with would you your yours yourself d ll m re ve".split()  # noqa: SIM905 (a list of words reads best as words)
)


def words(text: str) -> list[str]:
    """The text's words in their order, each once, without regard to case."""
    return list(dict.fromkeys(_WORD.findall(text.lower())))


def expression(text: str) -> str | None:
    """An FTS5 expression that matches what has any of the text's words; None where it has no word at all.

    Every word is quoted, so nothing in the text can be taken for an operator. Stop words count only in a text that
    has no other.
    """
    found = words(text)
    content = [word for word in found if word not in _STOP_WORDS] or found
    return " OR ".join(f'"{word}"' for word in content[:_MOST_WORDS]) or None


def without_names(text: str, names: Iterable[str]) -> str:
    """The text without the names, also without a possessive 's after one; as it was where nothing else is in it."""
    parts = [re.escape(part) for name in names for part in name.split()]
    if not parts:
        return text
    pattern = rf"\b(?:{'|'.join(parts)})\b(?:['’]s\b)?"
    left = re.sub(r"\s+", " ", re.sub(pattern, " ", text, flags=re.IGNORECASE)).strip()
    return left if _WORD.search(left) else text
