"""A sleep: one tidying of the memory while the person was away, its changes and what it did not dare to decide."""

from datetime import datetime

from sqlmodel import Field

from models.columns import IDS_NEVER_RETURN, UtcDateTime, new_uid, utc_now
from models.row import Row


class Sleep(Row, table=True):
    """One sleep. ``status``: ``running`` (also while it is interrupted), ``waiting`` for a yes, or ``ended``.

    It reads the messages after ``after_message_id`` up to ``through_message_id``; those up to ``read_message_id`` are
    done. These carry no foreign key, because they are places in an order. The tokens are what its LLM read and wrote.
    """

    __table_args__ = IDS_NEVER_RETURN

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid("sleep"), unique=True)
    agent_id: int = Field(foreign_key="agent.id", index=True)
    status: str = "running"
    after_message_id: int
    through_message_id: int
    read_message_id: int
    asked: int = 0
    prompt_tokens: int = 0
    prefilled_tokens: int = 0
    generated_tokens: int = 0
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class SleepChange(Row, table=True):
    """One line of a sleep's report; the journal rows that name it hold the texts and the evidence.

    ``kind``: ``added``, ``corrected``, ``merged``, ``moved`` or ``derived``. ``reason`` says why, without naming
    anything personal. ``fact_id`` is the fact that was placed.
    """

    __tablename__ = "sleep_change"

    id: int | None = Field(default=None, primary_key=True)
    sleep_id: int = Field(foreign_key="sleep.id", ondelete="CASCADE", index=True)
    kind: str
    label: str = ""
    reason: str = ""
    fact_id: int | None = Field(default=None, foreign_key="fact.id", ondelete="SET NULL", index=True)
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)


class SleepQuestion(Row, table=True):
    """What sleep did not dare to decide: the ``fact`` speaks against the ``line`` of the block ``label``."""

    __tablename__ = "sleep_question"

    id: int | None = Field(default=None, primary_key=True)
    sleep_id: int = Field(foreign_key="sleep.id", ondelete="CASCADE", index=True)
    fact_id: int = Field(foreign_key="fact.id", ondelete="CASCADE", index=True)
    label: str
    line: str
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
