"""Why does the memory say this? From a line of a block, or a passage, to the changes and messages it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from sqlmodel import col, select

from models.journal import line_digest
from models.tables import JournalEntry, JournalLine, Passage
from runtime import reading
from runtime.errors import InputRefused
from runtime.memory.core import CoreMemory
from runtime.memory.journal import Cause
from runtime.views import ChangeView, EvidenceView

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.tables import Block
    from runtime.engine import Engine

MOST_CHANGES = 10
"""So many changes back a line is followed."""
ALIKE = 0.6
"""A line that went in the same change is what a new one was made from if they share this much."""
_COMPARED = 50


@dataclass(frozen=True, slots=True)
class Why:
    """Where a text of the memory came from. ``label``: the block's, or ``archival``.

    ``changes``: the one that brought it as it stands first, then those that brought what it was made from.
    ``evidence``: the messages they rest on, each once, the newest change's first. Both empty: it was there from the
    beginning.
    """

    label: str
    text: str
    changes: tuple[ChangeView, ...]
    evidence: tuple[EvidenceView, ...]


def of_line(engine: Engine, label: str, line: str) -> Why:
    """Why a line stands in a block. ``line``: the line, a part that only one line has, or its number from 1.

    Raises:
        InputRefused: there is no such block, or no such line, or several.
    """
    with engine.reading() as session:
        blocks = CoreMemory(session, engine.place.agent_id, Cause("person")).blocks()
        block = next((each for each in blocks if each.label == label), None)
        if block is None:
            raise InputRefused(f"There is no block '{label}'. Blocks: {', '.join(each.label for each in blocks)}.")
        text = _line(block, line)
        return _why(session, label, text, list(_brought(session, block.id or 0, text)))


def of_passage(engine: Engine, passage: int | str) -> Why:
    """Why a passage is kept. ``passage``: its row id, its uid, or text that only one passage has.

    Raises:
        InputRefused: there is no such passage, or several.
    """
    with engine.reading() as session:
        row = _passage(session, engine.place.archive_id, passage)
        query = (
            select(JournalEntry.id)
            .where(JournalEntry.target == "passage", JournalEntry.target_id == row.id, JournalEntry.action == "create")
            .order_by(col(JournalEntry.id).desc())
            .limit(MOST_CHANGES)
        )
        return _why(session, "archival", row.text, [each or 0 for each in session.exec(query)])


def _why(session: Session, label: str, text: str, change_ids: list[int]) -> Why:
    changes = reading.changes(session, change_ids)
    evidence: dict[int, EvidenceView] = {}
    for change in changes:
        for each in change.evidence:
            evidence.setdefault(each.message_id, each)
    return Why(label, text, changes, tuple(evidence.values()))


def _brought(session: Session, block_id: int, line: str) -> Iterator[int]:
    """The change that brought the line, and those that brought what it was made from, each older than the last."""
    before: int | None = None
    for _ in range(MOST_CHANGES):
        change = _introduction(session, block_id, line, before)
        if change is None:
            return
        before, undoes_id, old, new = change
        yield before
        if undoes_id is None:  # else the same line came back, and an older change brought it first
            made_from = _made_from(old, new, line)
            if made_from is None:
                return
            line = made_from


def _introduction(
    session: Session, block_id: int, line: str, before: int | None
) -> tuple[int, int | None, str | None, str | None] | None:
    """The newest change older than ``before`` that brought the line: its id, what it undoes, its texts."""
    query = (
        select(JournalLine.journal_id, JournalEntry.undoes_id, JournalEntry.before, JournalEntry.after)
        .join(JournalEntry, col(JournalEntry.id) == col(JournalLine.journal_id))
        .where(JournalLine.block_id == block_id, JournalLine.digest == line_digest(line))
    )
    if before is not None:
        query = query.where(JournalLine.journal_id < before)
    return session.exec(query.order_by(col(JournalLine.journal_id).desc()).limit(1)).first()


def _made_from(before: str | None, after: str | None, line: str) -> str | None:
    """The line that went in the same change and is most like the one that came."""
    kept = set((after or "").split("\n"))
    gone = [each for each in (before or "").split("\n") if each.strip() and each not in kept][:_COMPARED]
    matcher = SequenceMatcher(b=line, autojunk=False)
    best, likeness = None, ALIKE
    for each in gone:
        matcher.set_seq1(each)
        if matcher.quick_ratio() >= likeness and (ratio := matcher.ratio()) >= likeness:
            best, likeness = each, ratio
    return best


def _line(block: Block, wanted: str) -> str:
    lines = [each for each in block.value.split("\n") if each.strip()]
    if wanted.strip() in {each.strip() for each in lines}:
        return wanted.strip()
    if wanted.isdecimal() and 1 <= int(wanted) <= len(lines):
        return lines[int(wanted) - 1].strip()
    found = [each.strip() for each in lines if wanted.strip().casefold() in each.casefold()] if wanted.strip() else []
    if len(found) == 1:
        return found[0]
    if found:
        message = f"{len(found)} lines of '{block.label}' have “{wanted}” in them; say more of the one you mean."
    else:
        message = f"No line of '{block.label}' has “{wanted}” in it; it has {len(lines)} lines."
    raise InputRefused(message)


def _passage(session: Session, archive_id: int, wanted: int | str) -> Passage:
    query = select(Passage).where(Passage.archive_id == archive_id)
    if isinstance(wanted, int):
        found = session.exec(query.where(Passage.id == wanted)).all()
    else:
        found = session.exec(query.where(Passage.uid == wanted.strip())).all()
        if not found and wanted.strip():
            found = session.exec(
                query.where(col(Passage.text).contains(wanted.strip(), autoescape=True)).limit(2)
            ).all()
    if len(found) == 1:
        return found[0]
    more = "More than one passage has that text; say more of it." if found else "There is no such passage."
    raise InputRefused(more)
