"""Parts of the full-text indexes are merged in small steps, and everything is found as before."""

from rows import begin, stored
from sqlmodel import Session

from models import search_index, upkeep
from models.memory_file import MemoryFile
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
