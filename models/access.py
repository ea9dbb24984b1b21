"""Who may come in through an API door: tokens, known only by their digests."""

from datetime import datetime

from sqlmodel import Field

from models.columns import UtcDateTime, utc_now
from models.row import Row


class AccessToken(Row, table=True):
    """A token of an API door. ``digest``: SHA-256 of the token; the token itself is shown once and never stored."""

    __tablename__ = "access"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    digest: str = Field(unique=True)
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
