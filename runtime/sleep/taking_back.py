"""Taking back what a sleep did: one line of its report, or all of it in one transaction.

A line is taken back by itself, whatever was written into its block since: the lines that it brought go, those that it
took out come back. Where the person has changed those very lines meanwhile, it is refused and nothing changes.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlmodel import col, select

from models.tables import Block, Fact, JournalEntry, Passage, Sleep, SleepChange
from runtime.errors import EditConflict, InputRefused
from runtime.memory import archival
from runtime.memory.core import CoreMemory
from runtime.memory.journal import Cause
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
        if change is None or not (entries := _standing(session, [change_id])):
            raise InputRefused(f"There is no line {change_id} of a sleep's report that can be taken back.")
        made = _take_back(session, engine, change, entries)
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
            entries = _standing(session, [change.id])
            if entries:
                made += _take_back(session, engine, change, entries)
                undone += 1
    tell_changes(engine.emit, made, None)
    return undone


def _standing(session: Session, change_ids: list[int | None]) -> list[JournalEntry]:
    """The journal rows of a line that no other row has taken back, the newest first."""
    undone = select(JournalEntry.undoes_id).where(col(JournalEntry.undoes_id).is_not(None))
    query = (
        select(JournalEntry)
        .where(col(JournalEntry.sleep_change_id).in_(change_ids), col(JournalEntry.undoes_id).is_(None))
        .where(col(JournalEntry.id).not_in(undone))
    )
    return list(session.exec(query.order_by(col(JournalEntry.id).desc())))


def _take_back(
    session: Session, engine: Engine, change: SleepChange, entries: list[JournalEntry]
) -> list[JournalEntry]:
    made: list[JournalEntry] = []
    _forget_fact(session, change)
    for entry in entries:
        cause = Cause("person", undoes_id=entry.id)
        if entry.target == "block":
            core = CoreMemory(session, engine.place.agent_id, cause)
            core.write(_block(session, entry), _reversed(session, entry))
            made += core.changes
        elif entry.before is None:
            archival.remove(session, _passage(session, entry), cause)
        else:
            archival.insert(session, engine.place.archive_id, entry.before, (), cause)
    return made


def _forget_fact(session: Session, change: SleepChange) -> None:
    """What the line was made from is a fact no more, and what that one ended holds again."""
    fact = session.get(Fact, change.fact_id) if change.fact_id else None
    if fact is None or change.kind not in {"added", "corrected"} or fact.sleep_id != change.sleep_id:
        return
    for older in session.exec(select(Fact).where(Fact.replaced_by_id == fact.id)).all():
        older.valid_until, older.replaced_by_id = None, None
        session.add(older)
    session.flush()
    session.delete(fact)
    session.flush()


def _reversed(session: Session, entry: JournalEntry) -> str:
    """The block's present text with this one change taken out of it."""
    before, after, rows = (_rows(each) for each in (entry.before, entry.after, _block(session, entry).value))
    gone, come = list((Counter(before) - Counter(after)).elements()), Counter(after) - Counter(before)
    place = min(before.index(gone[0]), len(rows)) if gone else 0
    for line in come.elements():
        if line not in rows:
            raise _changed(entry)
        place = rows.index(line)
        del rows[place]
    return "\n".join([*rows[:place], *gone, *rows[place:]])


def _rows(value: str | None) -> list[str]:
    return value.split("\n") if value else []


def _block(session: Session, entry: JournalEntry) -> Block:
    block = session.get(Block, entry.target_id)
    if block is None:
        raise _changed(entry)
    return block


def _passage(session: Session, entry: JournalEntry) -> Passage:
    passage = session.get(Passage, entry.target_id)
    if passage is None or passage.text != entry.after:
        raise _changed(entry)
    return passage


def _changed(entry: JournalEntry) -> EditConflict:
    where = f"the block '{entry.label}'" if entry.target == "block" else "archival memory"
    return EditConflict(f"What sleep changed in {where} has been changed since then. Nothing was taken back.")
