"""A memory file with a long past, made in seconds: messages with their words in the search index."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlmodel import select

from models.columns import utc_now
from models.memory_file import MemoryFile
from models.tables import Agent, Conversation, Message

_WORDS = [
    f"{start}{end}" for start in ("har", "bis", "gar", "win", "let", "mor") for end in ("bour", "cuit", "den", "ter")
]
_BATCH = 5_000
_LONG_AGO = timedelta(days=3_000)


def fill(memory: MemoryFile, count: int) -> None:
    """Add so many messages of about 150 characters to the first conversation, none of them in context."""
    with memory.reading() as session:
        agent_id, conversation_id = session.exec(select(Agent.id, Conversation.id).join(Conversation)).one()
    for start in range(0, count, _BATCH):
        rows = list(_messages(start, min(_BATCH, count - start), utc_now() - _LONG_AGO))
        owner = {"agent_id": agent_id, "conversation_id": conversation_id, "in_context": False}
        with memory.transaction() as session:
            session.execute(insert(Message), [owner | row for row in rows])
    _index(memory)


def _messages(start: int, count: int, begin: datetime) -> Iterator[dict[str, Any]]:
    dice = random.Random(start)
    for number in range(start, start + count):
        text = f"{number}: " + " ".join(dice.choice(_WORDS) for _ in range(22))
        role = "assistant" if number % 2 else "user"
        at = begin + timedelta(minutes=number)
        yield {"uid": f"message-{number:036}", "role": role, "text": text, "created_at": at}


def _index(memory: MemoryFile) -> None:
    """The rows that :func:`models.search_index.index_message` would make, all at once."""
    with memory.transaction() as session:
        db = session.connection()
        db.exec_driver_sql(
            "INSERT INTO search_message (id, agent_id, conversation_id, role, speaker, session, previous, asks, digest,"
            " created_at) SELECT id, agent_id, conversation_id, role, role, 1, lag(id) OVER (ORDER BY id), 0, id,"
            " created_at FROM message WHERE id NOT IN (SELECT id FROM search_message)"
        )
        db.exec_driver_sql(
            "INSERT INTO search_message_words (rowid, before, label, said)"
            " SELECT id, lag(text, 1, '') OVER (ORDER BY id), role, text"
            " FROM message WHERE id NOT IN (SELECT rowid FROM search_message_words)"
        )
        db.exec_driver_sql(
            "INSERT INTO embedding_queue (kind, item_id, created_at) SELECT 'message', id, created_at FROM message"
            " WHERE id NOT IN (SELECT item_id FROM embedding_queue)"
        )
