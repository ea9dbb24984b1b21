"""What was written because of messages, and does not name what is forgotten: lines of blocks, and passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sqlmodel import col, select

from models.tables import Block, JournalEntry, JournalEvidence, Passage
from runtime.forgetting.trace import Trace, Wanted, lost

if TYPE_CHECKING:
    from sqlmodel import Session


def resting(session: Session, message_ids: Iterable[int], wanted: Wanted) -> list[Trace]:
    """The lines and passages that still stand and rest on these messages."""
    evidence = select(JournalEvidence.journal_id).where(col(JournalEvidence.message_id).in_(list(message_ids)))
    entries = session.exec(select(JournalEntry).where(col(JournalEntry.id).in_(evidence)))
    return list(dict.fromkeys(trace for entry in entries for trace in _standing(session, entry, wanted)))


def _standing(session: Session, entry: JournalEntry, wanted: Wanted) -> Iterator[Trace]:
    if entry.target == "block":
        block = session.get(Block, entry.target_id)
        present = block.value.split("\n") if block else []
        for line in lost(entry.after or "", entry.before or "").split("\n"):
            if line.strip() and line in present and not wanted.mention.stands_in(line):
                yield Trace("block", entry.target_id, line, whole=False)
    elif entry.target == "passage":
        passage = session.get(Passage, entry.target_id)
        if passage and passage.id not in wanted.passages and not wanted.mention.stands_in(passage.text):
            yield Trace("passage", entry.target_id, passage.text)
