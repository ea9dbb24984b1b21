"""What must be true of a memory file at every instant, and what more once all turns have ended.

``broken(session)`` gives a sentence for each thing that is not: an empty list is a whole file.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from sqlalchemy import text
from sqlmodel import Session, col, select

from models.tables import Block, Conversation, JournalEntry, JournalEvidence, Message, Passage, Step, Summary, Turn

REPLIED = {"end_turn", "max_steps"}


def broken(session: Session, *, finished: bool = False) -> list[str]:
    """Everything that does not hold. ``finished``: no turn may be waiting or running any more."""
    checks = [_pages, _steps, _turns, _journal, _blocks, _passages, _contexts]
    found = [problem for check in checks for problem in check(session)]
    return found + list(_finished(session)) if finished else found


def _pages(session: Session) -> Iterator[str]:
    """SQLite's own checks, foreign keys included, and SQLCipher's of every page."""
    for (problem,) in session.connection().execute(text("PRAGMA integrity_check")):
        if problem != "ok":
            yield f"integrity: {problem}"
    for row in session.connection().execute(text("PRAGMA foreign_key_check")):
        yield f"foreign key: {row}"
    for (problem,) in session.connection().execute(text("PRAGMA cipher_integrity_check")):
        yield f"cipher: {problem}"


def _steps(session: Session) -> Iterator[str]:
    """A step has its one call and that call's one result, in this order; steps of a turn count from 1 without a gap."""
    messages = defaultdict(list)
    for message in session.exec(select(Message).where(col(Message.step_id).is_not(None)).order_by(col(Message.id))):
        messages[message.step_id].append(message)
    numbers: dict[int, list[int]] = defaultdict(list)
    for step in session.exec(select(Step).order_by(col(Step.id))):
        own = messages.pop(step.id, [])
        numbers[step.turn_id].append(step.number)
        if [each.role for each in own] != ["assistant", "tool"]:
            yield f"step {step.id} has the messages {[each.role for each in own]}"
        elif any(each.tool != step.tool or each.turn_id != step.turn_id for each in own):
            yield f"step {step.id} ({step.tool}) and its messages differ: {own}"
        if step.prefix_id is None:
            yield f"step {step.id} has no prefix"
    yield from (f"messages of no step: {each}" for each in messages.values())
    for turn_id, found in numbers.items():
        if found != list(range(1, len(found) + 1)):
            yield f"the steps of turn {turn_id} are numbered {found}"
    for message in session.exec(select(Message).where(col(Message.role).in_(["assistant", "tool"]))):
        if message.step_id is None:
            yield f"message {message.id} ({message.role}) belongs to no step"


def _turns(session: Session) -> Iterator[str]:
    """A message has one turn, a turn one message; it has one reply if it ended with one, and never two."""
    turns = session.exec(select(Turn)).all()
    asked = Counter(each.message_id for each in turns)
    yield from (f"message {key} has {count} turns" for key, count in asked.items() if key is None or count != 1)
    replies: Counter[int | None] = Counter(
        session.exec(
            select(Message.turn_id).where(
                Message.role == "tool", Message.tool == "send_message", col(Message.ok).is_(True)
            )
        )
    )
    for turn in turns:
        message = session.get(Message, turn.message_id)
        if message is None or message.role != "user" or message.turn_id != turn.id:
            yield f"turn {turn.id} answers {message}"
        if replies[turn.id] > 1:
            yield f"turn {turn.id} was answered {replies[turn.id]} times"
        if (turn.status == "ended") != (turn.stop_reason is not None) or (turn.status == "ended") != bool(
            turn.ended_at
        ):
            yield f"turn {turn.id} is {turn.status} with {turn.stop_reason} at {turn.ended_at}"
        if turn.stop_reason in REPLIED and replies[turn.id] != 1:
            yield f"turn {turn.id} ended with {turn.stop_reason} and {replies[turn.id]} replies"
        if turn.status != "ended" and replies[turn.id]:
            yield f"turn {turn.id} is {turn.status} and was answered"
    for message_id in session.exec(select(Message.id).where(Message.role == "user")):
        if message_id not in asked:
            yield f"message {message_id} has no turn"


def _journal(session: Session) -> Iterator[str]:
    """What a change names exists, and a turn's change has its tool, its step and its evidence."""
    evidence = set(session.exec(select(JournalEvidence.journal_id)))
    for entry in session.exec(select(JournalEntry)):
        if (entry.before is None) != (entry.action == "create") or (entry.after is None) != (entry.action == "delete"):
            yield f"change {entry.id} is a {entry.action} from {entry.before!r} to {entry.after!r}"
        if entry.cause == "turn" and entry.target != "summary":
            step = session.get(Step, entry.step_id) if entry.step_id else None
            if step is None or step.turn_id != entry.turn_id or step.tool != entry.tool:
                yield f"change {entry.id} by {entry.tool} names step {step}"
            if entry.id not in evidence:
                yield f"change {entry.id} rests on no message"


def _blocks(session: Session) -> Iterator[str]:
    """The journal, replayed, gives every block its value; each change begins where the one before it ended."""
    values: dict[int, str | None] = {}
    changes = select(JournalEntry).where(JournalEntry.target == "block").order_by(col(JournalEntry.id))
    for entry in session.exec(changes):
        if values.get(entry.target_id) != entry.before:
            yield f"change {entry.id} begins with {entry.before!r}, not {values.get(entry.target_id)!r}"
        values[entry.target_id] = entry.after
    replayed = {key: value for key, value in values.items() if value is not None}
    stored = {each.id: each.value for each in session.exec(select(Block))}
    if replayed != stored:
        yield f"the journal gives the blocks {replayed}, the file has {stored}"


def _passages(session: Session) -> Iterator[str]:
    """Every passage but a document's was journalled when it was stored, with its text."""
    created = {
        each.target_id: each.after
        for each in session.exec(select(JournalEntry).where(JournalEntry.target == "passage"))
        if each.action == "create"
    }
    for passage in session.exec(select(Passage).where(col(Passage.document_id).is_(None))):
        if created.get(passage.id or 0) != passage.text:
            yield f"passage {passage.id} is not in the journal"


def _contexts(session: Session) -> Iterator[str]:
    """Exactly the messages that the newest summary covers have left the context; summaries form a chain.

    But the question that was being answered when its oldest steps left stays, and Loci's own events leave early.
    """
    for conversation in session.exec(select(Conversation)):
        query = select(Summary).where(Summary.conversation_id == conversation.id).order_by(col(Summary.id))
        summaries = session.exec(query).all()
        for previous, summary in zip([None, *summaries], summaries, strict=False):
            if summary.previous_id != (previous.id if previous else None):
                yield f"summary {summary.id} follows {summary.previous_id}"
            if previous and summary.through_message_id < previous.through_message_id:
                yield f"summary {summary.id} covers less than the one before it"
        through = summaries[-1].through_message_id if summaries else 0
        messages = session.exec(select(Message).where(Message.conversation_id == conversation.id)).all()
        asked = max((each.id or 0 for each in messages if each.role == "user" and (each.id or 0) <= through), default=0)
        for message in messages:
            covered = (message.id or 0) <= through
            if message.in_context == covered and message.id != asked and (covered or message.role != "event"):
                yield f"message {message.id} in_context={message.in_context}, the summary goes to {through}"


def _finished(session: Session) -> Iterator[str]:
    for turn in session.exec(select(Turn).where(Turn.status != "ended")):
        yield f"turn {turn.id} is still {turn.status}"
