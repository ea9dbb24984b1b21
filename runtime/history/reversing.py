"""One change of memory reversed, in the caller's transaction; and where that cannot be, why.

Where nothing was changed since, what was there before comes back as it was. Where a block was written to since, only
what this change did is taken out of it: the lines that it brought go, those that it took out come back. Where newer
changes touched those very lines, it is refused, and the refusal names the newer change.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

from sqlmodel import col, select

from models.tables import Agent, Block, JournalEntry, Passage
from runtime.errors import EditConflict, InputRefused, ToolFailed
from runtime.memory import archival, dates, journal
from runtime.memory.core import CoreMemory
from runtime.memory.journal import BlockField, Cause, Change

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.engine import Engine

_LOOKED_THROUGH = 1_000  # newer changes among which the one that is in the way is looked for


class Reversing:
    """Reverses changes in one transaction; ``changes`` are the rows of the journal that came of it."""

    def __init__(self, engine: Engine, session: Session) -> None:
        self._engine, self._session = engine, session
        self.changes: list[JournalEntry] = []

    def reverse(self, entry: JournalEntry) -> JournalEntry:
        """Take one change back, as a new change that names it.

        Raises:
            EditConflict: what it changed has been changed again since, and how.
            InputRefused: a change of this kind cannot be taken back.
        """
        cause = Cause("person", undoes_id=entry.id)
        try:
            if entry.target == "block":
                made = self._block(entry, cause)
            elif entry.target == "passage":
                made = self._passage(entry, cause)
            elif entry.target == "agent":
                made = self._instructions(entry, cause)
            else:
                message = f"A change of the {entry.target} cannot be taken back. Nothing was changed."
                raise InputRefused(message)
        except ToolFailed as refusal:
            reason = str(refusal).partition(": ")[2] or str(refusal)
            message = f"Change {entry.id} cannot be taken back: {reason}. Nothing was changed."
            raise EditConflict(message) from refusal
        self.changes.append(made)
        return made

    def _block(self, entry: JournalEntry, cause: Cause) -> JournalEntry:
        core = CoreMemory(self._session, self._engine.place.agent_id, cause)
        block = self._session.get(Block, entry.target_id)
        if entry.action == "delete":
            core.bring_back(entry)
        elif block is None:
            raise self._conflict(entry, f"the block '{entry.label}' is gone")
        elif entry.action == "create":
            if block.value != entry.after:
                raise self._conflict(entry, f"the block '{block.label}' has been written to since")
            core.delete(block)
        elif entry.field != "value":
            self._put_back(core, block, entry)
        elif block.value == entry.after:
            core.write(block, entry.before or "")
        else:
            core.write(block, self._without(entry, block.value))
        if not core.changes:
            raise self._conflict(entry, "what it brought is gone, and what it took out is there again")
        return core.changes[-1]

    def _put_back(self, core: CoreMemory, block: Block, entry: JournalEntry) -> None:
        """One field of a block to what it was."""
        present = getattr(block, entry.field)
        if str(present) != entry.after:
            raise self._conflict(entry, f"the {entry.field} of the block '{block.label}' has been changed since")
        before = entry.before or ""
        if entry.field == "label" and core.find(before):
            raise self._conflict(entry, f"another block is called '{before}' now")
        value = (
            before == str(True) if isinstance(present, bool) else int(before) if isinstance(present, int) else before
        )
        if entry.field == "char_limit" and int(before) < len(block.value):
            raise self._conflict(entry, f"the block '{block.label}' holds more than {before} characters now")
        core.put(block, cast("BlockField", entry.field), value)

    def _without(self, entry: JournalEntry, value: str) -> str:
        """A block's present text with this one change taken out of it."""
        before, after, rows = (_rows(each) for each in (entry.before, entry.after, value))
        gone, come = list((Counter(before) - Counter(after)).elements()), Counter(after) - Counter(before)
        place = min(before.index(gone[0]), len(rows)) if gone else 0
        for line in come.elements():
            if line not in rows:
                raise self._conflict(entry, f"“{line}” no longer stands in the block '{entry.label}'", line)
            place = rows.index(line)
            del rows[place]
        return "\n".join([*rows[:place], *gone, *rows[place:]])

    def _passage(self, entry: JournalEntry, cause: Cause) -> JournalEntry:
        passage = self._session.get(Passage, entry.target_id)
        if entry.action == "delete":
            if passage is not None:
                raise self._conflict(entry, "the passage is there again")
            return archival.bring_back(self._session, self._engine.place.archive_id, entry, cause)
        if passage is None or passage.id is None:
            raise self._conflict(entry, "the passage has gone since")
        if passage.text != entry.after:
            raise self._conflict(entry, "the passage has been changed since")
        if entry.action == "update":
            details = entry.details or {}
            if archival.tags_of(self._session, [passage.id])[passage.id] != details.get("tags_after", []):
                raise self._conflict(entry, "the passage has other tags since")
            return archival.change(self._session, passage, entry.before or "", details.get("tags", []), cause)
        return archival.remove(self._session, passage, cause)

    def _instructions(self, entry: JournalEntry, cause: Cause) -> JournalEntry:
        agent = self._session.get_one(Agent, entry.target_id)
        if agent.system_prompt != entry.after:
            raise self._conflict(entry, "the system prompt has been changed since")
        agent.system_prompt = entry.before
        self._session.add(agent)
        change = Change("agent", entry.target_id, entry.label, "update", entry.after, entry.before)
        return journal.record(self._session, change, cause)

    def _conflict(self, entry: JournalEntry, reason: str, line: str | None = None) -> EditConflict:
        """What stands in the way, and the newer change that put it there."""
        newer = self._in_the_way(entry, line)
        message = f"Change {entry.id} cannot be taken back: {reason}."
        if newer is not None:
            who = {"turn": f"by {newer.tool}" if newer.tool else "in a turn", "person": "by you"}
            cause = who.get(newer.cause, f"in a {newer.cause}")
            at = dates.stamp(newer.created_at, self._engine.zone)
            message += f" It was changed {cause} on {at} (change {newer.id}); take that back first, or edit by hand."
        return EditConflict(f"{message} Nothing was changed, so newer text was not overwritten.")

    def _in_the_way(self, entry: JournalEntry, line: str | None) -> JournalEntry | None:
        query = (
            select(JournalEntry)
            .where(JournalEntry.target == entry.target, JournalEntry.target_id == entry.target_id)
            .where(col(JournalEntry.id) > entry.id)
            .order_by(col(JournalEntry.id))
            .limit(_LOOKED_THROUGH)
        )
        newer = self._session.exec(query).all()
        if line is None:
            return newer[-1] if newer else None
        took = (each for each in newer if line in _rows(each.before) and line not in _rows(each.after))
        return next(took, None)


def _rows(value: str | None) -> list[str]:
    return value.split("\n") if value else []
