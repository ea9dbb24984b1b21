"""Who may come in through an API door: tokens, known only by their digests."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.columns import UtcDateTime, utc_now


class AccessToken(SQLModel, table=True):
    """A token of an API door. ``digest``: SHA-256 of the token; the token itself is shown once and never stored."""

    __tablename__ = "access"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    digest: str = Field(unique=True)
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
