"""A file or folder that the person gave to read."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.columns import IDS_NEVER_RETURN, UtcDateTime, new_uid, utc_now
from models.row import Row


class Source(Row, table=True):
    """What documents come from: they are all files under ``path``, or the one file that it is.

    ``scanned_at``: when it was last compared with the disk. ``problem``: why it could not be, or not whole.
    """

    __table_args__ = (UniqueConstraint("archive_id", "path"), IDS_NEVER_RETURN)

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid("source"), unique=True)
    archive_id: int = Field(foreign_key="archive.id")
    path: str
    paused: bool = False
    problem: str | None = None
    scanned_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
