"""What still waits for its vector."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.columns import UtcDateTime, utc_now
from models.row import Row


class EmbeddingJob(Row, table=True):
    """A message or passage that waits for its vector, in the order of ``id``. ``kind``: ``message`` or ``passage``."""

    __tablename__ = "embedding_queue"
    __table_args__ = (UniqueConstraint("kind", "item_id"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    item_id: int
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
