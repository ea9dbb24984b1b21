"""Questions of the person that Loci did not know the answer to: likely to be asked again, and better answered then."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import aliased
from sqlmodel import col, select

from models.tables import Message
from runtime.sleep.needs import asked_for, told_in
from runtime.step import SEND

if TYPE_CHECKING:
    from sqlmodel import Session

LONGEST = 160
"""Characters of a question; a longer message is a text with a question in it."""
MOST_REPLIES = 500
_UNKNOWN = re.compile(
    r"\b(?:do not|don't|did not|didn't|cannot|can't) (?:know|remember|recall|have|find|say|tell)\b"
    r"|\bno (?:memory|record|idea|information|answer)\b|\bnothing (?:found|about|stored)\b|\b(?:beyond me|not sure)\b",
    re.IGNORECASE,
)
_reply = aliased(Message)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question, as it was asked, and when."""

    text: str
    at: datetime

    def answered_by(self, line: str) -> bool:
        """Whether a line tells all that the question names, and of the same person."""
        asked, told = asked_for(self.text), told_in(line)
        return bool(asked.words) and asked.whom == told.whom and asked.words <= told.words


def unanswered(session: Session, agent_id: int, since: datetime) -> list[Unanswered]:
    """Those asked since then, the oldest first, each once as it was asked last."""
    query = (
        select(Message.text, Message.created_at, _reply.text)
        .join(_reply, col(_reply.turn_id) == col(Message.turn_id))
        .where(Message.agent_id == agent_id, Message.role == "user", col(Message.created_at) >= since)
        .where(_reply.role == "assistant", _reply.tool == SEND)
        .order_by(col(Message.id).desc())
    )
    found: dict[str, Unanswered] = {}
    for text, at, reply in session.exec(query.limit(MOST_REPLIES)):
        question = " ".join(text.split())
        if question.endswith("?") and len(question) <= LONGEST and _UNKNOWN.search(reply.replace("’", "'")):
            found.setdefault(question, Unanswered(question, at))
    return list(found.values())[::-1]
