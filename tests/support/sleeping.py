"""A loop that sleeps: messages without turns, lines as the chat would write them, and one sleep after another."""

from threading import Event
from typing import Any

from loop import Loop
from sqlmodel import Session

from models.tables import Message, Turn
from runtime.memory import recall
from runtime.memory.core import CoreMemory
from runtime.memory.journal import Cause, Source
from runtime.sleep import work


def told(loop: Loop, *texts: str) -> list[int]:
    """What the person said, each answered long ago, without a line in any block; the messages' ids.

    As :func:`runtime.turn.accept` would have written it, all in one transaction.
    """
    with loop.engine.writing() as session:
        return [_told(session, loop, text) for text in texts]


def _told(session: Session, loop: Loop, text: str) -> int:
    place, at = loop.engine.place, loop.engine.clock()
    where: dict[str, Any] = {"agent_id": place.agent_id, "conversation_id": place.conversation_id, "created_at": at}
    turn = Turn(**where, trigger="user", status="ended", stop_reason="end_turn", ended_at=at)
    session.add(turn)
    session.flush()
    message = Message(**where, turn_id=turn.id, role="user", text=text)
    recall.add(session, message)
    turn.message_id = message.id
    session.add(turn)
    assert message.id is not None
    return message.id


def noted(loop: Loop, line: str, message_id: int, label: str = "human") -> None:
    """A line as a turn writes it, resting on a message."""
    with loop.engine.writing() as session:
        text = session.get_one(Message, message_id).text
        cause = Cause("turn", tool="core_memory_append", sources=(Source(message_id, text),))
        core = CoreMemory(session, loop.engine.place.agent_id, cause)
        block = core.block(label)
        core.write(block, f"{block.value}\n{line}".strip())


def sleep(loop: Loop, stop: Event | None = None) -> int | None:
    """One sleep to its end; its id, None where there was nothing to do."""
    begun = work.begin(loop.engine)
    if begun is None:
        return None
    work.Work(loop.engine, begun.id, stop or Event()).run()
    return begun.id
