"""Undo and redo: of one change, of a whole turn, of a sleep. Each is one transaction, and itself a change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from models.tables import JournalEntry, Sleep, Turn
from runtime import reading
from runtime.errors import InputRefused
from runtime.history import facts
from runtime.history.reversing import Reversing
from runtime.memory import standing
from runtime.step import tell_changes

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.engine import Engine
    from runtime.views import ChangeView

Choose = Callable[["Session"], Iterable[JournalEntry]]


def undo(engine: Engine, change_id: int | None = None) -> ChangeView:
    """Take a change back, the newest one that stands where none is named; of an undo: redo it.

    Raises:
        InputRefused: there is no such change, nothing to undo, or it has been undone already.
        EditConflict: what it changed has been changed again since; the text says by what.
    """

    def choose(session: Session) -> list[JournalEntry]:
        if change_id is None:
            return _one(standing.latest(session), "There is nothing to undo.")
        entry = _entry(session, change_id)
        wanted = entry if entry.undoes_id is None or _is_undo(session, entry) else standing.original(session, entry)
        _refuse_undone(session, wanted)
        return [wanted]

    return _reversed(engine, choose)[0]


def redo(engine: Engine, change_id: int | None = None) -> ChangeView:
    """Do again what was undone: the newest undo, or that of the change that is named.

    Raises:
        InputRefused: there is no such change, nothing to redo, or it stands.
        EditConflict: what it changed has been changed again since; the text says by what.
    """

    def choose(session: Session) -> list[JournalEntry]:
        if change_id is None:
            return _one(standing.latest_undo(session), "There is nothing to redo.")
        wanted = standing.original(session, _entry(session, change_id))
        taken_back = standing.undo_of(session, [wanted.id or 0]).get(wanted.id or 0)
        if taken_back is None:
            raise InputRefused(f"Change {wanted.id} stands: it was not undone. Nothing was changed.")
        return [session.get_one(JournalEntry, taken_back)]

    return _reversed(engine, choose)[0]


def undo_turn(engine: Engine, turn_id: int) -> tuple[ChangeView, ...]:
    """Take back all that a turn changed in the memory and that stands; what was said stays in recall memory.

    Raises:
        InputRefused: there is no such turn, or nothing of it to undo.
        EditConflict: something of it has been changed again since; nothing was changed.
    """

    def choose(session: Session) -> list[JournalEntry]:
        return _some(_turn(session, turn_id), standing.of_turn(session, turn_id), f"turn {turn_id}", "undo")

    return _reversed(engine, choose)


def redo_turn(engine: Engine, turn_id: int) -> tuple[ChangeView, ...]:
    """Do again what was undone of a turn. Raises as :func:`undo_turn` does."""

    def choose(session: Session) -> list[JournalEntry]:
        return _some(_turn(session, turn_id), standing.undos_of_turn(session, turn_id), f"turn {turn_id}", "redo")

    return _reversed(engine, choose)


def redo_sleep(engine: Engine, sleep_id: int) -> tuple[ChangeView, ...]:
    """Do again what was undone of a sleep: its lines come back, and the facts behind them.

    Raises:
        InputRefused: there was no such sleep, or nothing of it is undone.
        EditConflict: something of it has been changed again since; nothing was changed.
    """

    def choose(session: Session) -> list[JournalEntry]:
        there = session.get(Sleep, sleep_id) is not None
        return _some(there, standing.undos_of_sleep(session, sleep_id), f"sleep {sleep_id}", "redo")

    return _reversed(engine, choose)


def _reversed(engine: Engine, choose: Choose) -> tuple[ChangeView, ...]:
    with engine.writing() as session:
        reversing = Reversing(engine, session)
        for entry in choose(session):
            reversing.reverse(entry)
            facts.bring_back(session, entry)
        session.flush()
        views = reading.changes(session, [each.id or 0 for each in reversing.changes])
    tell_changes(engine.emit, [each for each in reversing.changes if each.target == "block"], None)
    return views


def _entry(session: Session, change_id: int) -> JournalEntry:
    entry = session.get(JournalEntry, change_id)
    if entry is None:
        raise InputRefused(f"There is no change {change_id} in the journal.")
    return entry


def _is_undo(session: Session, entry: JournalEntry) -> bool:
    return session.get_one(JournalEntry, entry.undoes_id).undoes_id is None


def _refuse_undone(session: Session, entry: JournalEntry) -> None:
    taken_back = standing.undo_of(session, [entry.id or 0]).get(entry.id or 0)
    if taken_back is not None:
        how = "`redo` brings it back" if entry.undoes_id is None else "`undo` takes it back again"
        message = f"Change {entry.id} has been undone already, by change {taken_back}; {how}. Nothing was changed."
        raise InputRefused(message)


def _turn(session: Session, turn_id: int) -> bool:
    return session.get(Turn, turn_id) is not None


def _one(entry: JournalEntry | None, otherwise: str) -> list[JournalEntry]:
    if entry is None:
        raise InputRefused(otherwise)
    return [entry]


def _some(there: bool, entries: list[JournalEntry], of: str, what: str) -> list[JournalEntry]:  # noqa: FBT001
    if not there:
        raise InputRefused(f"There was no {of}. Nothing was changed.")
    if not entries:
        raise InputRefused(f"There is nothing to {what} of {of}.")
    return entries
