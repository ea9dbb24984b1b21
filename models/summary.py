"""A summary: what stands in for the evicted messages of a conversation."""

from datetime import datetime

from sqlmodel import Field

from models.columns import IDS_NEVER_RETURN, UtcDateTime, new_uid, utc_now
from models.row import Row


class Summary(Row, table=True):
    """The summary of every message up to ``through_message_id``, made from the one before it and the newly evicted.

    ``through_message_id`` carries no foreign key: it is a place in an order and stays true when that message
    is forgotten. The newest row of a conversation is the one in context.
    """

    __table_args__ = IDS_NEVER_RETURN

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid("summary"), unique=True)
    conversation_id: int = Field(foreign_key="conversation.id", index=True)
    text: str
    through_message_id: int
    previous_id: int | None = Field(default=None, foreign_key="summary.id", ondelete="SET NULL", index=True)
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
