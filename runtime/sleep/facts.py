"""Facts: statements of the person with the span of the message that says so, and the time in which they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlmodel import col, select

from models.tables import Fact, Message
from runtime.memory.journal import Source
from runtime.sleep.own_words import Clause
from runtime.sleep.statement import Statement

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.sleep.ledger import Ledger

NEW = "new"
PLACED = "placed"
ASKED = "asked"
_PAGE = 200


@dataclass(frozen=True, slots=True)
class Known:
    """A stored fact and what it says. ``holds``: its validity has not ended."""

    id: int
    message_id: int
    said: Statement
    status: str
    valid_from: datetime
    valid_until: datetime | None
    replaced_by_id: int | None
    passage_id: int | None

    @property
    def holds(self) -> bool:
        """Whether it is taken to be true now."""
        return self.valid_until is None and self.status != ASKED


@dataclass(frozen=True, slots=True)
class Found:
    """A statement found in a message, and the fact that it takes the place of where the LLM saw that."""

    clause: Clause
    said: Statement
    instead_of: int | None = None


def every(session: Session, agent_id: int, look: Callable[[], None] = lambda: None) -> Iterator[Known]:
    """All facts of an agent, those whose validity ended too, in the order in which they were found.

    ``look`` is called from page to page and may raise.
    """
    query = select(Fact).where(Fact.agent_id == agent_id).order_by(col(Fact.id))
    for page in session.exec(query.execution_options(yield_per=_PAGE)).partitions():
        look()
        yield from map(known, page)


def add(session: Session, message: Message, found: Found, ledger: Ledger, sleep_id: int) -> None:
    """Store what was found, unless it is known already; facts that it contradicts end where it begins.

    A hedged statement ends nothing: it waits for the person's answer. ``ledger`` has every fact and follows.
    """
    if ledger.same(found.said):
        return
    seen = ledger.get(found.instead_of)
    older = {each.id: each for each in (*ledger.against(found.said), *([seen] if seen and seen.holds else []))}
    fact = Fact(
        agent_id=message.agent_id,
        message_id=message.id or 0,
        start=found.clause.start,
        end=found.clause.end,
        statement=found.said.line,
        slot=found.said.slot,
        value=found.said.value,
        status=ASKED if older and found.said.hedged else NEW,
        valid_from=message.created_at,
        sleep_id=sleep_id,
    )
    session.add(fact)
    session.flush()
    ledger.put(known(fact))
    if fact.status != ASKED:
        for each in older:
            ledger.put(end(session, each, fact.valid_from, fact.id))


def end(session: Session, fact_id: int, at: datetime, replaced_by_id: int | None = None) -> Known:
    """End a fact's validity."""
    fact = session.get_one(Fact, fact_id)
    fact.valid_until, fact.replaced_by_id = max(at, fact.valid_from), replaced_by_id
    session.add(fact)
    return known(fact)


def evidence(session: Session, fact_ids: Sequence[int]) -> tuple[Source, ...]:
    """The messages that facts rest on, each once, with the span from the first to the last of those it tells."""
    query = (
        select(Fact, Message)
        .join(Message, col(Message.id) == col(Fact.message_id))
        .where(col(Fact.id).in_(fact_ids))
        .order_by(col(Fact.id))
    )
    found: dict[int, Source] = {}
    for each, message in session.exec(query):
        seen = found.get(each.message_id)
        start, end = seen.place if seen and seen.place else (each.start, each.end)
        place = min(start, each.start), max(end, each.end)
        found[each.message_id] = Source(each.message_id, message.text, place)
    return tuple(found.values())


def known(fact: Fact) -> Known:
    """A row as a value."""
    assert fact.id is not None  # noqa: S101 - a stored row
    return Known(
        fact.id,
        fact.message_id,
        Statement(fact.statement, fact.slot, fact.value, fact.status == ASKED),
        fact.status,
        fact.valid_from,
        fact.valid_until,
        fact.replaced_by_id,
        fact.passage_id,
    )
