"""Messages leave after as many days as the person wants them kept, whole turns at a time, and nothing else does."""

from datetime import UTC, datetime, timedelta

import pytest
from invariants import broken
from loop import Clock, Loop
from sleeping import sleep, told
from sqlmodel import select, update

from models.memory_file import MemoryFile
from models.tables import Fact, Message, Passage, Turn
from runtime.assistant import Assistant
from runtime.errors import InputRefused, Stopped
from runtime.events import MemoryRevised
from runtime.forgetting import retention
from runtime.home import Home
from runtime.llm.scripted import ScriptedLLM, call, say
from runtime.memory.charter import Charter
from runtime.settings import Settings

BEGIN = datetime(2026, 10, 1, 9, tzinfo=UTC)


@pytest.fixture
def loop(memory: MemoryFile) -> Loop:
    """Something told in October and in November, tidied; nothing of it in the context."""
    made = Loop.on(memory, [call("core_memory_append", label="human", content="They like tea"), say("Noted.")])
    made.engine.clock = Clock(BEGIN)
    made.say("I like tea. I live in Oslo")
    sleep(made)
    made.engine.clock = Clock(BEGIN + timedelta(days=40))
    told(made, "My sister lives in Rome")
    sleep(made)
    with made.engine.writing() as session:
        session.exec(update(Message).values(in_context=False))
    made.engine.clock = Clock(BEGIN + timedelta(days=50))
    return made


def rule(loop: Loop, days: int) -> None:
    with loop.engine.writing() as session:
        Charter(message_days=days).save(session)


def texts(loop: Loop) -> list[str]:
    with loop.engine.reading() as session:
        return [each.text for each in session.exec(select(Message).order_by(Message.id)) if each.role == "user"]


def faults(loop: Loop) -> set[str]:
    """What does not fit together; a turn that was only told has no reply from the start.

    A change stays without what it rested on, as after forgetting.
    Asked where it is written: a second check of FTS5 on a connection that only reads sees its first one's pages.
    """
    with loop.engine.writing() as session:
        return {each for each in broken(session) if not each.startswith("change")}


def test_what_is_older_leaves_with_its_answers_and_facts_and_the_lines_stay(loop: Loop):
    rule(loop, 30)
    before = faults(loop)
    assert retention.expire_messages(loop.engine, lambda: None) == 5
    assert texts(loop) == ["My sister lives in Rome"]
    assert loop.of(MemoryRevised)
    assert loop.block("human").split("\n")[:2] == ["They like tea", "They live in Oslo"]
    with loop.engine.reading() as session:
        assert [each.statement for each in session.exec(select(Fact))] == ["Their sister lives in Rome"]
        assert session.exec(select(Passage)).all() == []
    assert faults(loop) <= before
    assert retention.expire_messages(loop.engine, lambda: None) == 0


@pytest.mark.parametrize("days", [0, 60])
def test_without_a_rule_or_before_its_time_nothing_goes(loop: Loop, days: int):
    rule(loop, days)
    assert retention.expire_messages(loop.engine, lambda: None) == 0
    assert len(texts(loop)) == 2


def test_what_stands_in_the_context_stays(loop: Loop):
    rule(loop, 30)
    with loop.engine.writing() as session:
        session.exec(update(Message).values(in_context=True))
    assert retention.expire_messages(loop.engine, lambda: None) == 0


def test_it_gives_way_between_two_commits(loop: Loop, monkeypatch: pytest.MonkeyPatch):
    rule(loop, 5)
    before = faults(loop)
    monkeypatch.setattr(retention, "AT_ONCE", 1)
    looks: list[int] = []

    def look() -> None:
        looks.append(1)
        if len(looks) == 2:
            raise Stopped("You are back.")

    with pytest.raises(Stopped):
        retention.expire_messages(loop.engine, look)
    assert texts(loop) == ["My sister lives in Rome"]
    assert faults(loop) <= before


def test_a_sleep_does_it_though_nothing_is_to_be_tidied(home: Home):
    llm = ScriptedLLM(lambda _: say("Noted."))
    with Assistant.open(home, key=bytes(32), emit=lambda _: None, llm=llm, settings=Settings()) as assistant:
        assistant.wait(assistant.submit("How are you?"), 60)
        assistant.sleep.now()
        with assistant._engine.writing() as session:  # noqa: SLF001 - no clock is handed to it
            session.exec(update(Message).values(created_at=BEGIN, in_context=False))
            session.exec(update(Turn).values(created_at=BEGIN))
        assistant.sleep.change_charter(assistant.sleep.charter().changed(message_days=1))
        assistant.sleep.now()
        assert assistant.messages() == ()


def test_days_below_none_are_refused():
    with pytest.raises(InputRefused):
        Charter().changed(message_days=-1)
