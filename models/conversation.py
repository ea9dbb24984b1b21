"""A conversation: one thread of messages of one agent; an agent has one or many."""

from datetime import datetime

from sqlmodel import Field

from models.columns import IDS_NEVER_RETURN, UtcDateTime, new_uid, utc_now
from models.row import Row


class Conversation(Row, table=True):
    """One thread of messages. ``origin``: where it was held: ``chat``, ``import`` or ``api``.

    ``tip_id``: the last turn of the branch that is shown, None: the newest turn.
    """

    __table_args__ = IDS_NEVER_RETURN

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid("conversation"), unique=True)
    agent_id: int = Field(foreign_key="agent.id", index=True)
    title: str = ""
    origin: str = "chat"
    pinned: bool = False
    archived_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    tip_id: int | None = Field(default=None, foreign_key="turn.id", ondelete="SET NULL", index=True)
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
