"""Changes of memory by the person: the same transaction, journal and limits as a step's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.tables import Agent, Passage
from runtime import reading
from runtime.errors import InputRefused, ToolFailed
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
            core = CoreMemory(session, engine.place.agent_id, Cause("person"))
            block = core.block(label)
            core.lock(block, locked=locked)
            view = reading.block_view(block)
    except ToolFailed as refusal:
        raise InputRefused(str(refusal).partition(": ")[2]) from refusal
    tell_changes(engine.emit, core.changes, None)
    return view


def change_passage(engine: Engine, passage_id: int, text: str, tags: Sequence[str]) -> ChangeView:
    """Give a passage of archival memory another text and other tags; what it said stays in the journal.

    Raises:
        InputRefused: there is no such passage, or nothing would be left of it.
    """
    with engine.writing() as session:
        passage = _passage(engine, session, passage_id)
        if not text.strip():
            message = "A passage without text cannot be found again. Nothing was changed; remove it if it is to go."
            raise InputRefused(message)
        entry = archival.change(session, passage, text.strip(), tags, Cause("person"))
        session.flush()
        view = reading.journal(session, limit=1, change_id=entry.id)[0]
    engine.wake_embedding()
    return view


def remove_passage(engine: Engine, passage_id: int) -> ChangeView:
    """Take a passage out of archival memory; its text stays in the journal, so that it can be undone.

    Raises:
        InputRefused: there is no such passage.
    """
    with engine.writing() as session:
        passage = _passage(engine, session, passage_id)
        entry = archival.remove(session, passage, Cause("person"))
        session.flush()
        return reading.journal(session, limit=1, change_id=entry.id)[0]


def _passage(engine: Engine, session: Session, passage_id: int) -> Passage:
    passage = session.get(Passage, passage_id)
    if passage is None or passage.archive_id != engine.place.archive_id:
        message = f"There is no passage {passage_id} any more. Nothing was changed."
        raise InputRefused(message)
    return passage


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
