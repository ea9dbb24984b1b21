"""A setting that travels with the memory file rather than with the machine."""

from datetime import datetime

from sqlmodel import Field

from models.columns import UtcDateTime, utc_now
from models.row import Row


class FileSetting(Row, table=True):
    """A named text: the agent in use, the embedder the vectors were made by, and the like."""

    __tablename__ = "file_setting"

    key: str = Field(primary_key=True)
    value: str
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
