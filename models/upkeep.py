"""Keeping the search index quick: what many transactions left behind is brought together, bit by bit.

Each transaction leaves a part of its own in a full-text index, and what is removed leaves blocks of codes half empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import code_blocks
from models.search_index import KINDS
from models.sides import serving

if TYPE_CHECKING:
    from sqlmodel import Session

_INDEXES = ("search_message_words", "search_passage_words")
PAGES = 100
"""Pages that one step may write: some milliseconds."""


def merge(session: Session) -> bool:
    """Merge some parts of the full-text indexes, or else pack some blocks, in the caller's transaction.

    Returns:
        Whether there may be more to merge.
    """
    return max(_merge(session, index) for index in _INDEXES) or _pack(session)


def _pack(session: Session) -> bool:
    db = session.connection()
    return max(code_blocks.rebuild(db, serving(db, kind)) > 0 for kind in KINDS)


def _merge(session: Session, index: str) -> bool:
    db = session.connection()
    before = db.exec_driver_sql("SELECT total_changes()").scalar_one()
    db.exec_driver_sql(f"INSERT INTO {index}({index}, rank) VALUES ('merge', {PAGES})")  # noqa: S608 (our own names)
    # By FTS5's documentation: a step that had nothing to do changes less than two rows.
    return bool(db.exec_driver_sql("SELECT total_changes()").scalar_one() - before >= 2)  # noqa: PLR2004
