"""A fact: what the person said, drawn out of one message and citing the span of it that says so."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from models.columns import IDS_NEVER_RETURN, UtcDateTime, new_uid, utc_now
from models.row import Row


class Fact(Row, table=True):
    """One statement with its evidence and the time in which it holds.

    ``start`` and ``end`` are character offsets into the message; ``statement`` is that span as a line of core memory.
    ``slot`` names what it tells (empty: not known) and ``value`` what it says of that; of two facts with one slot only
    the newer holds. ``valid_until`` is None while it holds, and ``replaced_by_id`` names the fact that ended it.
    ``status``: ``new``, ``placed`` (it was put into core memory or an archive once) or ``asked`` (the person decides).
    ``passage_id`` is the passage that holds it while core memory does not.
    """

    __table_args__ = (Index("ix_fact_agent_valid", "agent_id", "valid_until"), IDS_NEVER_RETURN)

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid("fact"), unique=True)
    agent_id: int = Field(foreign_key="agent.id")
    message_id: int = Field(foreign_key="message.id", ondelete="CASCADE", index=True)
    start: int
    end: int
    statement: str
    slot: str = ""
    value: str = ""
    status: str = "new"
    valid_from: datetime = Field(sa_type=UtcDateTime)
    valid_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    replaced_by_id: int | None = Field(default=None, foreign_key="fact.id", ondelete="SET NULL", index=True)
    passage_id: int | None = Field(default=None, foreign_key="passage.id", ondelete="SET NULL", index=True)
    sleep_id: int | None = Field(default=None, foreign_key="sleep.id", ondelete="SET NULL", index=True)
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
