"""The search index is brought together in small steps, and everything is found as before."""

import numpy as np
from rows import begin, stored
from sqlmodel import Session

from models import code_blocks, search_index, upkeep
from models.code_blocks import ITEMS
from models.memory_file import MemoryFile
from models.rescoring import likenesses
from models.search_values import Vectors
from models.sides import Shelf
from models.tables import Message

MOST_STEPS = 100


def parts(session: Session) -> int:
    rows = session.connection().exec_driver_sql("SELECT DISTINCT segid FROM search_message_words_idx").all()
    return len(rows)


def found(session: Session, word: str) -> int:
    query = "SELECT count(*) FROM search_message_words WHERE search_message_words MATCH ?"
    return int(session.connection().exec_driver_sql(query, (word,)).scalar_one())


def test_parts_are_merged_step_by_step_and_then_there_is_nothing_to_do(memory: MemoryFile):
    place = begin(memory)
    for number in range(15):
        with memory.transaction() as session:
            message = Message(
                agent_id=place.agent_id, conversation_id=place.conversation_id, role="user", text=f"Biscuit {number}"
            )
            stored(session, message)
            search_index.index_message(session, message, "", "user")
    with memory.reading() as session:
        before = parts(session)
    steps = 0
    more = True
    while more and steps < MOST_STEPS:
        with memory.transaction() as session:
            more = upkeep.merge(session)
        steps += 1
    assert steps < MOST_STEPS
    with memory.reading() as session:
        assert parts(session) < before
        assert found(session, "Biscuit") == 15


def test_blocks_that_much_was_removed_from_are_packed_and_nothing_is_lost(memory: MemoryFile):
    place = begin(memory)
    with memory.transaction() as session:
        messages = [
            Message(
                agent_id=place.agent_id, conversation_id=place.conversation_id, role="user", text=f"Number {number}"
            )
            for number in range(5 * ITEMS)
        ]
        session.add_all(messages)
        session.flush()
        search_index.index_messages(session, messages)
        made = [Vectors(each, bytes([1] * 576), bytes([1] * 576)) for each in search_index.pending(session, 10_000)]
        search_index.store_vectors(session, made)
        for message in messages:
            if message.id and message.id % 5:
                code_blocks.remove(session.connection(), Shelf("message", "a"), message.id)
    more = True
    while more:
        with memory.transaction() as session:
            more = upkeep.merge(session)
    with memory.reading() as session:
        blocks = session.connection().exec_driver_sql("SELECT length(items) / 8 FROM search_message_codes").all()
        assert [each for (each,) in blocks] == [ITEMS]
        kept = [message.id for message in messages if message.id and message.id % 5 == 0]
        assert likenesses(session, "message", kept, np.ones(384, np.float32)).keys() == set(kept)
