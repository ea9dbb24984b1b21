"""Messages that are older than the person wants them kept leave recall memory, with the facts that rest on them.

Whole turns go, once they left the context: what stands before the LLM's eyes stays until it is evicted. Lines and
passages that were drawn from them stay, without the words that they rested on. To leave no byte of something is
:mod:`forget`'s affair.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import exists, or_
from sqlmodel import col, select

from models.tables import Message, Turn
from runtime.carry import kept
from runtime.events import MemoryRevised, Notice
from runtime.forgetting import messages, texts
from runtime.forgetting.mention import Mention
from runtime.memory.charter import Charter

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.engine import Engine

AT_ONCE = 20
"""Turns that go in one transaction, some milliseconds."""


def expire_messages(engine: Engine, look: Callable[[], None]) -> int:
    """Take out what is older than the rules want; how many messages that was. ``look`` may raise between two commits.

    On the runtime thread, between turns.
    """
    gone = 0
    while True:
        look()
        with engine.reading() as session:
            old = _old(session, engine.clock())
        if not old:
            break
        with engine.writing() as session:
            old = _old(session, engine.clock())
            _remove(session, old, engine.clock())
        gone += len(old)
    if gone:
        engine.drop_kept()
        engine.emit(MemoryRevised())
        engine.emit(Notice(f"{gone} messages are older than you want messages to be kept, and have left the memory."))
    return gone


def _old(session: Session, now: datetime) -> list[int]:
    """Row ids of the next ones to go."""
    days = Charter.read(session).message_days
    if not days:
        return []
    limit = now - timedelta(days=days)
    of_it = col(Message.turn_id) == col(Turn.id)
    staying = exists().where(of_it, or_(col(Message.in_context), col(Message.created_at) >= limit))
    turns = select(Turn.id).where(Turn.status == "ended", Turn.created_at < limit, exists().where(of_it), ~staying)
    going = session.exec(turns.order_by(col(Turn.id)).limit(AT_ONCE)).all()
    found = list(session.exec(select(Message.id).where(col(Message.turn_id).in_(going))))
    alone = select(Message.id).where(
        col(Message.turn_id).is_(None), Message.created_at < limit, col(Message.in_context).is_(False)
    )
    found += list(session.exec(alone.order_by(col(Message.id)).limit(AT_ONCE)))
    return [each for each in found if each is not None]


def _remove(session: Session, ids: Sequence[int], now: datetime) -> None:
    if not ids:
        return
    uids = session.exec(select(Message.uid).where(col(Message.id).in_(ids))).all()
    kept.redact(session, set(uids), lambda text: text)
    nothing = Mention(uids[0])  # stands in no text
    list(texts.facts(session, nothing, ids))
    list(messages.remove(session, ids, now))
