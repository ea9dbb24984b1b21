"""From rows to views: what the window and the terminal show, read in a read-only session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlmodel import col, or_, select

from models.tables import JournalEntry, JournalEvidence, Message, Passage, Step, Turn
from runtime.memory import archival, branches, standing
from runtime.memory.branches import Branches
from runtime.memory.core import CoreMemory
from runtime.memory.journal import Cause
from runtime.views import BlockView, ChangeView, EvidenceView, MessageView, PassageView, StepView

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.tables import Block
    from runtime.memory.search import Hit

MICROSECONDS = 1_000_000


def blocks(session: Session, agent_id: int) -> tuple[BlockView, ...]:
    """The agent's blocks in order."""
    return tuple(block_view(each) for each in CoreMemory(session, agent_id, Cause("person")).blocks())


def block_view(block: Block) -> BlockView:
    """A block's picture."""
    return BlockView(
        _id(block.id),
        block.label,
        block.description,
        block.value,
        block.char_limit,
        block.read_only,
        block.version,
    )


def messages(
    session: Session, conversation_id: int, *, limit: int, before_id: int | None = None
) -> tuple[MessageView, ...]:
    """The newest messages of a conversation before one of them, oldest first, with how their turns ended."""
    branched = branches.branches(session, conversation_id)
    query = select(Message).where(Message.conversation_id == conversation_id)
    if branched.hidden:
        query = query.where(or_(col(Message.turn_id).is_(None), col(Message.turn_id).not_in(branched.hidden)))
    if before_id is not None:
        query = query.where(col(Message.id) < before_id)
    rows = session.exec(query.order_by(col(Message.id).desc()).limit(limit)).all()
    turns = {each.turn_id for each in rows}
    ended = {each.id: each for each in session.exec(select(Turn).where(col(Turn.id).in_(turns)))}
    return tuple(_message_of_turn(each, ended.get(each.turn_id), branched) for each in reversed(rows))


def _message_of_turn(message: Message, turn: Turn | None, branched: Branches) -> MessageView:
    view = message_view(message)
    if turn is None:
        return view
    versions = branched.of(turn.id) if message.role == "user" else ()
    return replace(view, stop_reason=turn.stop_reason, problem=turn.problem or "", versions=versions)


def messages_hit(session: Session, hits: Sequence[Hit]) -> tuple[MessageView, ...]:
    """The messages a search found, best first."""
    rows = {each.id: each for each in session.exec(select(Message).where(col(Message.id).in_([h.id for h in hits])))}
    return tuple(message_view(rows[each.id], each.score) for each in hits if each.id in rows)


def message_view(message: Message, score: float | None = None) -> MessageView:
    """A message's picture."""
    return MessageView(
        id=_id(message.id),
        uid=message.uid,
        role=message.role,
        text=message.text,
        created_at=message.created_at,
        turn_id=message.turn_id,
        in_context=message.in_context,
        tool=message.tool,
        arguments=message.arguments,
        score=score,
    )


def passages(session: Session, archive_id: int, *, limit: int) -> tuple[PassageView, ...]:
    """The newest passages of an archive, newest first."""
    query = select(Passage).where(Passage.archive_id == archive_id).order_by(col(Passage.id).desc()).limit(limit)
    return passage_views(session, list(session.exec(query)))


def passages_hit(session: Session, hits: Sequence[Hit]) -> tuple[PassageView, ...]:
    """The passages a search found, best first."""
    scores = {each.id: each.score for each in hits}
    rows = {each.id: each for each in session.exec(select(Passage).where(col(Passage.id).in_(list(scores))))}
    return passage_views(session, [rows[each] for each in scores if each in rows], scores)


def passage_views(
    session: Session, rows: Sequence[Passage], scores: Mapping[int, float] | None = None
) -> tuple[PassageView, ...]:
    """Passages' pictures, in this order."""
    found = scores or {}
    tags = archival.tags_of(session, [_id(each.id) for each in rows])
    return tuple(
        PassageView(
            _id(each.id),
            each.uid,
            each.text,
            tuple(tags[_id(each.id)]),
            each.created_at,
            found.get(_id(each.id)),
            each.heading,
            each.page,
        )
        for each in rows
    )


