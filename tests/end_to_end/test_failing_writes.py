"""The n-th write of a turn fails, for every n: whole steps stay, and the next start answers the message, once."""

import shutil
from pathlib import Path

import pytest
from failing_writes import Writes, failing_write
from fixture_types import Looking, Repetitions
from invariants import broken
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


def fail_in_a_turn(
    home: Home, key: bytes, number: int, events: list[Event], *, rolls_back: bool = False
) -> tuple[Writes, bool]:
    """Say the next message and let one write fail: the writes seen, and whether the message was taken."""
    with (
        opened(home, key, events) as assistant,
        failing_write(assistant._engine.memory, number, rolls_back=rolls_back) as writes,  # noqa: SLF001
    ):
        try:
            turn_id = assistant.submit(message(BEFORE))
        except StorageFailed:
            return writes, False
        assert assistant.wait(turn_id, timeout=60)
    return writes, True


@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("rolls_back", [False, True], ids=["transaction left open", "rolled back by SQLite"])
def test_a_write_that_fails_loses_nothing_and_the_next_start_answers(
    told: Home, key: bytes, tmp_path: Path, looking: Looking, repetitions: Repetitions, *, rolls_back: bool
):
    count = len(fail_in_a_turn(copied(told, tmp_path / "counted"), key, 0, [])[0].seen)
    assert count > 20
    step = max(1, count // repetitions(12, count))
    for number in range(1, count + 1, step):
        home = copied(told, tmp_path / f"copy-{number}")
        events: list[Event] = []
        writes, taken = fail_in_a_turn(home, key, number, events, rolls_back=rolls_back)
        if not writes.failed:
            # The embedding worker writes when it gets to it, so the last of the counted writes may not come.
            assert number > count // 2
            continue
        problems = [each for each in events if isinstance(each, Notice) and each.problem]
        failed = [each for each in events if isinstance(each, TurnEnded) and each.stop_reason == "error"]
        assert not taken or problems or failed, f"write {number} failed and nobody was told"
        with looking(home) as session:
            assert broken(session) == [], f"after the failure of write {number}"
        with opened(home, key, []) as assistant:
            for turn_id in assistant.waiting():
                assert assistant.wait(turn_id, timeout=60)
        with looking(home) as session:
            assert broken(session, finished=True) == [], f"after the failure of write {number}, resumed"
            said = session.exec(select(Message.text).where(Message.role == "user")).all()
            replies = session.exec(
                select(Message.id).where(Message.role == "tool", Message.tool == "send_message")
            ).all()
            assert len(said) == len(replies) == BEFORE + taken, f"after the failure of write {number}"
        shutil.rmtree(home.root)
