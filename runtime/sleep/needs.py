"""How much a line is needed: how often and how lately the person spoke of what it tells.

That decides which lines stay before the LLM's eyes when a block is nearly full; nothing is forgotten by it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from sqlmodel import col, select

from models.tables import Message
from runtime.memory.question import words

if TYPE_CHECKING:
    from sqlmodel import Session

HALF_LIFE_DAYS = 30.0
MOST_MESSAGES = 4_000
"""Messages looked back over, the newest."""
_PAGE = 500
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
        for word in _content(text):
            self._places.setdefault(word, []).append(place)

    def of(self, line: str) -> float:
        """The need of a line: the weights of the messages that have half of its words or more."""
        content = _content(line)
        if not content:
            return 0.0
        counted = Counter(place for word in content for place in self._places.get(word, ()))
        half = -(-len(content) // 2)
        return sum(self._weights[place] for place, count in counted.items() if count >= half)


def _content(text: str) -> set[str]:
    found = (re.sub(r"(?<=\w{3})s$", "", word) for word in words(text.replace("'s", " ").replace("’s", " ")))
    return {word for word in found if word not in _COMMON}
