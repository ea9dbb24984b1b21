"""Rows that tests of the memory file write: an agent, its conversation, and a step as a turn makes it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from models import search_index
from models.memory_file import MemoryFile
from models.stored_vectors import unpacked
from models.tables import (
    Agent,
    AgentBlock,
    Archive,
    Block,
    Conversation,
    JournalEntry,
    JournalEvidence,
    Message,
    Step,
    Turn,
)


@dataclass(frozen=True)
class Place:
    """Row ids of one agent, its only conversation and its block ``human``."""

    agent_id: int
    conversation_id: int
    block_id: int


def begin(memory: MemoryFile) -> Place:
    """Store an agent with a conversation and a block."""
    with memory.transaction() as session:
        archive = stored(session, Archive(name="Loci"))
        agent = stored(session, Agent(name="Loci", archive_id=archive))
        block = stored(session, Block(label="human", description="What I know about the user."))
        session.add(AgentBlock(agent_id=agent, block_id=block))
        return Place(agent, stored(session, Conversation(agent_id=agent)), block)


def stored(session: Session, row: Archive | Agent | Block | Conversation | Message | Turn | Step | JournalEntry) -> int:
    """Store the row and give its id."""
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def message(place: Place, role: str, text: str, **more: Any) -> Message:  # noqa: ANN401 (any field)
    """A message of the conversation; ``more`` are other fields of it."""
    return Message(agent_id=place.agent_id, conversation_id=place.conversation_id, role=role, text=text, **more)


def accept(memory: MemoryFile, place: Place, text: str) -> int:
    """Store what the person said and the turn that answers it; the turn's id."""
    with memory.transaction() as session:
        said = message(place, "user", text)
        said_id = stored(session, said)
        turn = Turn(agent_id=place.agent_id, conversation_id=place.conversation_id, message_id=said_id)
        turn_id = stored(session, turn)
        said.turn_id = turn_id
        search_index.index_message(session, said, "", "user")
        return turn_id


def step(memory: MemoryFile, place: Place, turn_id: int, line: str) -> None:
    """Store a step that appends a line to the block ``human``, with its call, result, journal entry and evidence."""
    with memory.transaction() as session:
        turn = session.get_one(Turn, turn_id)
        tool, arguments = "core_memory_append", {"label": "human", "content": line, "request_heartbeat": False}
        step_id = stored(session, Step(turn_id=turn_id, number=1, tool=tool))
        call = message(place, "assistant", f"I note: {line}", turn_id=turn_id, step_id=step_id, tool=tool)
        call.arguments = arguments
        stored(session, call)
        search_index.index_message(session, call, "", "assistant")
        with session.begin_nested():
            block = session.get_one(Block, place.block_id)
            before, block.value, block.version = block.value, f"{block.value}\n{line}".strip(), block.version + 1
            entry = JournalEntry(
                target="block", target_id=place.block_id, label="human", action="update", before=before,
                after=block.value, cause="turn", turn_id=turn_id, step_id=step_id, tool=tool,
            )  # fmt: skip
            entry_id = stored(session, entry)
            assert turn.message_id is not None
            session.add(JournalEvidence(journal_id=entry_id, message_id=turn.message_id))
        session.add(message(place, "tool", block.value, turn_id=turn_id, step_id=step_id, tool=tool, ok=True))
        turn.status, turn.stop_reason = "ended", "end_turn"
        session.add(turn)


def asked(stored: bytes) -> NDArray[np.float32]:
    """A question's vector: just that of an item."""
    return unpacked([stored]).ravel()
