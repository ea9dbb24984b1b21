"""Conversations held elsewhere put into recall memory, with their dates: searchable, and there for sleep to learn from.

Each conversation is one transaction, and each message has a lasting id made from its own: what was interrupted goes on
where it was, and the same export twice, or a newer one, brings only what is new. They come put away, so that the list
of conversations stays one's own; nothing of them stands in any context.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from sqlmodel import col, select

from models.row import append
from models.tables import Agent, Conversation, Message
from runtime.carry.bring import Brought
from runtime.carry.exported import read
from runtime.carry.histories import Progress, Said, Talk
from runtime.memory import recall

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.engine import Engine

SEND = "send_message"


def bring_histories(engine: Engine, path: Path, progress: Progress = lambda done, total: None) -> Brought:  # noqa: ARG005
    """Put all conversations of an export in. Any thread; turns go on meanwhile.

    Raises:
        errors.InputRefused: it is no such export; nothing was imported.
        errors.StorageFailed: it could not be written; whole conversations before are in, and it can be done again.
    """
    talks = read(path)
    done, agent_id = Brought(), engine.place.agent_id
    with engine.reading() as session:
        done.agents.append((agent_id, session.get_one(Agent, agent_id).name))
    for number, talk in enumerate(talks, 1):
        with engine.writing() as session:
            new = _bring(session, agent_id, talk, engine)
        done.counts["messages"] += new
        done.counts["conversations"] += bool(new)
        if not new:
            done.counts["conversations that were here already"] += 1
        engine.wake_embedding()
        progress(number, len(talks))
    return done


def _bring(session: Session, agent_id: int, talk: Talk, engine: Engine) -> int:
    """How many messages of it were new."""
    uid = f"conversation-{uuid5(NAMESPACE_URL, f'{talk.source}:{talk.id}')}"
    row = session.exec(select(Conversation).where(Conversation.uid == uid)).first()
    if row is None:
        row = Conversation(agent_id=agent_id, uid=uid, title=talk.title, origin="import", created_at=talk.at)
        row.archived_at = engine.clock()
        session.add(row)
        session.flush()
    uids = {f"message-{uuid5(NAMESPACE_URL, f'{talk.source}:{talk.id}:{each.id}')}": each for each in talk.said}
    known = set(session.exec(select(Message.uid).where(col(Message.conversation_id) == row.id)))
    new = {key: said for key, said in uids.items() if key not in known}
    stored = [append(session, _message(agent_id, row.id or 0, key, said)) for key, said in new.items()]
    recall.index_new(session, stored)
    return len(new)


def _message(agent_id: int, conversation_id: int, uid: str, said: Said) -> Message:
    message = Message(
        agent_id=agent_id,
        conversation_id=conversation_id,
        uid=uid,
        role=said.role,
        text=said.text,
        in_context=False,
        created_at=said.at,
    )
    if said.role == "assistant":
        message.tool, message.arguments = SEND, {"message": said.text}
    return message
