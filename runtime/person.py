"""Changes of memory by the person: the same transaction, journal and limits as a step's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from models.tables import Agent, JournalEntry, Passage
from runtime import reading
from runtime.errors import EditConflict, InputRefused, ToolFailed
from runtime.memory import archival, journal
from runtime.memory.core import CoreMemory
from runtime.memory.journal import Cause, Change
from runtime.step import tell_changes

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.engine import Engine
    from runtime.views import BlockView, ChangeView


def edit_block(engine: Engine, label: str, value: str, version: int) -> BlockView:
    """Give a block a new value, if it is still at ``version``.

    Raises:
        EditConflict: it changed meanwhile; the newer value was kept.
        InputRefused: no such block, or the value is over its limit; the block stays as it was.
    """
    try:
        with engine.writing() as session:
            core = CoreMemory(session, engine.place.agent_id, Cause("person"))
            block = core.block(label)
            core.write(block, value, version=version)
            view = reading.block_view(block)
    except ToolFailed as refusal:
        raise InputRefused(str(refusal).partition(": ")[2]) from refusal
    tell_changes(engine.emit, core.changes, None)
    return view


def create_block(
    engine: Engine,
    label: str,
    *,
    description: str = "",
    char_limit: int = 2_000,
    read_only: bool = False,
) -> BlockView:
    """A new block at the end of core memory.

    Raises:
        InputRefused: the label is taken or empty, or the limit below 1.
    """
    if char_limit < 1:
        message = f"A block with room for {char_limit} characters holds nothing. Nothing was made."
        raise InputRefused(message)
    try:
        with engine.writing() as session:
            core = CoreMemory(session, engine.place.agent_id, Cause("person"))
            block = core.create(label.strip(), "", description, char_limit=char_limit, read_only=read_only)
            view = reading.block_view(block)
    except ToolFailed as refusal:
        raise InputRefused(str(refusal).removeprefix("ValueError: ").removeprefix("Error: ")) from refusal
    tell_changes(engine.emit, core.changes, None)
    return view


def lock_block(engine: Engine, label: str, *, locked: bool) -> BlockView:
    """Let nobody change a block, or everybody again. Its text stays as it is.

    Raises:
        InputRefused: no such block.
    """
    try:
        with engine.writing() as session:
            block = CoreMemory(session, engine.place.agent_id, Cause("person")).block(label)
            block.read_only = locked
            block.version += 1
            return reading.block_view(block)
    except ToolFailed as refusal:
        raise InputRefused(str(refusal).partition(": ")[2]) from refusal


def remove_passage(engine: Engine, passage_id: int) -> ChangeView:
    """Take a passage out of archival memory; its text stays in the journal, so that it can be undone.

    Raises:
        InputRefused: there is no such passage.
    """
    with engine.writing() as session:
        passage = session.get(Passage, passage_id)
        if passage is None or passage.archive_id != engine.place.archive_id:
            message = f"There is no passage {passage_id} any more. Nothing was changed."
            raise InputRefused(message)
        entry = archival.remove(session, passage, Cause("person"))
        session.flush()
        return reading.journal(session, limit=1, change_id=entry.id)[0]


def set_instructions(engine: Engine, text: str | None) -> None:
    """Give the agent a system prompt of the person's own; None: the built-in one again. Journalled."""
    with engine.writing() as session:
        agent = session.get_one(Agent, engine.place.agent_id)
        if agent.system_prompt == text:
            return
        change = Change("agent", engine.place.agent_id, "system_prompt", "update", agent.system_prompt, text)
        journal.record(session, change, Cause("person"))
        agent.system_prompt = text
        session.add(agent)


def undo(engine: Engine, change_id: int | None = None) -> ChangeView:
    """Take a change back, the newest one that can be where none is named. The undoing is itself a change.

    Raises:
        InputRefused: there is no such change, or nothing to undo.
        EditConflict: what it changed has been changed again since.
    """
    with engine.writing() as session:
        entry = _entry(session, change_id)
        cause = Cause("person", undoes_id=entry.id)
        core = CoreMemory(session, engine.place.agent_id, cause)
        if entry.target == "block":
            made = core.undo(entry)
        elif entry.target == "passage":
            made = _undo_passage(session, engine.place.archive_id, entry, cause)
        elif entry.target == "agent":
            made = _undo_instructions(session, entry, cause)
        else:
            message = f"A change of the {entry.target} cannot be undone. Nothing was changed."
            raise InputRefused(message)
        view = reading.journal(session, limit=1, change_id=made.id)[0]
    tell_changes(engine.emit, core.changes, None)
    return view


def _entry(session: Session, change_id: int | None) -> JournalEntry:
    entry = journal.latest(session) if change_id is None else session.get(JournalEntry, change_id)
    if entry is None:
        message = (
            "There is nothing to undo." if change_id is None else f"There is no change {change_id} in the journal."
        )
        raise InputRefused(message)
    undone = select(JournalEntry.id).where(col(JournalEntry.undoes_id) == entry.id)
    if session.exec(undone).first() is not None:
        message = f"Change {entry.id} has been undone already. Nothing was changed."
        raise InputRefused(message)
    return entry


def _undo_instructions(session: Session, entry: JournalEntry, cause: Cause) -> JournalEntry:
    agent = session.get_one(Agent, entry.target_id)
    if agent.system_prompt != entry.after:
        message = "The system prompt has changed since then. Nothing was changed."
        raise EditConflict(message)
    agent.system_prompt = entry.before
    session.add(agent)
    change = Change("agent", entry.target_id, entry.label, "update", entry.after, entry.before)
    return journal.record(session, change, cause)


def _undo_passage(session: Session, archive_id: int, entry: JournalEntry, cause: Cause) -> JournalEntry:
    if entry.after is None:
        tags = [tag for tag in entry.label.split(", ") if tag]
        archival.insert(session, archive_id, entry.before or "", tags, cause)
        newest = select(JournalEntry).order_by(col(JournalEntry.id).desc()).limit(1)
        return session.exec(newest).one()
    passage = session.get(Passage, entry.target_id)
    if passage is None or passage.text != entry.after:
        message = "The passage has changed or gone since then. Nothing was changed."
        raise EditConflict(message)
    return archival.remove(session, passage, cause)
