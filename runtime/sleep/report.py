"""What a sleep did, for window, terminal and JSON: each line with its evidence, and what it asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import col, select

from models.tables import Fact, JournalEntry, Message, Sleep, SleepChange, SleepQuestion
from runtime import reading
from runtime.memory.edits import lines_only_in
from runtime.views import ChangeView, EvidenceView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

DERIVED = "derived"
"""The kind of a text that was put together from facts."""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One change: added, corrected, merged, moved, expired or derived.

    ``before`` and ``after`` are lines, empty for none. ``label`` names the block, or ``archival``.
    ``undone``: it was taken back. ``waits``: it was not done, and is when the person says yes; its ``id`` is below 0.
    """

    id: int
    kind: str
    label: str
    before: str
    after: str
    reason: str
    evidence: tuple[EvidenceView, ...]
    undone: bool
    waits: bool = False


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What sleep did not dare to decide: the older line, and what was said against it."""

    id: int
    text: str
    older: str
    newer: str
    said_at: datetime
    evidence: EvidenceView


@dataclass(frozen=True, slots=True)
class SleepReport:
    """A sleep. ``ended_at`` None: it was interrupted and goes on next time, or it ``waits`` for the person's yes.

    ``asked`` is how often it asked the LLM, the tokens are what that read and wrote.
    """

    id: int
    began_at: datetime
    ended_at: datetime | None
    lines: tuple[ReportLine, ...]
    questions: tuple[OpenQuestion, ...]
    asked: int
    prompt_tokens: int
    generated_tokens: int
    waits: bool = False


def report(session: Session, agent_id: int, sleep_id: int | None = None) -> SleepReport | None:
    """The report of a sleep, of the newest where none is named; None where there is none."""
    query = select(Sleep).where(Sleep.agent_id == agent_id)
    if sleep_id is not None:
        query = query.where(Sleep.id == sleep_id)
    sleep = session.exec(query.order_by(col(Sleep.id).desc()).limit(1)).first()
    if sleep is None:
        return None
    changes = session.exec(
        select(SleepChange).where(SleepChange.sleep_id == sleep.id).order_by(col(SleepChange.id))
    ).all()
    questions = session.exec(
        select(SleepQuestion).where(SleepQuestion.sleep_id == sleep.id).order_by(col(SleepQuestion.id))
    ).all()
    return SleepReport(
        id=sleep.id or 0,
        began_at=sleep.created_at,
        ended_at=sleep.ended_at,
        lines=_lines(session, changes),
        questions=tuple(_question(session, each) for each in questions if each.answered_at is None),
        asked=sleep.asked,
        prompt_tokens=sleep.prompt_tokens,
        generated_tokens=sleep.generated_tokens,
        waits=sleep.status == "waiting",
    )


def counted(session: Session, sleep_id: int) -> tuple[int, int]:
    """How many lines and open questions the report of a sleep has, without reading it."""
    lines = select(func.count()).select_from(SleepChange).where(SleepChange.sleep_id == sleep_id)
    questions = select(func.count()).select_from(SleepQuestion).where(SleepQuestion.sleep_id == sleep_id)
    return session.exec(lines).one(), session.exec(questions.where(col(SleepQuestion.answered_at).is_(None))).one()


def _lines(session: Session, changes: Sequence[SleepChange]) -> tuple[ReportLine, ...]:
    entries = session.exec(
        select(JournalEntry.id, JournalEntry.sleep_change_id)
        .where(col(JournalEntry.sleep_change_id).in_([each.id for each in changes]))
        .where(col(JournalEntry.undoes_id).is_(None))
        .order_by(col(JournalEntry.id))
    ).all()
    lines_of = {row_id: change_id for row_id, change_id in entries if row_id and change_id}
    views: dict[int, list[ChangeView]] = {}
    for view in reading.changes(session, list(lines_of)):
        views.setdefault(lines_of[view.id], []).append(view)
    return tuple(_line(each, views.get(each.id or 0, [])) for each in changes)


def _line(change: SleepChange, entries: Sequence[ChangeView]) -> ReportLine:
    evidence = {each.message_id: each for entry in entries for each in entry.evidence}
    gone = [line for entry in entries for line in lines_only_in(entry.before, entry.after)]
    come = [line for entry in entries for line in lines_only_in(entry.after, entry.before)]
    if change.kind == DERIVED:  # made anew: what is in both is no change
        gone, come = [each for each in gone if each not in come], [each for each in come if each not in gone]
    return ReportLine(
        id=change.id or 0,
        kind=change.kind,
        label=change.label,
        before="\n".join(gone),
        after="\n".join(come),
        reason=change.reason,
        evidence=tuple(evidence.values()),
        undone=any(entry.undone_by is not None for entry in entries),
    )


def _question(session: Session, question: SleepQuestion) -> OpenQuestion:
    fact = session.get_one(Fact, question.fact_id)
    message = session.get_one(Message, fact.message_id)
    said = message.text[fact.start : fact.end]
    return OpenQuestion(
        id=question.id or 0,
        text=f"It says “{question.line}”, and you said “{said}” on {message.created_at:%d %B %Y}: which is right?",
        older=question.line,
        newer=fact.statement,
        said_at=message.created_at,
        evidence=EvidenceView(fact.message_id, message.text, fact.start, fact.end),
    )
