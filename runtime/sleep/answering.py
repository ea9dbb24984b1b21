"""The person's answer to what sleep did not dare to decide: what was said later holds, or what stood there before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.tables import Fact, SleepQuestion
from runtime.errors import InputRefused, ToolFailed
from runtime.memory.core import CoreMemory
from runtime.memory.journal import Cause
from runtime.sleep import facts
from runtime.sleep.statement import Statement, certain
from runtime.sleep.work import rewritten
from runtime.step import tell_changes

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.tables import JournalEntry
    from runtime.engine import Engine


def answer(engine: Engine, question_id: int, *, newer: bool) -> None:
    """Decide an open question.

    Raises:
        InputRefused: there is no such question, it is answered, or the newer line has no room; nothing was changed.
    """
    changes: list[JournalEntry] = []
    try:
        with engine.writing() as session:
            question = session.get(SleepQuestion, question_id)
            if question is None or question.answered_at is not None:
                raise InputRefused(f"There is no open question {question_id}.")
            fact = session.get_one(Fact, question.fact_id)
            if newer:
                changes = _take(session, engine, question, fact)
            else:
                facts.end(session, question.fact_id, fact.valid_from)
                fact.status = facts.PLACED
            question.answered_at = engine.clock()
            session.add(question)
    except ToolFailed as refusal:
        raise InputRefused(str(refusal).partition(": ")[2]) from refusal
    tell_changes(engine.emit, changes, None)


def _take(session: Session, engine: Engine, question: SleepQuestion, fact: Fact) -> list[JournalEntry]:
    """What was said later is a fact, and takes the place of the older line."""
    said = Statement(fact.statement, fact.slot, fact.value)
    for each in list(facts.every(session, fact.agent_id)):
        if each.holds and each.id != fact.id and each.said.contradicts(said):
            facts.end(session, each.id, fact.valid_from, fact.id)
    fact.statement, fact.status = certain(fact.statement), facts.NEW
    session.add(fact)
    core = CoreMemory(
        session, engine.place.agent_id, Cause("person", sources=facts.evidence(session, (question.fact_id,)))
    )
    # The line may have been put into its block only after the question was asked.
    block = next((each for each in core.blocks() if question.line in each.value.split("\n")), None)
    if block is not None:
        core.write(block, rewritten(block.value, question.line, fact.statement))
        fact.status = facts.PLACED
    return core.changes
