"""Whether what a dialogue expects has come true: by the state of the memory and the facts in the reply."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from evaluation.reading import Line, shared

PHRASES = shared().phrases


@dataclass(frozen=True, slots=True)
class Outcome:
    """What there is to judge after a turn. ``before``, ``now``: the lines of core memory, the persona's left out."""

    before: tuple[str, ...]
    now: tuple[str, ...]
    passages: tuple[str, ...]
    tagged: bool
    reply: str
    tools: tuple[str, ...]
    moment: datetime


def met(line: Line, outcome: Outcome, gone: tuple[str, ...]) -> bool:
    """Whether an expectation is met. ``gone``: the words of all that is to be gone in this dialogue."""
    if line.word == "kept":
        leaving = [demands(words, outcome.moment) for words in gone]
        staying = (each for each in outcome.before if not any(holds(each, words) for words in leaving))
        return set(staying) <= set(outcome.now)
    return _CHECKS[line.word](outcome, line.text)


def _any(texts: Iterable[str], words: str, outcome: Outcome) -> bool:
    wanted = demands(words, outcome.moment)
    return any(holds(text, wanted) for text in texts)


_CHECKS: dict[str, Callable[[Outcome, str], bool]] = {
    "block": lambda outcome, words: _any(outcome.now, words, outcome),
    "gone": lambda outcome, words: not _any(outcome.now, words, outcome),
    "same": lambda outcome, _: outcome.now == outcome.before,
    "safe": lambda outcome, _: set(outcome.before) <= {*outcome.now, *outcome.passages},
    "stored": lambda outcome, words: _any([*outcome.now, *outcome.passages], words, outcome),
    "passage": lambda outcome, words: _any(outcome.passages, words, outcome),
    "tagged": lambda outcome, _: outcome.tagged,
    "reply": lambda outcome, words: _any([outcome.reply], words, outcome),
    "not": lambda outcome, words: not _any([outcome.reply], words, outcome),
    "called": lambda outcome, tools: not set(tools.split(" | ")).isdisjoint(outcome.tools),
    "uncalled": lambda outcome, tools: set(tools.split(" | ")).isdisjoint(outcome.tools),
}


def demands(text: str, moment: datetime) -> list[list[str]]:
    """The demands of WORDS, each a list of alternatives."""
    filled = text.format(now=moment) if "{now" in text else text
    made = []
    for demand in filled.split(" & "):
        alternatives: list[str] = []
        for phrase in demand.split(" | "):
            alternatives += PHRASES[phrase[1:]] if phrase[:1] == "@" else [phrase]
        made.append(alternatives)
    return made


def holds(text: str, wanted: list[list[str]]) -> bool:
    """Whether the text meets every demand by one of its alternatives."""
    return bool(text) and all(any(_stands(phrase.strip(), text) for phrase in demand) for demand in wanted)


def _stands(phrase: str, text: str) -> bool:
    text = unicodedata.normalize("NFC", text)
    if len(phrase) > 1 and phrase[0] == phrase[-1] == '"':
        return _found(unicodedata.normalize("NFC", phrase[1:-1]), text, whole=True)
    return _found(plain(phrase.removesuffix("*")), plain(text), whole=not phrase.endswith("*"))


def _found(phrase: str, text: str, *, whole: bool) -> bool:
    end = r"(?!\w)" if whole else ""
    return re.search(rf"(?<!\w){re.escape(phrase)}{end}", text) is not None


def plain(text: str) -> str:
    """The text without what does not matter: capitals, curly quotes, how spaces are made."""
    straight = unicodedata.normalize("NFC", text).replace("’", "'")
    return " ".join(straight.casefold().split())
