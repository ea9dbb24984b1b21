"""Which changes of the journal stand, and which were taken back.

A change that is taken back has a row whose ``undoes_id`` names it: an undo. An undo that is itself taken back, by a
row that names the undo, was redone, and the change stands again. There is no third level: taking a redo back is
undoing the change once more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, exists, func
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from models.tables import JournalEntry, SleepChange

if TYPE_CHECKING:
    from sqlmodel import Session
    from sqlmodel.sql.expression import SelectOfScalar

_Undo, _Redo, _Undone = aliased(JournalEntry), aliased(JournalEntry), aliased(JournalEntry)
_REDONE = exists().where(col(_Redo.undoes_id) == col(_Undo.id))
_TAKEN_BACK = exists().where(col(_Undo.undoes_id) == col(JournalEntry.id)).where(~_REDONE)
_ORIGINAL = col(JournalEntry.undoes_id).is_(None)


def latest(session: Session) -> JournalEntry | None:
    """The newest change that can be taken back: made by a turn, a sleep, an import or the person, and standing."""
    query = select(JournalEntry).where(_ORIGINAL, JournalEntry.cause != "start", JournalEntry.target != "summary")
    return session.exec(query.where(~_TAKEN_BACK).order_by(col(JournalEntry.id).desc()).limit(1)).first()


def latest_undo(session: Session) -> JournalEntry | None:
    """The newest undo that was not redone."""
    return session.exec(_undos().order_by(col(JournalEntry.id).desc()).limit(1)).first()


def of_turn(session: Session, turn_id: int) -> list[JournalEntry]:
    """What a turn changed and stands, the newest first; summaries are no one's to take back."""
    return _standing(session, col(JournalEntry.turn_id) == turn_id)


def of_line(session: Session, sleep_change_id: int) -> list[JournalEntry]:
    """What stands of a line of a sleep's report, the newest first."""
    return _standing(session, col(JournalEntry.sleep_change_id) == sleep_change_id)


def undos_of_turn(session: Session, turn_id: int) -> list[JournalEntry]:
    """The undos of what a turn changed, the newest first."""
    return list(session.exec(_undos().where(_Undone.turn_id == turn_id).order_by(col(JournalEntry.id).desc())))


def undos_of_sleep(session: Session, sleep_id: int) -> list[JournalEntry]:
    """The undos of what a sleep changed, the newest first."""
    lines = select(SleepChange.id).where(SleepChange.sleep_id == sleep_id)
    query = _undos().where(col(_Undone.sleep_change_id).in_(lines))
    return list(session.exec(query.order_by(col(JournalEntry.id).desc())))


def undo_of(session: Session, change_ids: Sequence[int]) -> dict[int, int]:
    """The row that took each of these changes back, where one did and was not taken back itself."""
    redone = exists().where(col(_Redo.undoes_id) == col(JournalEntry.id))
    query = select(JournalEntry).where(col(JournalEntry.undoes_id).in_(change_ids), ~redone)
    return {each.undoes_id or 0: each.id or 0 for each in session.exec(query)}


def original(session: Session, entry: JournalEntry) -> JournalEntry:
    """The change that an undo or a redo is about; of a change, itself."""
    while entry.undoes_id is not None:
        entry = session.get_one(JournalEntry, entry.undoes_id)
    return entry


def _standing(session: Session, of: ColumnElement[bool]) -> list[JournalEntry]:
    query = select(JournalEntry).where(of, _ORIGINAL, JournalEntry.target != "summary").where(~_TAKEN_BACK)
    return list(session.exec(query.order_by(col(JournalEntry.id).desc())))


def _undos() -> SelectOfScalar[JournalEntry]:
    redone = exists().where(col(_Redo.undoes_id) == col(JournalEntry.id))
    query = select(JournalEntry).join(_Undone, col(_Undone.id) == col(JournalEntry.undoes_id))
    # Undos are few. Said otherwise, SQLite begins with all the changes that undo nothing, to see which were undone.
    few = col(JournalEntry.undoes_id) > 0
    return query.where(few, func.coalesce(_Undone.undoes_id, 0) == 0, ~redone)
