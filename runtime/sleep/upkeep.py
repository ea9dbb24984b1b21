"""What sleep does beside tidying: passages leave that are older than is wanted, and the indexes are kept quick."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import col, select

from models import upkeep
from models.row import append
from models.tables import Passage, SleepChange
from runtime.memory import archival
from runtime.memory.charter import BOUND, Charter
from runtime.memory.journal import Cause

if TYPE_CHECKING:
    from runtime.engine import Engine

EXPIRED = "It is older than you want passages to be kept."


def expire(engine: Engine, sleep_id: int, look: Callable[[], None]) -> None:
    """Take out what turns and sleeps put away too long ago, one passage a commit. ``look`` may raise between two."""
    while True:
        look()
        with engine.writing() as session:
            days = Charter.read(session).passage_days
            if not days:
                return
            old = select(Passage).where(
                Passage.archive_id == engine.place.archive_id,
                col(Passage.source).in_(BOUND),
                col(Passage.created_at) < engine.clock() - timedelta(days=days),
            )
            passage = session.exec(old.order_by(col(Passage.id)).limit(1)).first()
            if passage is None:
                return
            change = SleepChange(sleep_id=sleep_id, kind="expired", label="archival", reason=EXPIRED)
            archival.remove(session, passage, Cause("sleep", sleep_change_id=append(session, change)))


def merge_index(engine: Engine, look: Callable[[], None]) -> None:
    """Merge the parts of the full-text indexes, a little in each transaction. ``look`` may raise between two."""
    more = True
    while more:
        look()
        with engine.writing() as session:
            more = upkeep.merge(session)
