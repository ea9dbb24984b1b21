"""Taking back what a sleep did: one line of its report, or all of it in one transaction.

A line is taken back by itself, whatever was written into its block since: the lines that it brought go, those that it
took out come back. Where the person has changed those very lines meanwhile, it is refused and nothing changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from models.tables import JournalEntry, Sleep, SleepChange
from runtime.errors import InputRefused
from runtime.history import facts
from runtime.history.reversing import Reversing
from runtime.memory import standing
from runtime.step import tell_changes

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.engine import Engine


def undo_line(engine: Engine, change_id: int) -> None:
    """Take one line of a report back.

    Raises:
        InputRefused: there is no such line, or it was taken back already.
        EditConflict: what it changed has been changed since; nothing was changed.
    """
    with engine.writing() as session:
        change = session.get(SleepChange, change_id)
        if change is None or not standing.of_line(session, change_id):
            raise InputRefused(f"There is no line {change_id} of a sleep's report that can be taken back.")
        made = take_back(session, engine, change)
    tell_changes(engine.emit, made, None)


def undo_sleep(engine: Engine, sleep_id: int) -> int:
    """Take back all that a sleep changed and that was not taken back yet, the newest first.

    Returns:
        How many lines of its report were taken back.

    Raises:
        InputRefused: there is no such sleep.
        EditConflict: something of it has been changed since; nothing was changed.
    """
    made: list[JournalEntry] = []
    undone = 0
    with engine.writing() as session:
        if session.get(Sleep, sleep_id) is None:
            raise InputRefused(f"There was no sleep {sleep_id}.")
        query = select(SleepChange).where(SleepChange.sleep_id == sleep_id).order_by(col(SleepChange.id).desc())
        for change in session.exec(query).all():
            if standing.of_line(session, change.id or 0):
                made += take_back(session, engine, change)
                undone += 1
    tell_changes(engine.emit, made, None)
    return undone


def take_back(session: Session, engine: Engine, change: SleepChange) -> list[JournalEntry]:
    """Take back what stands of a line, in the caller's transaction; the changes of blocks that this is.

    Raises:
        EditConflict: what it changed has been changed since.
    """
    entries = standing.of_line(session, change.id or 0)
    fact = facts.withdraw(session, change)
    reversing = Reversing(engine, session)
    for entry in entries:
        reversing.reverse(entry)
    facts.keep(session, reversing.changes[-1], fact)
    return [each for each in reversing.changes if each.target == "block"]
