"""A new memory file begins with one agent, its two blocks, its archive and one conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from models.tables import Agent, AgentTool, Archive, Conversation, FileSetting, Message
from runtime.engine import Place
from runtime.memory.core import SELF, CoreMemory
from runtime.memory.journal import Cause
from runtime.memory_access import translated
from runtime.tools.builtin import DEFAULT_TOOLS

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.memory_file import MemoryFile

IN_USE = "agent"
"""The setting of the file that names, by uid, the agent that is talked with; else it is the first."""
NAME = "Loci"
PERSONA = "I am Loci, a private assistant. I remember what you tell me."
PERSONA_DESCRIPTION = "Who I am."
HUMAN_DESCRIPTION = "What I know about the user."


def find_place(memory: MemoryFile) -> Place:
    """The agent to talk with and the conversation it was talked with last, made where the file is new.

    Raises:
        errors.MemoryFileError: the file is damaged there, or cannot be written.
    """
    with translated(), memory.reading() as session:
        agent = _agent(session)
        conversation = _conversation(session, agent) if agent else None
    if agent and conversation:
        return _place(agent, conversation)
    with translated(), memory.transaction() as session:
        agent = agent or _new_agent(session)
        conversation = Conversation(agent_id=_id(agent.id))
        session.add(conversation)
        session.flush()
        return _place(agent, conversation)


def place_of(memory: MemoryFile, conversation_id: int) -> Place:
    """Where a conversation is held, whichever agent's it is. Raises as :func:`find_place` does."""
    with translated(), memory.reading() as session:
        conversation = session.get_one(Conversation, conversation_id)
        return _place(session.get_one(Agent, conversation.agent_id), conversation)


def _agent(session: Session) -> Agent | None:
    chosen = session.get(FileSetting, IN_USE)
    agent = session.exec(select(Agent).where(Agent.uid == chosen.value)).first() if chosen else None
    return agent or session.exec(select(Agent).order_by(col(Agent.id)).limit(1)).first()


def _conversation(session: Session, agent: Agent) -> Conversation | None:
    """The one that was talked in last; where nothing was ever said, the newest."""
    query = select(Conversation).where(Conversation.agent_id == agent.id, col(Conversation.archived_at).is_(None))
    talked_in = query.join(Message, col(Message.conversation_id) == col(Conversation.id))
    last = session.exec(talked_in.order_by(col(Message.id).desc()).limit(1)).first()
    return last or session.exec(query.order_by(col(Conversation.id).desc()).limit(1)).first()


def _place(agent: Agent, conversation: Conversation) -> Place:
    return Place(_id(agent.id), agent.archive_id, _id(conversation.id))


def _new_agent(session: Session) -> Agent:
    archive = Archive(name=NAME)
    session.add(archive)
    session.flush()
    agent = Agent(name=NAME, archive_id=_id(archive.id))
    session.add(agent)
    session.flush()
    core = CoreMemory(session, _id(agent.id), Cause("start"))
    core.create(SELF, PERSONA, PERSONA_DESCRIPTION)
    core.create("human", "", HUMAN_DESCRIPTION)
    session.add_all(
        AgentTool(agent_id=_id(agent.id), name=name, position=position) for position, name in enumerate(DEFAULT_TOOLS)
    )
    return agent


def _id(row_id: int | None) -> int:
    assert row_id is not None  # noqa: S101 - a stored row
    return row_id
