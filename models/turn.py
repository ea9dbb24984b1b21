"""A turn: from an input to the end of the reply. The rows that have not ended are the queue."""

from datetime import datetime

from sqlmodel import Field

from models.columns import IDS_NEVER_RETURN, UtcDateTime, new_uid, utc_now
from models.row import Row


class Turn(Row, table=True):
    """One turn, queued in the order of ``id``.

    ``trigger``: ``user``, ``sleep`` or ``api``. ``status``: ``waiting``, ``running`` or ``ended``.
    ``message_id`` is its input and turns None where that message was forgotten. ``stop_reason`` is one of
    :data:`runtime.events.StopReason`, with a sentence in ``problem`` where it is ``error``. ``related``: the lines of
    core memory that stood beside its input in the prompt, as they stood there. ``edits_id``: the turn in whose place
    it stands, for its message was edited; ``after_id``: the turn that it follows, where that is not the one before it
    in the conversation (:mod:`runtime.memory.branches`).
    """

    __table_args__ = IDS_NEVER_RETURN

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid("turn"), unique=True)
    agent_id: int = Field(foreign_key="agent.id")
    conversation_id: int = Field(foreign_key="conversation.id", index=True)
    message_id: int | None = Field(default=None, foreign_key="message.id", ondelete="SET NULL", index=True)
    trigger: str = "user"
    status: str = Field(default="waiting", index=True)
    stop_reason: str | None = None
    problem: str | None = None
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    related: str = ""
    edits_id: int | None = Field(default=None, foreign_key="turn.id", ondelete="SET NULL", index=True)
    after_id: int | None = Field(default=None, foreign_key="turn.id", ondelete="SET NULL", index=True)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
