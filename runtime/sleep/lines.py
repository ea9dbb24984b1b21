"""The lines of core memory with what each says and where it came from, as the journal tells it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import col, select

from models.tables import JournalEntry, JournalEvidence, Message
from runtime.memory.journal import Source
from runtime.sleep.statement import Statement, understood

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from models.tables import Block

_PAGE = 100
"""Journal entries read at a time; between two pages sleep looks whether it is to stop."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The change that brought a line, and the newest message it rests on, 0 for none.

    ``by_hand``: the person wrote it. ``restored``: it came back because the person took a change back.
    """

    change_id: int
    at: datetime
    by_hand: bool
    message_id: int = 0
    restored: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block."""

    label: str
    text: str
    said: Statement
    origin: Origin | None

    @property
    def restored(self) -> bool:
        """Whether the person took back what had removed it, so that it is not removed again."""
        return self.origin is not None and self.origin.restored

    @property
    def by_hand(self) -> bool:
        """Whether the person wrote it, so that sleep leaves it alone."""
        return self.origin is not None and self.origin.by_hand


class Origins:
    """Lines of blocks with where they came from. Reads the journal once and then only what is new in it."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._through = 0
        self._found: dict[tuple[int, str], Origin] = {}
        self._said: dict[str, Statement] = {}

    def update(self, session: Session, look: Callable[[], None]) -> None:
        """Read on. ``look`` is called between pages and may raise."""
        while True:
            query = (
                select(JournalEntry)
                .where(
                    col(JournalEntry.id) > self._through, JournalEntry.target == "block", JournalEntry.field == "value"
                )
                .order_by(col(JournalEntry.id))
                .limit(_PAGE)
            )
            page = session.exec(query).all()
            rests_on = _newest_messages(session, [each.id or 0 for each in page])
            for entry in page:
                self._take(entry, rests_on.get(entry.id or 0, 0))
            if len(page) < _PAGE:
                return
            look()

    def lines(self, block: Block) -> list[Line]:
        """The block's lines that hold anything, in order, each with the change that brought it."""
        rows = [each for each in block.value.split("\n") if each.strip()]
        self._said |= {each: understood(each) for each in rows if each not in self._said}
        return [Line(block.label, each, self._said[each], self._found.get((block.id or 0, each))) for each in rows]

    def _take(self, entry: JournalEntry, message_id: int) -> None:
        self._through = entry.id or 0
        before = set((entry.before or "").split("\n"))
        for line in (entry.after or "").split("\n"):
            if line not in before:
                by_hand = entry.cause in {"person", "import"}
                origin = Origin(self._through, entry.created_at, by_hand, message_id, entry.undoes_id is not None)
                self._found[entry.target_id, line] = origin


def _newest_messages(session: Session, change_ids: Sequence[int]) -> dict[int, int]:
    query = (
        select(JournalEvidence.journal_id, func.max(JournalEvidence.message_id))
        .where(col(JournalEvidence.journal_id).in_(change_ids))
        .group_by(col(JournalEvidence.journal_id))
    )
    return dict(session.exec(query).all())


def evidence(session: Session, origins: Sequence[Origin | None]) -> tuple[Source, ...]:
    """The messages that lines rest on, each once."""
    return cited(session, [each.change_id for each in origins if each])


def cited(session: Session, change_ids: Sequence[int]) -> tuple[Source, ...]:
    """The messages that changes rest on, each once."""
    query = (
        select(JournalEvidence, Message)
        .join(Message, col(Message.id) == col(JournalEvidence.message_id))
        .where(col(JournalEvidence.journal_id).in_(change_ids))
    )
    found: dict[int, Source] = {}
    for row, message in session.exec(query):
        place = (row.start, row.end) if row.start is not None and row.end is not None else None
        found.setdefault(row.message_id, Source(row.message_id, message.text, place))
    return tuple(found.values())
