"""A message of recall memory: everything ever said, called, returned or told, in the order of ``id``."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from models.columns import IDS_NEVER_RETURN, JSON_OBJECT, UtcDateTime, new_uid, utc_now
from models.row import Row


class Message(Row, table=True):
    """One message. ``role``: ``user``, ``assistant`` (a tool call), ``tool`` (its result) or ``event``.

    A call and its result share ``step_id``. ``arguments`` belongs to a call and ``ok`` to a result.
    ``text`` and ``arguments`` never change once written; ``in_context`` is what eviction turns off.
    ``tokens`` is the size in the prompt as last counted by the LLM in use.
    """

    __table_args__ = (
        Index("ix_message_in_context", "conversation_id", "in_context"),
        Index("ix_message_agent_time", "agent_id", "created_at"),
        IDS_NEVER_RETURN,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid("message"), unique=True)
    agent_id: int = Field(foreign_key="agent.id")
    conversation_id: int = Field(foreign_key="conversation.id", index=True)
    turn_id: int | None = Field(default=None, foreign_key="turn.id", index=True)
    step_id: int | None = Field(default=None, foreign_key="step.id")
    role: str
    text: str = ""
    tool: str | None = None
    arguments: Mapping[str, Any] | None = Field(default=None, sa_type=JSON_OBJECT)
    ok: bool | None = None
    in_context: bool = True
    tokens: int | None = None
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
