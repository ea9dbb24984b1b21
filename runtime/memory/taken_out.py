"""What a turn took out of core memory, in the words by which the rest of it is found.

The line goes; the messages and replies that it came from stay, and the person may want those forgotten, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from models.journal import line_digest
from models.tables import JournalEntry, JournalEvidence, JournalLine, Message
from runtime.memory.edits import lines_only_in
from runtime.memory.journal import span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session

_MOST = 3


def matters(session: Session, turn_id: int) -> tuple[str, ...]:
    """What to look for everywhere, once for each line that went in the turn with nothing in its place.

    A line that was put into archival memory in the same turn has only moved.
    """
    query = select(JournalEntry).where(JournalEntry.turn_id == turn_id).order_by(col(JournalEntry.id))
    changes = session.exec(query).all()
    stored = [each.after or "" for each in changes if each.target == "passage"]
    found = [
        _as_said(session, change, line)
        for change in changes
        for line in _gone(change)
        if not any(line in text for text in stored)
    ]
    return tuple(dict.fromkeys(found))[:_MOST]


def _gone(change: JournalEntry) -> Iterator[str]:
    if change.target == "block" and change.field == "value" and not lines_only_in(change.after, change.before):
        yield from (line for line in lines_only_in(change.before, change.after) if line.strip())


def _as_said(session: Session, change: JournalEntry, line: str) -> str:
    """The words that the line shares with the newest message it rests on; all of it where it rests on none."""
    query = (
        select(Message.text)
        .join(JournalEvidence, col(JournalEvidence.message_id) == col(Message.id))
        .join(JournalLine, col(JournalLine.journal_id) == col(JournalEvidence.journal_id))
        .where(JournalLine.block_id == change.target_id, JournalLine.digest == line_digest(line))
        .where(col(JournalLine.journal_id) < change.id)
        .order_by(col(JournalLine.journal_id).desc(), col(Message.id).desc())
    )
    said = session.exec(query).first() or ""
    start, end = span(line, said)
    if start is None or end is None:
        return line.strip()
    while start < end and said[start - 1 : start].isalnum() and said[start].isalnum():
        start += 1  # "Our dog" and "Their dog" share "r dog"
    while start < end and said[end - 1].isalnum() and said[end : end + 1].isalnum():
        end -= 1
    return said[start:end].strip(" .,;:!?") or line.strip()
