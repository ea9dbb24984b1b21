"""A document whose text was cut into passages of an archive."""

from datetime import datetime

from sqlmodel import Field

from models.columns import IDS_NEVER_RETURN, UtcDateTime, new_uid, utc_now
from models.row import Row


class Document(Row, table=True):
    """A file the person gave to read. ``digest``: SHA-256 of its bytes, so that a changed one is read again.

    ``status``: ``waiting``, ``read`` or ``failed`` (with a sentence in ``problem``).
    """

    __table_args__ = IDS_NEVER_RETURN

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid("document"), unique=True)
    archive_id: int = Field(foreign_key="archive.id", index=True)
    path: str = Field(index=True)
    digest: str = Field(index=True)
    title: str = ""
    mime: str = ""
    status: str = Field(default="waiting", index=True)
    problem: str | None = None
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
