"""What sleep does beside tidying: passages leave that are older than is wanted, and the indexes are kept quick."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import col, select

from models import upkeep
from models.row import append
from models.tables import JournalEntry, Passage, SleepChange
from runtime.memory import archival
from runtime.memory.charter import BOUND, Charter
from runtime.memory.journal import Cause
from runtime.sleep.consent import Consent, Wish
from runtime.sleep.taking_back import take_back

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.engine import Engine

EXPIRES = "expired"
EXPIRED = "It is older than you want passages to be kept."


def expiring(session: Session, engine: Engine, *ids: int) -> list[Passage]:
    """What turns and sleeps put away too long ago, but for what the person had brought back; of ``ids``, if given."""
    days = Charter.read(session).passage_days
    if not days:
        return []
    back = select(JournalEntry.target_id).where(
        JournalEntry.target == "passage", JournalEntry.action == "create", col(JournalEntry.undoes_id).is_not(None)
    )
    old = select(Passage).where(
        Passage.archive_id == engine.place.archive_id,
        col(Passage.source).in_(BOUND),
        col(Passage.created_at) < engine.clock() - timedelta(days=days),
        col(Passage.id).not_in(back),
    )
    if ids:
        old = old.where(col(Passage.id).in_(ids))
    return list(session.exec(old.order_by(col(Passage.id))))


def wish(passage: Passage) -> Wish:
    """That it leaves, as the report shows it."""
    return Wish(EXPIRES, "archival", "\n".join(line for line in passage.text.split("\n") if line), "")


def expire(engine: Engine, sleep_id: int, consent: Consent, look: Callable[[], None]) -> None:
    """Take them out, one passage a commit. ``look`` may raise between two."""
    with engine.reading() as session:
        old = [(each.id or 0, consent.to(wish(each))) for each in expiring(session, engine)]
    for passage_id, say in old:
        look()
        if say == "unasked":
            continue
        with engine.writing() as session:
            passage = next(iter(expiring(session, engine, passage_id)), None)
            if passage is None:
                continue  # somebody changed it, or the rule, meanwhile
            change = SleepChange(sleep_id=sleep_id, kind=EXPIRES, label="archival", reason=EXPIRED)
            append(session, change)
            archival.remove(session, passage, Cause("sleep", sleep_change_id=change.id))
            if say == "no":
                take_back(session, engine, change)


def merge_index(engine: Engine, look: Callable[[], None]) -> None:
    """Merge the parts of the full-text indexes, a little in each transaction. ``look`` may raise between two."""
    more = True
    while more:
        look()
        with engine.writing() as session:
            more = upkeep.merge(session)
