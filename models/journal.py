"""The journal: every change of memory with before, after, cause and evidence. Rows are added, never changed."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from models.columns import IDS_NEVER_RETURN, JSON_OBJECT, UtcDateTime, new_uid, utc_now
from models.row import Row


class JournalEntry(Row, table=True):
    """One change.

    ``target``: ``block``, ``passage``, ``summary`` or ``agent``; ``target_id`` has no foreign key, because the
    journal outlives what it tells of. ``label`` names the block (or the field of an agent). ``action``:
    ``create``, ``update`` or ``delete``. ``cause``: ``turn``, ``person``, ``sleep``, ``import`` or ``start``.
    ``field`` is what of a block ``before`` and ``after`` tell of: ``value``, ``label``, ``description``, ``read_only``
    or ``char_limit``. ``details`` has, of what was deleted, everything else that brings it back as it was; of a
    passage that was changed, its ``tags`` and ``tags_after``.
    ``undoes_id`` is the entry that this one takes back, ``sleep_change_id`` the line of a sleep's report it belongs to.
    """

    __tablename__ = "journal"
    __table_args__ = (
        Index("ix_journal_target", "target", "target_id", "field", "created_at"),
        Index("ix_journal_moment", "target", "action", "created_at", "target_id"),
        Index("ix_journal_label", "target", "label"),
        IDS_NEVER_RETURN,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid("change"), unique=True)
    target: str
    target_id: int
    label: str = ""
    action: str
    field: str = "value"
    before: str | None = None
    after: str | None = None
    details: Mapping[str, Any] | None = Field(default=None, sa_type=JSON_OBJECT)
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


class JournalLine(Row, table=True):
    """A line that a change brought into a block, by its ``digest``, so that where it came from is found at once."""

    __tablename__ = "journal_line"
    __table_args__ = (Index("ix_journal_line_digest", "block_id", "digest", "journal_id"),)

    id: int | None = Field(default=None, primary_key=True)
    journal_id: int = Field(foreign_key="journal.id", ondelete="CASCADE", index=True)
    block_id: int
    digest: int = Field(sa_type=BigInteger)
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)


def line_digest(line: str) -> int:
    """64 bits of BLAKE2b of a line, without the spaces around it, as SQLite holds a number."""
    return int.from_bytes(blake2b(line.strip().encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)


def lines_brought(before: str | None, after: str | None) -> set[int]:
    """The digests of the lines that a change of a block brought into it."""
    kept = set((before or "").split("\n"))
    return {line_digest(line) for line in (after or "").split("\n") if line.strip() and line not in kept}
