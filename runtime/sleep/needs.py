"""How much a line is needed: how often and how lately the person spoke of what it tells.

Whoever asks names what they ask for and not what the answer is: so of a line that code understands the value does not
count, and of the rest a word weighs the more the fewer messages have it. A message counts for the lines that it fits
best: who asks where Ana lives does not ask for her birthday. That decides which lines stay before the LLM's eyes when a
block is nearly full; nothing is forgotten by it.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlmodel import col, select

from models.tables import Message
from runtime.memory.question import words
from runtime.sleep.statement import understood

if TYPE_CHECKING:
    from sqlmodel import Session

HALF_LIFE_DAYS = 30.0
MOST_MESSAGES = 4_000
"""Messages looked back over, the newest."""
LEAST_SHARE = 0.5
"""Of the weight of a line's words, what a message must have to count. It counts for the square of its share."""
_EQUAL = 0.05
"""Lines whose shares of a message differ by less fit it equally well."""
_PAGE = 500
_LOOK_EVERY = 50
"""Lines between two looks: some milliseconds."""
_PERSON = "@"
_IN_MESSAGES = frozenset("i my me mine we our us".split())
_IN_LINES = frozenset("they their them".split())
"""How the person is called in what they say, and in what is kept of it."""
_COMMON = frozenset(
    "they their them is are was were has have had a an the and or of to in on at for with by from as it its do does did"
    " i my me we our us you your what who where when which how why not no yes that this be been am s t ll ve re m"
    " called named name like likes love loves".split()
)
_SECONDS_A_DAY = 86_400


class Needs:
    """The words of the person's messages, each message weighing less the older it is."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._weights: list[float] = []
        self._places: dict[str, list[int]] = {}
        self._best: dict[int, float] = {}

    @classmethod
    def read(cls, session: Session, agent_id: int, now: datetime, look: Callable[[], None]) -> Needs:
        """Read the newest messages of the person. ``look`` is called between pages and may raise."""
        needs, before = cls(), 1 << 62
        while len(needs._weights) < MOST_MESSAGES:
            query = select(Message.id, Message.text, Message.created_at).where(
                Message.agent_id == agent_id, Message.role == "user", col(Message.id) < before
            )
            page = session.exec(query.order_by(col(Message.id).desc()).limit(_PAGE)).all()
            for message_id, text, at in page:
                before = message_id or 0
                needs.add(text, (now - at).total_seconds() / _SECONDS_A_DAY)
            if len(page) < _PAGE:
                break
            look()
        return needs

    def add(self, text: str, days_ago: float) -> None:
        """Count one message."""
        place = len(self._weights)
        self._weights.append(0.5 ** (max(0.0, days_ago) / HALF_LIFE_DAYS))
        for word in _content(text, _IN_MESSAGES):
            self._places.setdefault(word, []).append(place)

    def among(self, lines: Iterable[str], look: Callable[[], None] = lambda: None) -> None:
        """Take these lines for all that there are: see which of them each message fits best. ``look`` may raise."""
        for number, line in enumerate(lines):
            if number % _LOOK_EVERY == 0:
                look()
            for place, share in self._shares(line):
                self._best[place] = max(share, self._best.get(place, 0.0))

    def of(self, line: str) -> float:
        """The need of a line."""
        return sum(
            self._weights[place] * share**2
            for place, share in self._shares(line)
            if share >= self._best.get(place, 0.0) - _EQUAL
        )

    def _shares(self, line: str) -> Iterator[tuple[int, float]]:
        """The messages that have enough of a line's words, and the share that they have."""
        said = understood(line)
        every = _content(line, _IN_LINES)
        sought = (every - _content(said.value, _IN_LINES) if said.known else every) or every
        found: defaultdict[int, float] = defaultdict(float)
        for word in sought:
            rarity = self._rarity(word)
            for place in self._places.get(word, ()):
                found[place] += rarity
        most = sum(map(self._rarity, sought))
        return ((place, rarity / most) for place, rarity in found.items() if rarity >= most * LEAST_SHARE)

    def _rarity(self, word: str) -> float:
        return math.log((len(self._weights) + 1) / (len(self._places.get(word, ())) + 0.5))


@dataclass(frozen=True, slots=True)
class Told:
    """The words that tell what a text is about, and whether it is about the person (``whom``)."""

    words: frozenset[str]
    whom: bool


def asked_for(question: str) -> Told:
    """What a message of the person is about."""
    return _told(_content(question, _IN_MESSAGES))


def told_in(line: str) -> Told:
    """What a line about them is about."""
    return _told(_content(line, _IN_LINES))


def _told(words: set[str]) -> Told:
    return Told(frozenset(words - {_PERSON}), _PERSON in words)


def _content(text: str, person: frozenset[str]) -> set[str]:
    found = words(text.replace("'s", " ").replace("’s", " "))
    stems = {re.sub(r"(?<=\w{3})s$", "", word) for word in found if word in person or word not in _COMMON}
    return {_PERSON if stem in person else stem for stem in stems if stem in person or stem not in _COMMON}
