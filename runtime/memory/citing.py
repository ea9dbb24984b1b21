"""What cites a message leads to it: lines of core memory, and facts, each with the time in which it holds.

A line may be worded quite unlike the message it rests on ("Pet: Biscuit" for "We took a puppy home, Biscuit"), so
it is one more key to it. Of two facts that tell the same (one *slot*, as where somebody lives) the one that holds
counts more; where a question speaks of a time, only those count that held then.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log1p
from typing import TYPE_CHECKING

from sqlmodel import col, select

from models.columns import microseconds
from models.journal import line_digest
from models.tables import AgentBlock, Block, Fact, JournalEntry, JournalEvidence, JournalLine
from runtime.memory import question
from runtime.memory.period import midnight

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.memory.period import Period

_LEAST = 0.5
"""So much of what is asked for has to stand in a line."""
_ENDED = 0.5
"""What holds no more counts so much, where no time was asked for."""
_ENDINGS = ("ing", "ed", "es", "s", "e")
_LEAST_ROOT = 3


@dataclass(frozen=True, slots=True)
class Key:
    """A text that cites a message, and from when until when it holds, in microseconds; None: until now."""

    message_id: int
    text: str
    start: int
    end: int | None = None
    slot: str = ""


@dataclass(slots=True)
class Cited:
    """Which messages are led to, how surely, 0 to 1; and which of them by what held at the time asked for."""

    shares: dict[int, float] = field(default_factory=dict)
    held: set[int] = field(default_factory=set)


def cited(session: Session, agent_id: int, words: Sequence[str], times: Sequence[Period]) -> Cited:
    """The messages that are cited by what has these words."""
    sought = {root(word) for word in words if not question.is_of_time(word)}
    found = Cited()
    if not sought:
        return found
    keys = [*_facts(session, agent_id, sought), *_lines(session, agent_id)]
    shares = _shares(sought, keys)
    slots: dict[str, float] = {}
    for key, share in shares.items():
        slots[key.slot] = max(share, slots.get(key.slot, 0.0))
    for key, own in shares.items():
        share = max(own, slots[key.slot]) if key.slot else own
        counts = _counts(key, times)
        if share >= _LEAST and counts:
            found.shares[key.message_id] = max(share * counts, found.shares.get(key.message_id, 0.0))
            if times:
                found.held.add(key.message_id)
    return found


def told(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """What facts say of messages, in their words, with the day on which one ceased to hold."""
    facts = select(Fact).where(col(Fact.message_id).in_(list(ids)), col(Fact.status) != "asked").order_by(col(Fact.id))
    found: dict[int, list[str]] = {}
    for fact in session.exec(facts):
        until = f", until {fact.valid_until.date()}" if fact.valid_until else ""
        found.setdefault(fact.message_id, []).append(f"{fact.statement}{until}")
    return {each: "; ".join(statements) for each, statements in found.items()}


def _shares(sought: set[str], keys: Sequence[Key]) -> dict[Key, float]:
    """How much of what is asked for stands in each, a word counting the more the fewer of them have it.

    So "Ann's dog" is not told by a line about another's dog, where there are many dogs and one Ann.
    """
    found = {key: sought.intersection(map(root, question.words(key.text))) for key in keys}
    often = Counter(word for words in found.values() for word in words)
    weights = {word: log1p(len(found) / max(1, often[word])) for word in sought}
    whole = sum(weights.values())
    return {key: sum(weights[word] for word in words) / whole for key, words in found.items()}


def root(word: str) -> str:
    """A word without its ending, so that "lives", "lived" and "living" are one. English, and rough."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_ROOT:
            return word[: -len(ending)]
    return word


def _counts(key: Key, times: Sequence[Period]) -> float:
    """How much a key counts for a question of some times, or of none."""
    if not times:
        return 1.0 if key.end is None else _ENDED
    spans = ((microseconds(midnight(each.start)), microseconds(midnight(each.end))) for each in times)
    return float(any(key.start < end and (key.end is None or start < key.end) for start, end in spans))


def _facts(session: Session, agent_id: int, sought: Iterable[str]) -> Iterator[Key]:
    """The agent's facts that have any of the roots, and all others of their slots."""
    rows = session.connection().exec_driver_sql(
        "WITH found AS (SELECT id, slot FROM fact WHERE agent_id = ?1 AND status != 'asked' AND EXISTS"
        " (SELECT 1 FROM json_each(?2) WHERE instr(lower(statement), value)))"
        " SELECT message_id, statement, valid_from, valid_until, slot FROM fact WHERE agent_id = ?1"
        " AND status != 'asked' AND (id IN (SELECT id FROM found)"
        " OR slot != '' AND slot IN (SELECT slot FROM found)) ORDER BY id",
        (agent_id, json.dumps(list(sought))),
    )
    yield from (Key(*row) for row in rows)


def _lines(session: Session, agent_id: int) -> Iterator[Key]:
    """The lines of core memory that rest on a message."""
    blocks = select(Block.id, Block.value).join(AgentBlock, col(AgentBlock.block_id) == col(Block.id))
    for block_id, value in session.exec(blocks.where(AgentBlock.agent_id == agent_id)).all():
        lines = {line_digest(line): line for line in value.split("\n") if line.strip()}
        query = (
            select(JournalEvidence.message_id, JournalLine.digest, JournalEntry.created_at)
            .join(JournalEntry, col(JournalEntry.id) == col(JournalEvidence.journal_id))
            .join(JournalLine, col(JournalLine.journal_id) == col(JournalEntry.id))
            .where(JournalLine.block_id == block_id, col(JournalLine.digest).in_(list(lines)))
        )
        for message_id, digest, at in session.exec(query):
            yield Key(message_id, lines[digest], microseconds(at))
