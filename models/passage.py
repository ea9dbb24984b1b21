"""A passage of archival memory and its tags."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.columns import IDS_NEVER_RETURN, UtcDateTime, new_uid, utc_now
from models.row import Row


class Passage(Row, table=True):
    """A text kept for later search. ``source``: ``turn``, ``person``, ``sleep``, ``import`` or ``document``.

    A passage that was cut from a document has its ``document_id`` and counts from 0 in ``position``; ``page`` counts
    from 1 where the document has pages, and ``heading`` is its name with the headings that it stands under.
    """

    __table_args__ = (
        Index("ix_passage_archive_time", "archive_id", "created_at"),
        IDS_NEVER_RETURN,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid("passage"), unique=True)
    archive_id: int = Field(foreign_key="archive.id")
    text: str
    source: str = "turn"
    document_id: int | None = Field(default=None, foreign_key="document.id", ondelete="CASCADE", index=True)
    position: int | None = None
    page: int | None = None
    heading: str = ""
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)


class PassageTag(Row, table=True):
    """A tag of a passage."""

    __tablename__ = "passage_tag"
    __table_args__ = (UniqueConstraint("passage_id", "tag"),)

    id: int | None = Field(default=None, primary_key=True)
    passage_id: int = Field(foreign_key="passage.id", ondelete="CASCADE")
    tag: str = Field(index=True)
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
