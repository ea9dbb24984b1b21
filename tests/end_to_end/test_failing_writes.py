"""The n-th write of a turn fails, for every n: whole steps stay, and the next start answers the message, once."""

import shutil
from pathlib import Path

import pytest
from failing_writes import Writes, failing
from invariants import broken
from kinds import Looking, Repetitions
from scripted_conversation import CONTEXT, message, script
from sqlmodel import select

from models.tables import Message
from runtime.assistant import Assistant
from runtime.errors import StorageFailed
from runtime.events import Event, Notice, TurnEnded
from runtime.home import Home
from runtime.llm.scripted import ScriptedLLM

BEFORE = 8  # messages told before, so that the failing turn warns of pressure and evicts as well


def opened(home: Home, key: bytes, events: list[Event]) -> Assistant:
    """The real assistant with the scripted LLM in a small context."""
    return Assistant.open(home, key=key, emit=events.append, llm=ScriptedLLM(script, context_length=CONTEXT))


@pytest.fixture
def told(home: Home, key: bytes) -> Home:
    """A memory file with some turns in it, closed."""
    with opened(home, key, []) as assistant:
        for number in range(BEFORE):
            assistant.wait(assistant.submit(message(number)))
    return home


def copied(home: Home, place: Path) -> Home:
    """A copy of the closed memory file to break."""
    return Home(Path(shutil.copytree(home.root, place)))


def fail_in_a_turn(home: Home, key: bytes, writes: Writes, events: list[Event]) -> bool:
    """Say the next message while writes fail; whether it was taken."""
    with opened(home, key, events) as assistant, failing(assistant._engine.memory, writes):  # noqa: SLF001
        try:
            turn_id = assistant.submit(message(BEFORE))
        except StorageFailed:
            return False
        assert assistant.wait(turn_id, timeout=60)
    return True


def writes_of_a_turn(home: Home, key: bytes, place: Path) -> int:
    """How many writes the turn makes where none fails."""
    writes = Writes()
    assert fail_in_a_turn(copied(home, place), key, writes, [])
    return writes.seen


@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("once", [True, False], ids=["one write fails", "all writes fail from there on"])
def test_a_write_that_fails_loses_nothing_and_the_next_start_answers(
    told: Home, key: bytes, tmp_path: Path, looking: Looking, repetitions: Repetitions, *, once: bool
):
    count = writes_of_a_turn(told, key, tmp_path / "counted")
    assert count > 20
    step = max(1, count // repetitions(12, count))
    for number in range(1, count + 1, step):
        home = copied(told, tmp_path / f"copy-{number}")
        events: list[Event] = []
        taken = fail_in_a_turn(home, key, Writes(number, once), events)
        problems = [each for each in events if isinstance(each, Notice) and each.problem]
        failed = [each for each in events if isinstance(each, TurnEnded) and each.stop_reason == "error"]
        assert not taken or problems or failed, f"write {number} failed and nobody was told"
        with looking(home) as session:
            assert broken(session) == [], f"after the failure of write {number}"
        with opened(home, key, []) as assistant:
            for turn_id in list(assistant._open_turns):  # noqa: SLF001
                assert assistant.wait(turn_id, timeout=60)
        with looking(home) as session:
            assert broken(session, finished=True) == [], f"after the failure of write {number}, resumed"
            said = session.exec(select(Message.text).where(Message.role == "user")).all()
            replies = session.exec(
                select(Message.id).where(Message.role == "tool", Message.tool == "send_message")
            ).all()
            assert len(said) == len(replies) == BEFORE + taken, f"after the failure of write {number}"
        shutil.rmtree(home.root)
