"""How much a line is needed: how often and how lately the person spoke of what it tells.

Whoever asks names what they ask for and not what the answer is: so of a line that code understands the value does not
count, and of the rest a word weighs the more the fewer messages have it. That decides which lines stay before the LLM's
eyes when a block is nearly full; nothing is forgotten by it.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable
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
_PAGE = 500
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

    def of(self, line: str) -> float:
        """The need of a line."""
        said = understood(line)
        every = _content(line, _IN_LINES)
        sought = (every - _content(said.value, _IN_LINES) if said.known else every) or every
        found: defaultdict[int, float] = defaultdict(float)
        for word in sought:
            rarity = self._rarity(word)
            for place in self._places.get(word, ()):
                found[place] += rarity
        most = sum(map(self._rarity, sought))
        return sum(
            self._weights[place] * (rarity / most) ** 2
            for place, rarity in found.items()
            if rarity >= most * LEAST_SHARE
        )

    def _rarity(self, word: str) -> float:
        return math.log((len(self._weights) + 1) / (len(self._places.get(word, ())) + 0.5))


def _content(text: str, person: frozenset[str]) -> set[str]:
    found = (re.sub(r"(?<=\w{3})s$", "", word) for word in words(text.replace("'s", " ").replace("’s", " ")))
    return {_PERSON if word in person else word for word in found if word in person or word not in _COMMON}
