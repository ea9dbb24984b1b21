"""The memory as it was at a moment: blocks, system prompt, summary, passages, messages. A read of the journal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from models.block import CHAR_LIMIT
from models.columns import microseconds, moment
from models.tables import Agent, AgentBlock, Block, JournalEntry, Message, Passage, Summary
from runtime import reading
from runtime.views import BlockView, MessageView, PassageView

if TYPE_CHECKING:
    from sqlalchemy import Row
    from sqlmodel import Session

    from runtime.engine import Engine

_UNTIL = "AND j.field = ? AND j.created_at <= ? ORDER BY j.created_at DESC, j.id DESC LIMIT 1"
_SINCE = "AND j.field = ? AND j.created_at > ? ORDER BY j.created_at, j.id LIMIT 1"
_CHANGE = 'SELECT action, "before", "after", details FROM journal AS j WHERE j.target = ? AND j.target_id = ? '
_PRESENT_PASSAGES = f"""
SELECT p.id FROM passage AS p WHERE p.archive_id = ? AND p.created_at <= ? AND coalesce(
    (SELECT action FROM journal AS j WHERE j.target = 'passage' AND j.target_id = p.id {_UNTIL}), 'create'
) <> 'delete' ORDER BY p.created_at DESC, p.id DESC LIMIT ?
"""  # noqa: S608 (its own words)
_NEWEST_PASSAGE = """
SELECT max(target_id) FROM journal WHERE target = 'passage' AND action = 'create' AND created_at <= ?
"""
_GONE_PASSAGES = """
SELECT max(j.id) FROM journal AS j WHERE j.target = 'passage' AND j.action = 'delete' AND j.created_at > ?
AND j.target_id <= ? AND NOT EXISTS (SELECT 1 FROM passage AS p WHERE p.id = j.target_id)
GROUP BY j.target_id ORDER BY j.target_id DESC LIMIT ?
"""
_FIELDS = ("value", "label", "description", "char_limit", "read_only")


@dataclass(frozen=True, slots=True)
class Memory:
    """The memory at ``at``. ``instructions`` None: the built-in system prompt. ``summary`` is the conversation's.

    ``passages``: the newest of archival memory, newest first; ``messages``: the newest said until then, newest last.
    A block's ``version`` is that of today, for nothing can be written into the past.
    """

    at: datetime
    instructions: str | None
    blocks: tuple[BlockView, ...]
    summary: str
    passages: tuple[PassageView, ...]
    messages: tuple[MessageView, ...]


def as_of(engine: Engine, at: datetime, *, conversation_id: int, limit: int = 20) -> Memory:
    """The memory as it was at ``at``, an aware time; up to ``limit`` passages and messages of it."""
    place = engine.place
    with engine.reading() as session:
        past = _Past(session, at)
        return Memory(
            at,
            past.instructions(place.agent_id),
            past.blocks(place.agent_id),
            past.summary(conversation_id),
            past.passages(place.archive_id, limit),
            past.messages(conversation_id, limit),
        )


class _Past:
    """One moment, read in one session."""

    def __init__(self, session: Session, at: datetime) -> None:
        self._session, self._at = session, at
        self._db, self._until = session.connection(), microseconds(at)

    def instructions(self, agent_id: int) -> str | None:
        row = self._change("agent", agent_id)
        if row is not None:
            text: str | None = row.after
            return text
        later = self._change("agent", agent_id, later=True)
        agent = self._session.get_one(Agent, agent_id)
        return later.before if later is not None else agent.system_prompt

    def blocks(self, agent_id: int) -> tuple[BlockView, ...]:
        """The blocks that the agent has now and had then, and those that it had then and lost since."""
        present = (
            select(Block, AgentBlock.position)
            .join(AgentBlock, col(AgentBlock.block_id) == col(Block.id))
            .where(AgentBlock.agent_id == agent_id)
        )
        found = {block.id or 0: (position, _fields(block)) for block, position in self._session.exec(present)}
        agent = self._session.get_one(Agent, agent_id).uid
        deleted = (
            select(JournalEntry)
            .where(JournalEntry.target == "block", JournalEntry.action == "delete")
            .where(JournalEntry.created_at > self._at)
        )
        for row in self._session.exec(deleted):
            details = row.details or {}
            if details.get("agent", agent) == agent and row.target_id not in found:
                fields = {"value": row.before or "", "label": row.label, **details}
                found[row.target_id] = (details.get("position", len(found)), fields)
        views = [
            (position, self._block(block_id, fields))
            for block_id, (position, fields) in found.items()
            if self._existed("block", block_id, fields.get("created_at"))
        ]
        return tuple(view for _, view in sorted(views, key=lambda pair: (pair[0], pair[1].id)))

    def summary(self, conversation_id: int) -> str:
        query = select(Summary.text).where(Summary.conversation_id == conversation_id, Summary.created_at <= self._at)
        return self._session.exec(query.order_by(col(Summary.id).desc()).limit(1)).first() or ""

    def messages(self, conversation_id: int, limit: int) -> tuple[MessageView, ...]:
        query = select(Message).where(Message.conversation_id == conversation_id, Message.created_at <= self._at)
        rows = self._session.exec(query.order_by(col(Message.id).desc()).limit(limit)).all()
        return tuple(reading.message_view(each) for each in reversed(rows))

    def passages(self, archive_id: int, limit: int) -> tuple[PassageView, ...]:
        """The newest of those that are there still, and of those that went since."""
        ids = (
            self._db.exec_driver_sql(_PRESENT_PASSAGES, (archive_id, self._until, "value", self._until, limit))
            .scalars()
            .all()
        )
        present = self._session.exec(select(Passage).where(col(Passage.id).in_(ids))).all()
        views = [self._passage(each) for each in reading.passage_views(self._session, present)]
        newest = self._db.exec_driver_sql(_NEWEST_PASSAGE, (self._until,)).scalar() or 0
        gone = self._db.exec_driver_sql(_GONE_PASSAGES, (self._until, newest, limit)).scalars().all()
        for entry in self._session.exec(select(JournalEntry).where(col(JournalEntry.id).in_(gone))):
            view = _gone(entry)
            if view.created_at <= self._at and self._existed("passage", view.id, None):
                views.append(self._passage(view))
        return tuple(sorted(views, key=lambda each: (each.created_at, each.id), reverse=True)[:limit])

    def _passage(self, view: PassageView) -> PassageView:
        """A passage as it was before the first change that came afterwards."""
        later = self._change("passage", view.id, later=True)
        if later is None or later.action == "create":
            return view
        details = json.loads(later.details) if later.details else {}
        return replace(view, text=later.before or "", tags=tuple(details.get("tags", view.tags)))

    def _block(self, block_id: int, now: Mapping[str, Any]) -> BlockView:
        then = {name: self._field(block_id, name, now[name]) for name in _FIELDS if name in now}
        return BlockView(
            block_id,
            str(then["label"]),
            str(then.get("description", "")),
            str(then["value"]),
            int(then.get("char_limit", CHAR_LIMIT)),
            then.get("read_only") in {True, "True"},
            int(now.get("version", 1)),
        )

    def _field(self, block_id: int, field: str, now: object) -> Any:  # noqa: ANN401 - a text, or what the block has
        row = self._change("block", block_id, field)
        if row is not None:
            return row.after or ""
        later = self._change("block", block_id, field, later=True)
        return now if later is None or later.before is None else later.before

    def _existed(self, target: str, target_id: int, created_at: int | None) -> bool:
        row = self._change(target, target_id)
        if row is not None:
            return bool(row.action != "delete")
        later = self._change(target, target_id, later=True)
        if later is not None:
            return bool(later.action != "create")
        return created_at is None or created_at <= self._until

    def _change(self, target: str, target_id: int, field: str = "value", *, later: bool = False) -> Row[Any] | None:
        """The last change of it until then, or the first one after."""
        query = _CHANGE + (_SINCE if later else _UNTIL)
        return self._db.exec_driver_sql(query, (target, target_id, field, self._until)).first()


def _fields(block: Block) -> dict[str, Any]:
    named = {name: getattr(block, name) for name in (*_FIELDS, "version")}
    return named | {"created_at": microseconds(block.created_at)}


def _gone(entry: JournalEntry) -> PassageView:
    details = entry.details or {}
    created = details.get("created_at")
    tags = details.get("tags", [each for each in entry.label.split(", ") if each])
    at = moment(created) if created is not None else entry.created_at
    return PassageView(entry.target_id, details.get("uid", ""), entry.before or "", tuple(tags), at)
