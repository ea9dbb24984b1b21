"""An archive: the archival memory that one agent writes to and several may read."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.columns import UtcDateTime, new_uid, utc_now


class Archive(SQLModel, table=True):
    """A set of passages."""

    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid("archive"), unique=True)
    name: str
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
