"""Days that only the memory knows: what "my birthday" and "Anna's wedding" in a question stand for.

They are looked up in core memory and in the facts that hold, where a line names both the occasion and a date. Only a
question that tells a time by an occasion ("before my birthday") looks there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlmodel import col, or_, select

from models.search_values import MessageScope
from models.tables import Agent, AgentBlock, Block, Fact
from runtime.memory.periods import periods, recurring

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session

    from models.search_values import Scope
    from runtime.memory.period import Period

_OCCASION = re.compile(
    r"\b(?:before|after|on|around|since|until|by|of|for)\s+"
    r"(?P<words>(?P<whose>[Mm]y|[Oo]ur|[A-Z][\w-]*['’]s)\s+(?P<what>[\w-]+(?: [\w-]+)?))"
)
_YEARLY = re.compile(r"\b(?:birthday|birthdate|born|anniversary|name ?day)\b", re.IGNORECASE)
_SOMEBODY = re.compile(r"\b(?!user['’]s)\w+['’]s\b", re.IGNORECASE)
_ONE_DAY = 1


def known_days(session: Session, scopes: Sequence[Scope], query: str, today: date) -> dict[str, tuple[Period, ...]]:
    """The words of the query that tell a time by an occasion, and the times: of what comes again every year all."""
    asked = list(_OCCASION.finditer(query))
    if not asked:
        return {}
    lines = list(_lines(session, scopes))
    found: dict[str, tuple[Period, ...]] = {}
    for match in asked:
        whose, what = match["whose"].lower(), match["what"].lower()
        # "my birthday party": the longest occasion of which a line has the date.
        for words in dict.fromkeys((what, what.split()[0])):
            times = next((times for line in lines if (times := _times(line, whose, words, today))), ())
            if times:
                found[match["words"][: len(match["whose"]) + 1 + len(words)]] = times
                break
    return found


def _lines(session: Session, scopes: Sequence[Scope]) -> Iterator[str]:
    """Every line of core memory, then every fact that holds, the newest first."""
    owners = {each.agent_id for each in scopes if isinstance(each, MessageScope)}
    archives = {each.owner for each in scopes if not isinstance(each, MessageScope)}
    query = select(Agent.id).where(
        or_(
            col(Agent.id).in_(owners),
            col(Agent.archive_id).in_(archives),
            col(Agent.documents_archive_id).in_(archives),
        )
    )
    agents = session.exec(query).all()
    blocks = select(Block.value).join(AgentBlock, col(AgentBlock.block_id) == col(Block.id))
    for value in session.exec(blocks.where(col(AgentBlock.agent_id).in_(agents))):
        yield from value.split("\n")
    facts = select(Fact.statement).where(col(Fact.agent_id).in_(agents), col(Fact.valid_until).is_(None))
    yield from session.exec(facts.order_by(col(Fact.id).desc()))


def _times(line: str, whose: str, what: str, today: date) -> tuple[Period, ...]:
    """The day that a line gives for somebody's occasion; none where it is about another one, or of somebody else."""
    if not re.search(rf"\b{re.escape(what)}\b", line, re.IGNORECASE):
        return ()
    somebody = _SOMEBODY.search(line)
    if whose in {"my", "our"}:
        if somebody:
            return ()
    elif not re.search(rf"\b{re.escape(whose[:-2])}\b", line, re.IGNORECASE):
        return ()
    days = [each for each in periods(line, today) if (each.end - each.start).days == _ONE_DAY]
    if not days:
        return ()
    if _YEARLY.search(what):
        return recurring(days[0].start.month, days[0].start.day, today)
    return tuple(days)
