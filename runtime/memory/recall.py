"""Recall memory: every message ever, stored with its index entries within the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import col, select

from models import search_index
from models.row import append
from models.tables import Message
from runtime.memory.branches import branches

if TYPE_CHECKING:
    from sqlmodel import Session

SPOKEN = ("user", "assistant")
"""The roles whose texts are indexed: a tool's result only repeats what stands elsewhere."""
_AT_ONCE = 1_000


def add(session: Session, message: Message) -> Message:
    """Store a message; if something was said in it, index it with its speaker and what was said before it."""
    append(session, message)
    if message.role in SPOKEN and message.text:
        index(session, message)
    return message


def index(session: Session, message: Message) -> None:
    """Make a stored message searchable, with its speaker and what was said before it."""
    search_index.index_message(session, message, _before(session, message) or "", message.role)


def index_new(session: Session, message_ids: Sequence[int]) -> None:
    """Make stored messages searchable that are new, oldest first: for many, a tenth of the time of each by itself."""
    for start in range(0, len(message_ids), _AT_ONCE):
        query = select(Message).where(
            col(Message.id).in_(message_ids[start : start + _AT_ONCE]),
            col(Message.role).in_(SPOKEN),
            Message.text != "",
        )
        search_index.index_messages(session, session.exec(query.order_by(col(Message.id))))


def count(session: Session, agent_id: int) -> int:
    """How many messages the agent's recall memory holds."""
    return session.exec(select(func.count()).select_from(Message).where(Message.agent_id == agent_id)).one()


def containing(session: Session, conversation_id: int, words: str) -> list[int]:
    """The spoken messages that are shown of a conversation and hold the words, in whatever case, oldest first."""
    query = select(Message.id, Message.text, Message.turn_id).where(
        Message.conversation_id == conversation_id, col(Message.role).in_(SPOKEN), Message.text != ""
    )
    sought = words.casefold()
    hidden = branches(session, conversation_id).hidden
    rows = session.exec(query.order_by(col(Message.id)))
    return [
        row_id
        for row_id, text, turn_id in rows
        if row_id is not None and turn_id not in hidden and sought in text.casefold()
    ]


def conversations_of(session: Session, message_ids: Sequence[int]) -> dict[int, int]:
    """The conversation in which each of the messages was said; those that are gone are left out."""
    query = select(Message.id, Message.conversation_id).where(col(Message.id).in_(message_ids))
    return {row_id: conversation_id for row_id, conversation_id in session.exec(query) if row_id is not None}


def between(
    session: Session, agent_id: int, start: datetime | None, end: datetime | None, limit: int, before_id: int
) -> list[Message]:
    """What was said from ``start`` to before ``end``, oldest first, the newest ``limit`` of it, before a message."""
    query = select(Message).where(
        Message.agent_id == agent_id,
        col(Message.role).in_(SPOKEN),
        Message.text != "",
        col(Message.id) < before_id,
    )
    if start:
        query = query.where(Message.created_at >= start)
    if end:
        query = query.where(Message.created_at < end)
    return list(reversed(session.exec(query.order_by(col(Message.id).desc()).limit(limit)).all()))


def _before(session: Session, message: Message) -> str | None:
    query = (
        select(Message.text)
        .where(
            Message.conversation_id == message.conversation_id,
            col(Message.role).in_(SPOKEN),
            Message.text != "",
            col(Message.id) < message.id,
        )
        .order_by(col(Message.id).desc())
    )
    return session.exec(query.limit(1)).first()
