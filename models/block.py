"""A block of core memory: a labelled text that is always in context."""

from datetime import datetime

from sqlmodel import Field

from models.columns import IDS_NEVER_RETURN, UtcDateTime, new_uid, utc_now
from models.row import Row

CHAR_LIMIT = 2000


class Block(Row, table=True):
    """A labelled text of at most ``char_limit`` characters.

    Labels are unique within an agent, not within the file: two agents have a ``human`` each, or share one.
    ``version`` goes up by one with every change, so that an edit of an older value can be refused.
    """

    __table_args__ = IDS_NEVER_RETURN

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid("block"), unique=True)
    label: str
    description: str = ""
    value: str = ""
    char_limit: int = CHAR_LIMIT
    read_only: bool = False
    version: int = 1
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
