"""The fact behind a line of a sleep's report: it goes when the line is taken back, and comes back when that is redone.

What brings it back is kept with the change that took the line back. Everything is named by its uid there, because
after an import ids are others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import col, select, update

from models.columns import microseconds, moment
from models.tables import Fact, JournalEntry, Message, Passage, SleepChange

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlmodel import Session

_AS_THEY_ARE = ("uid", "start", "end", "statement", "slot", "value", "status")
_TIMES = ("valid_from", "valid_until", "created_at")
_KEY = "fact"


def withdraw(session: Session, change: SleepChange) -> Mapping[str, Any] | None:
    """The line's fact is none any more, and what that one ended holds again; what :func:`keep` is to keep of it."""
    fact = session.get(Fact, change.fact_id) if change.fact_id else None
    if fact is None or change.kind not in {"added", "corrected"} or fact.sleep_id != change.sleep_id:
        return None
    kept: dict[str, Any] = {name: getattr(fact, name) for name in _AS_THEY_ARE}
    kept |= {name: _as_number(getattr(fact, name)) for name in _TIMES}
    kept["message"] = session.get_one(Message, fact.message_id).uid
    kept["passage"] = session.get_one(Passage, fact.passage_id).uid if fact.passage_id else None
    ended = session.exec(select(Fact).where(Fact.replaced_by_id == fact.id)).all()
    kept["ended"] = {each.uid: _as_number(each.valid_until) for each in ended}
    for each in ended:
        each.valid_until, each.replaced_by_id = None, None
        session.add(each)
    session.flush()
    session.delete(fact)
    session.flush()
    return kept


def keep(session: Session, undo: JournalEntry, fact: Mapping[str, Any] | None) -> None:
    """Have it with the change that took the line back, made in this very transaction."""
    if fact is not None:
        details = {**(undo.details or {}), _KEY: dict(fact)}
        session.exec(update(JournalEntry).where(col(JournalEntry.id) == undo.id).values(details=details))


def bring_back(session: Session, undo: JournalEntry) -> None:
    """The fact that went with this change, if one did and its message is there still."""
    kept = (undo.details or {}).get(_KEY)
    if kept is None or undo.undoes_id is None:
        return
    line = session.get(SleepChange, session.get_one(JournalEntry, undo.undoes_id).sleep_change_id or 0)
    message = session.exec(select(Message).where(Message.uid == kept["message"])).first()
    there = session.exec(select(Fact.id).where(Fact.uid == kept["uid"])).first()
    if line is None or message is None or there is not None:
        return
    passage = session.exec(select(Passage.id).where(Passage.uid == kept["passage"])).first()
    values: dict[str, Any] = {name: kept[name] for name in _AS_THEY_ARE}
    values |= {name: _as_time(kept[name]) for name in _TIMES}
    values |= {"agent_id": message.agent_id, "message_id": message.id, "passage_id": passage}
    fact = Fact(sleep_id=line.sleep_id, **values)
    session.add(fact)
    session.flush()
    line.fact_id = fact.id
    session.add(line)
    for each in session.exec(select(Fact).where(col(Fact.uid).in_(list(kept["ended"])))):
        if each.valid_until is None:
            each.valid_until, each.replaced_by_id = _as_time(kept["ended"][each.uid]), fact.id
            session.add(each)
    session.flush()


def _as_number(at: datetime | None) -> int | None:
    return None if at is None else microseconds(at)


def _as_time(number: int | None) -> datetime | None:
    return None if number is None else moment(number)
