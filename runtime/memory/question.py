"""What a question is made of: the words worth matching, the names in it, and what is left for the embedder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from models.search_values import MONTHS, WEEKDAYS

_WORD = re.compile(r"\w+")
# An inch mark after a number opens nothing.
_QUOTED = re.compile(r'(?<!\w)"([^"\s](?:[^"]*[^"\s])?)"(?!\w)|“([^”]+)”')
# A question of more words than this is a text; its first words are enough to find what is like it.
_MOST_WORDS = 64
_STOP_WORDS = frozenset(
    "a about after all also am an and any are as at be because been before being but by can could did do does doing"
    " done during each ever few for from further get gets got had has have having he her here hers herself him himself"
    " his how i if in into is it its itself just let me might more most much must my myself no nor not now of off on"
    " once one only or other our ours out over own s same shall she should so some such t than that the their theirs"
    " them themselves then there these they this those through to too under until up us very was we were what when"
    " where whether which while who whom whose why will with would you your yours yourself d ll m re ve".split()
)


def words(text: str) -> list[str]:
    """The text's words in their order, each once, without regard to case."""
    return list(dict.fromkeys(_WORD.findall(text.lower())))


def content(text: str) -> list[str]:
    """The words to look for. Stop words count only in a text that has no other."""
    found = words(text)
    return ([word for word in found if word not in _STOP_WORDS] or found)[:_MOST_WORDS]


_OF_TIME = frozenset(name.lower() for name in (*MONTHS, *WEEKDAYS)) | frozenset(
    "day days week weeks weekend month months year years today yesterday tonight ago last past before after during"
    " since until".split()
)


def is_of_time(word: str) -> bool:
    """Whether a word only tells when: a number, a month, a weekday."""
    return word.isdigit() or word in _OF_TIME


_NEWEST = re.compile(
    r"\b(?:latest|newest|most recent(?:ly)?|currently|right now|now|nowadays|these days|at the moment|last time"
    r"|(?:i|you|we|he|she|they) last|the last (?!few\b|couple\b|day|week|weekend|month|year))\b",
    re.IGNORECASE,
)


def asks_for_newest(text: str) -> bool:
    """Whether of several answers the newest is meant: "my latest job", "where do I live now?", "when did I last run?".

    "Recently" is not among these: of a long talk it means any time of it.
    """
    return _NEWEST.search(text) is not None


def phrases(text: str) -> tuple[str, ...]:
    """What stands between double quotation marks, straight or curled: to be found word for word."""
    found = (straight or curled for straight, curled in _QUOTED.findall(text))
    return tuple(dict.fromkeys(phrase.strip() for phrase in found if _WORD.search(phrase)))


def without_names(text: str, names: Iterable[str]) -> str:
    """The text without the names, also without a possessive 's after one; as it was where nothing else is in it."""
    parts = [re.escape(part) for name in names for part in name.split()]
    if not parts:
        return text
    pattern = rf"\b(?:{'|'.join(parts)})\b(?:['’]s\b)?"
    left = re.sub(r"\s+", " ", re.sub(pattern, " ", text, flags=re.IGNORECASE)).strip()
    return left if _WORD.search(left) else text


_SELF = frozenset(("i", "me", "my", "mine", "myself", "we", "us", "our", "ours"))
_OTHER = frozenset(("you", "your", "yours", "yourself"))
# A pronoun is a weaker sign than a name: what is asked about oneself may well have been said by the other.
_BY_PRONOUN = 0.5


def named(text: str, speakers: Sequence[str]) -> dict[str, float]:
    """How surely a speaker is the one whose words are asked for, 0 to 1; nobody where it may be more than one.

    A speaker named in the question is; in a talk of ``user`` and ``assistant`` "my" and "your" tell, for
    the question is the user's own, or written in the user's words.
    """
    inside = set(words(text))
    by_name = [speaker for speaker in speakers if inside.intersection(words(speaker))]
    if by_name:
        return {by_name[0]: 1.0} if len(by_name) == 1 else {}
    by_pronoun = {"user": bool(inside & _SELF), "assistant": bool(inside & _OTHER)}
    meant = [speaker for speaker, is_meant in by_pronoun.items() if is_meant]
    return {meant[0]: _BY_PRONOUN} if len(meant) == 1 and meant[0] in speakers else {}
