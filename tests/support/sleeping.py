"""A loop that sleeps: messages without turns, lines as the chat would write them, and one sleep after another."""

from threading import Event

from loop import Loop

from models.tables import Message, Turn
from runtime import turn
from runtime.memory.core import CoreMemory
from runtime.memory.journal import Cause, Source
from runtime.sleep import work


def told(loop: Loop, *texts: str) -> list[int]:
    """What the person said, each answered long ago, without a line in any block; the messages' ids."""
    return [_told(loop, text) for text in texts]


def _told(loop: Loop, text: str) -> int:
    turn_id, message_id = turn.accept(loop.engine, text)
    with loop.engine.writing() as session:
        answered = session.get_one(Turn, turn_id)
        answered.status, answered.stop_reason, answered.ended_at = "ended", "end_turn", answered.created_at
        session.add(answered)
    return message_id


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
