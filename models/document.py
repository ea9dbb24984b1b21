"""A document whose text was cut into passages of an archive."""

from datetime import datetime

from sqlmodel import Field

from models.columns import IDS_NEVER_RETURN, UtcDateTime, new_uid, utc_now
from models.row import Row


class Document(Row, table=True):
    """A file the person gave to read. ``title``: its name, with the folders below its source.

    ``digest``: SHA-256 of the bytes that its passages were made from; empty where they are not all there.
    ``stamp``: what the file system said of the file, so that only a changed one is looked at again.
    ``status``: ``waiting``; ``storing``, while passages come and go; ``read``; ``failed``. ``problem``: a sentence.
    ``created_at``: the file's own time. ``pages``: as far as it has any.
    """

    __table_args__ = IDS_NEVER_RETURN

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid("document"), unique=True)
    archive_id: int = Field(foreign_key="archive.id", index=True)
    source_id: int | None = Field(default=None, foreign_key="source.id", ondelete="CASCADE", index=True)
    path: str = Field(index=True)
    digest: str = Field(default="", index=True)
    stamp: str = ""
    size: int = 0
    pages: int | None = None
    title: str = ""
    mime: str = ""
    status: str = Field(default="waiting", index=True)
    problem: str | None = None
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
