"""Messages that go, and what of steps and turns goes with them, in the caller's transaction.

A call and its result are one step and go together. A turn that loses its question keeps its other messages in recall
memory, but they leave the context, where an answer without its question would stand; one that loses everything goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlmodel import col, delete, select, update

from models import search_index
from models.tables import JournalEntry, Message, Step, Turn
from runtime.forgetting.mention import Mention
from runtime.forgetting.trace import Trace, Wanted, lost

if TYPE_CHECKING:
    from sqlmodel import Session


def found(session: Session, wanted: Wanted) -> list[int]:
    """The messages that go: those that name the text, those named, and the other halves of their steps. Row ids.

    A tool's result only repeats what stands elsewhere: it stays and loses its lines.
    """
    rows = session.connection().exec_driver_sql("SELECT id, step_id, role, text, arguments FROM message").all()
    naming = [
        each
        for each in rows
        if each.id in wanted.messages
        or (each.role != "tool" and wanted.mention.stands_in(each.text))
        or (each.arguments and wanted.mention.stands_in(each.arguments))
    ]
    steps = {each.step_id for each in naming if each.step_id is not None}
    chosen = {each.id for each in naming}
    return [each.id for each in rows if each.id in chosen or each.step_id in steps]


def remove(session: Session, ids: Sequence[int], now: datetime) -> Iterator[Trace]:
    """Take messages out of the memory, their index entries, steps and empty turns too."""
    rows = [session.get_one(Message, each) for each in ids]
    turns = sorted({each.turn_id for each in rows if each.turn_id is not None})
    steps = sorted({each.step_id for each in rows if each.step_id is not None})
    for row in rows:
        yield Trace("message", row.id or 0, row.text or str(row.arguments or ""))
        search_index.remove(session, "message", row.id or 0)
        session.delete(row)
    session.flush()
    for step_id in steps:
        session.exec(update(JournalEntry).where(col(JournalEntry.step_id) == step_id).values(step_id=None))
        session.exec(delete(Step).where(col(Step.id) == step_id))
    for turn_id in turns:
        _mend(session, turn_id, now)


def results(session: Session, mention: Mention) -> Iterator[Trace]:
    """Results of tools lose the lines that name the text."""
    for row in session.exec(select(Message).where(Message.role == "tool")).all():
        rest = mention.cut(row.text)
        if rest != row.text:
            yield Trace("message", row.id or 0, lost(row.text, rest), whole=False)
            row.text, row.tokens = rest, None
            session.add(row)
    session.flush()


def _mend(session: Session, turn_id: int, now: datetime) -> None:
    """Leave the turn whole without the messages that are gone."""
    left = session.exec(select(Message).where(Message.turn_id == turn_id)).all()
    steps = session.exec(select(Step).where(Step.turn_id == turn_id).order_by(col(Step.number))).all()
    for number, step in enumerate(steps, 1):
        if step.number != number:
            step.number = number
            session.add(step)
            session.flush()
    turn = session.get_one(Turn, turn_id)
    session.refresh(turn)
    if not left and not steps:
        session.exec(update(JournalEntry).where(col(JournalEntry.turn_id) == turn_id).values(turn_id=None))
        session.delete(turn)
    elif turn.message_id is None:
        for message in left:
            message.in_context = False
            session.add(message)
        if turn.status != "ended":
            turn.status, turn.stop_reason, turn.ended_at = "ended", "cancelled", now
            session.add(turn)
    session.flush()
