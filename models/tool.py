"""A tool that is not built in: brought by an import or written by the person; disabled until read and enabled."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Field

from models.columns import IDS_NEVER_RETURN, JSON_OBJECT, UtcDateTime, new_uid, utc_now
from models.row import Row


class Tool(Row, table=True):
    """A tool. ``parameters`` is the JSON Schema of its arguments and ``source`` its code, never run unasked."""

    __table_args__ = IDS_NEVER_RETURN

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid("tool"), unique=True)
    name: str = Field(unique=True)
    description: str = ""
    parameters: Mapping[str, Any] = Field(default_factory=dict, sa_type=JSON_OBJECT)
    source: str = ""
    enabled: bool = False
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
