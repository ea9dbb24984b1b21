"""The journal: every change of memory with what caused it and the messages it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Literal

from sqlmodel import col, delete

from models.journal import lines_brought
from models.row import append
from models.tables import JournalEntry, JournalEvidence, JournalLine
from runtime.memory.charter import refuse_forbidden

if TYPE_CHECKING:
    from sqlmodel import Session

CauseKind = Literal["turn", "person", "sleep", "import", "start"]
Action = Literal["create", "update", "delete"]
Target = Literal["block", "passage", "summary", "agent"]
BlockField = Literal["value", "label", "description", "read_only", "char_limit"]

SHORTEST_SPAN = 3
"""Characters that a change must share with a message for the journal to point at that place in it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A message that a change may rest on: its row id, its text, and the place in it where that is known."""

    message_id: int
    text: str
    place: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """Why memory changes: the kind, and in a turn the turn, the step, the tool and the messages it answers.

    In a sleep ``sleep_change_id`` is the line of its report that the change belongs to.
    """

    kind: CauseKind
    turn_id: int | None = None
    step_id: int | None = None
    tool: str | None = None
    sources: tuple[Source, ...] = ()
    undoes_id: int | None = None
    sleep_change_id: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One change about to be recorded; ``before`` and ``after`` are the whole text, None where there is none.

    ``field`` and ``details`` are as in :class:`models.journal.JournalEntry`.
    """

    target: Target
    target_id: int
    label: str
    action: Action
    before: str | None
    after: str | None
    field: BlockField = "value"
    details: Mapping[str, Any] | None = None


def record(session: Session, change: Change, cause: Cause) -> JournalEntry:
    """Write the change and its evidence into the caller's transaction.

    Raises:
        ToolFailed: the person's charter forbids what a turn or a sleep wants to write.
    """
    if change.target in {"block", "passage"}:
        refuse_forbidden(session, cause.kind, change.before or "", change.after or "")
    entry = JournalEntry(
        target=change.target,
        target_id=change.target_id,
        label=change.label,
        action=change.action,
        field=change.field,
        details=change.details,
        before=change.before,
        after=change.after,
        cause=cause.kind,
        turn_id=cause.turn_id,
        step_id=cause.step_id,
        tool=cause.tool,
        undoes_id=cause.undoes_id,
        sleep_change_id=cause.sleep_change_id,
    )
    entry_id = append(session, entry)
    index_lines(session, entry)
    added = _added(change.before or "", change.after or "")
    for source in cause.sources:
        start, end = source.place or span(added, source.text)
        append(session, JournalEvidence(journal_id=entry_id, message_id=source.message_id, start=start, end=end))
    return entry


def index_lines(session: Session, entry: JournalEntry, *, again: bool = False) -> None:
    """Keep which lines a change brought into a block; ``again`` where the texts of the entry were changed."""
    assert entry.id is not None  # noqa: S101 - a stored row
    if again:
        session.exec(delete(JournalLine).where(col(JournalLine.journal_id) == entry.id))
    if entry.target == "block" and entry.field == "value":
        for digest in lines_brought(entry.before, entry.after):
            append(session, JournalLine(journal_id=entry.id, block_id=entry.target_id, digest=digest))


def span(added: str, text: str) -> tuple[int | None, int | None]:
    """Where the longest stretch that the change shares with the message stands in the message, in characters."""
    match = SequenceMatcher(None, text.lower(), added.lower(), autojunk=False).find_longest_match()
    shared = text[match.a : match.a + match.size]
    # Where lower case has another length, places in it are not places in the message.
    if len(text.lower()) != len(text) or len(shared.strip()) < SHORTEST_SPAN:
        return None, None
    start = match.a + len(shared) - len(shared.lstrip())
    return start, start + len(shared.strip())


def _added(before: str, after: str) -> str:
    old: Sequence[str] = before.split("\n")
    return "\n".join(line for line in after.split("\n") if line not in old)
