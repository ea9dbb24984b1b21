"""Keeping what is put together from facts up to date in archival memory: made, made anew, or taken out.

What the person took back or removed is left as it is. Each text is one commit, one line of the report, and cites the
words of the person that its facts cite.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlmodel import col, select

from models.row import append
from models.tables import JournalEntry, Passage, Sleep, SleepChange
from runtime.memory import archival, standing
from runtime.memory.charter import Charter
from runtime.memory.journal import Cause, Source
from runtime.sleep import facts
from runtime.sleep.consent import Consent, Wish
from runtime.sleep.derived import Derived, derived
from runtime.sleep.lines import cited
from runtime.sleep.report import DERIVED
from runtime.sleep.taking_back import take_back
from runtime.sleep.unanswered import unanswered

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.engine import Engine

ASKED_SINCE = timedelta(days=30)
"""A question that had no answer is kept in mind for so long."""
MADE = "Put together from what you said."
ANEW = "What it rests on has changed."
GONE = "What it rested on is no longer so."


@dataclass(frozen=True, slots=True)
class Due:
    """A text to be made, made anew or taken out; one of the two is there."""

    old: Passage | None
    new: Derived | None


def derive(engine: Engine, sleep_id: int, consent: Consent, look: Callable[[], None]) -> None:
    """Bring all of it up to date. ``look`` is called between two commits, and may raise."""
    while True:
        written = engine.memory.written
        with engine.reading() as session:
            began = session.get_one(Sleep, sleep_id).created_at
            pending = [(each, consent.to(wish(each))) for each in due(session, engine, began, look)]
        for each, say in pending:
            look()
            if say == "unasked":
                continue
            with engine.writing() as session:
                if engine.memory.written != written:
                    break  # somebody else wrote meanwhile: look anew
                change = _commit(session, engine, sleep_id, each)
                if say == "no":
                    take_back(session, engine, change)
            written += 1
        else:
            return


def wish(each: Due) -> Wish:
    """That it is brought up to date, as the report shows it."""
    before = each.old.text.split("\n") if each.old else []
    after = each.new.text.split("\n") if each.new else []
    gone = [line for line in before if line not in after]
    come = [line for line in after if line not in before]
    return Wish(DERIVED, "archival", "\n".join(gone), "\n".join(come))


def sources(session: Session, each: Due) -> Sequence[Source]:
    """The words of the person that it rests on, or rested on."""
    return facts.evidence(session, each.new.facts) if each.new else cited(session, _made_by(session, each.old))


def reason(each: Due) -> str:
    """Why, without anything personal."""
    return GONE if each.new is None else ANEW if each.old else MADE


def due(session: Session, engine: Engine, now: datetime, look: Callable[[], None] = lambda: None) -> list[Due]:
    """What is not as it should be."""
    charter = Charter.read(session)
    oldest = now - timedelta(days=charter.passage_days) if charter.passage_days else None
    known = [
        each
        for each in facts.every(session, engine.place.agent_id, look)
        if not charter.forbidden(each.said.line) and (oldest is None or each.valid_from >= oldest)
    ]
    asked = [
        each
        for each in unanswered(session, engine.place.agent_id, now - ASKED_SINCE)
        if not charter.forbidden(each.text)
    ]
    wanted = derived(known, now.astimezone(engine.zone), asked, look)
    present, left_alone = _present(session, engine.place.archive_id)
    changed = [
        Due(present.get(heading), new)
        for heading, new in wanted.items()
        if heading not in left_alone and (heading not in present or present[heading].text != new.text)
    ]
    gone = [Due(old, None) for heading, old in present.items() if heading not in wanted and heading not in left_alone]
    return changed + gone


def _present(session: Session, archive_id: int) -> tuple[dict[str, Passage], set[str]]:
    """The texts that stand there by their headings, and the headings that the person does not want changed."""
    query = (
        select(JournalEntry)
        .join(SleepChange, col(SleepChange.id) == col(JournalEntry.sleep_change_id))
        .where(SleepChange.kind == DERIVED, JournalEntry.target == "passage", col(JournalEntry.undoes_id).is_(None))
    )
    entries = session.exec(query).all()
    ids = {each.target_id for each in entries}
    passages = session.exec(select(Passage).where(col(Passage.id).in_(ids), Passage.archive_id == archive_id))
    undone = standing.undo_of(session, [each.id or 0 for each in entries])
    left_alone = {_heading(each) for each in entries if each.id in undone}
    by_hand = select(JournalEntry).where(
        JournalEntry.target == "passage",
        JournalEntry.cause == "person",
        JournalEntry.action == "delete",
        col(JournalEntry.undoes_id).is_(None),
        col(JournalEntry.target_id).in_(ids),
    )
    removed = session.exec(by_hand).all()
    brought_back = standing.undo_of(session, [each.id or 0 for each in removed])
    left_alone |= {_heading(each) for each in removed if each.id not in brought_back}
    return {each.text.split("\n")[0]: each for each in passages}, left_alone


def _heading(entry: JournalEntry) -> str:
    return (entry.after or entry.before or "").split("\n")[0]


def _commit(session: Session, engine: Engine, sleep_id: int, each: Due) -> SleepChange:
    change = SleepChange(sleep_id=sleep_id, kind=DERIVED, label="archival", reason=reason(each))
    cause = Cause("sleep", sources=tuple(sources(session, each)), sleep_change_id=append(session, change))
    if each.old and each.old.id is not None:
        archival.remove(session, session.get_one(Passage, each.old.id), cause)
    if each.new:
        archival.insert(session, engine.place.archive_id, each.new.text, (each.new.tag,), cause)
    return change


def _made_by(session: Session, passage: Passage | None) -> Sequence[int]:
    """The changes that made a passage."""
    made = select(JournalEntry.id).where(JournalEntry.target == "passage", JournalEntry.action == "create")
    return [each for each in session.exec(made.where(JournalEntry.target_id == (passage.id if passage else 0))) if each]
