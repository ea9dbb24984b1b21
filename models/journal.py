"""The journal: every change of memory with before, after, cause and evidence. Rows are added, never changed."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from models.columns import IDS_NEVER_RETURN, UtcDateTime, new_uid, utc_now
from models.row import Row


class JournalEntry(Row, table=True):
    """One change.

    ``target``: ``block``, ``passage``, ``summary`` or ``agent``; ``target_id`` has no foreign key, because the
    journal outlives what it tells of. ``label`` names the block (or the field of an agent). ``action``:
    ``create``, ``update`` or ``delete``. ``cause``: ``turn``, ``person``, ``sleep``, ``import`` or ``start``.
    ``undoes_id`` is the entry that this one takes back, ``sleep_change_id`` the line of a sleep's report it belongs to.
    """

    __tablename__ = "journal"
    __table_args__ = (
        Index("ix_journal_target", "target", "target_id"),
        Index("ix_journal_label", "target", "label"),
        IDS_NEVER_RETURN,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid("change"), unique=True)
    target: str
    target_id: int
    label: str = ""
    action: str
    before: str | None = None
    after: str | None = None
    cause: str
    turn_id: int | None = Field(default=None, foreign_key="turn.id", index=True)
    step_id: int | None = Field(default=None, foreign_key="step.id")
    tool: str | None = None
    undoes_id: int | None = Field(default=None, foreign_key="journal.id", index=True)
    sleep_change_id: int | None = Field(default=None, foreign_key="sleep_change.id", ondelete="SET NULL", index=True)
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime, index=True)


class JournalEvidence(Row, table=True):
    """A message that a change rests on; ``start`` and ``end``: character offsets into its text, None for all of it."""

    __tablename__ = "journal_evidence"

    id: int | None = Field(default=None, primary_key=True)
    journal_id: int = Field(foreign_key="journal.id", ondelete="CASCADE", index=True)
    message_id: int = Field(foreign_key="message.id", ondelete="CASCADE", index=True)
    start: int | None = None
    end: int | None = None
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
