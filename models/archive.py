"""An archive: the archival memory that one agent writes to and several may read."""

from datetime import datetime

from sqlmodel import Field

from models.columns import IDS_NEVER_RETURN, UtcDateTime, new_uid, utc_now
from models.row import Row


class Archive(Row, table=True):
    """A set of passages."""

    __table_args__ = IDS_NEVER_RETURN

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid("archive"), unique=True)
    name: str
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