def journal(
    session: Session, *, limit: int, label: str | None = None, change_id: int | None = None
) -> tuple[ChangeView, ...]:
    """The newest changes of memory, newest first; of one block, or one change alone."""
    query = select(JournalEntry).order_by(col(JournalEntry.id).desc()).limit(limit)
    if label is not None:
        query = query.where(JournalEntry.target == "block", JournalEntry.label == label)
    if change_id is not None:
        query = query.where(JournalEntry.id == change_id)
    return _change_views(session, session.exec(query).all())


def changes(session: Session, change_ids: Sequence[int]) -> tuple[ChangeView, ...]:
    """These changes, in this order."""
    rows = {each.id: each for each in session.exec(select(JournalEntry).where(col(JournalEntry.id).in_(change_ids)))}
    return _change_views(session, [rows[each] for each in change_ids if each in rows])


def steps(session: Session, turn_id: int) -> tuple[StepView, ...]:
    """The steps of a turn, first to last."""
    query = select(Step).where(Step.turn_id == turn_id).order_by(col(Step.number))
    told = session.exec(select(Message).where(Message.turn_id == turn_id, col(Message.step_id).is_not(None))).all()
    calls = {each.step_id: each for each in told if each.role == "assistant"}
    results = {each.step_id: each for each in told if each.role == "tool"}
    return tuple(_step_view(each, calls.get(each.id), results.get(each.id)) for each in session.exec(query))


def _evidence(session: Session, journal_ids: Sequence[int]) -> dict[int, tuple[EvidenceView, ...]]:
    query = (
        select(JournalEvidence, Message)
        .join(Message, col(Message.id) == col(JournalEvidence.message_id))
        .where(col(JournalEvidence.journal_id).in_(journal_ids))
        .order_by(col(JournalEvidence.id))
    )
    found: dict[int, tuple[EvidenceView, ...]] = {}
    for row, message in session.exec(query):
        view = EvidenceView(row.message_id, message.text, row.start, row.end)
        found[row.journal_id] = (*found.get(row.journal_id, ()), view)
    return found


def _change_views(session: Session, entries: Sequence[JournalEntry]) -> tuple[ChangeView, ...]:
    ids = [_id(each.id) for each in entries]
    evidence, undone = _evidence(session, ids), standing.undo_of(session, ids)
    return tuple(_change_view(each, evidence.get(_id(each.id), ()), undone.get(_id(each.id))) for each in entries)


def _change_view(entry: JournalEntry, evidence: tuple[EvidenceView, ...], undone_by: int | None) -> ChangeView:
    return ChangeView(
        id=_id(entry.id),
        at=entry.created_at,
        target=entry.target,
        label=entry.label,
        action=entry.action,
        field=entry.field,
        before=entry.before,
        after=entry.after,
        cause=entry.cause,
        turn_id=entry.turn_id,
        tool=entry.tool,
        evidence=evidence,
        undone_by=undone_by,
        undoes=entry.undoes_id,
    )


def _step_view(step: Step, call: Message | None, result: Message | None) -> StepView:
    return StepView(
        turn_id=step.turn_id,
        number=step.number,
        tool=step.tool,
        arguments=(call.arguments if call else None) or {},
        ok=bool(result and result.ok),
        result=result.text if result else "",
        thinking=step.thinking,
        prompt_tokens=step.prompt_tokens,
        reused_tokens=step.reused_tokens,
        prefilled_tokens=step.prefilled_tokens,
        generated_tokens=step.generated_tokens,
        prefill_seconds=step.prefill_us / MICROSECONDS,
        decode_seconds=step.decode_us / MICROSECONDS,
    )


def _id(row_id: int | None) -> int:
    assert row_id is not None  # noqa: S101 - a stored row
    return row_id
