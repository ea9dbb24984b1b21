"""Several agents in one memory file: another one is talked with at once, and keeps what is its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from conversing import said, tell
from loop import Loop

from models.memory_file import MemoryFile
from models.tables import Turn
from runtime import reading, turn
from runtime.assistant import Assistant
from runtime.carry import files
from runtime.errors import InputRefused
from runtime.events import Event, MemoryRevised
from runtime.first_run import find_place
from runtime.home import Home
from runtime.llm.port import Request, ToolCall
from runtime.llm.scripted import ScriptedLLM, call, say
from runtime.views import AgentView

KEY = bytes(range(32))
Script = Callable[[Request], ToolCall]
Open = Callable[..., Assistant]


@pytest.fixture
def talk(home: Home, request: pytest.FixtureRequest) -> Open:
    """Opens a memory: the same one each time, or that of another folder."""

    def make(script: Script, folder: Path | None = None, events: list[Event] | None = None) -> Assistant:
        told = [] if events is None else events
        place = Home(folder) if folder else home
        assistant = Assistant.open(place, key=KEY, emit=told.append, llm=ScriptedLLM(script))
        request.addfinalizer(assistant.close)
        return assistant

    return make


@pytest.fixture
def file(talk: Open, tmp_path: Path) -> Path:
    """An agent file of somebody else's, whose agent knows a cat."""
    answers = iter([call("core_memory_append", label="human", content="Cat: Pixel"), say("Pixel.")])
    other = talk(lambda _: next(answers), tmp_path / "other")
    tell(other, "My cat is called Pixel")
    path = tmp_path / "other.af"
    other.keeping.export_agent_file(path)
    other.close()
    return path


def human(assistant: Assistant) -> str:
    return next(each.value for each in assistant.blocks() if each.label == "human")


def in_use(assistant: Assistant) -> AgentView:
    return next(each for each in assistant.agents.all() if each.in_use)


def test_an_imported_agent_is_talked_with_at_once(talk: Open, file: Path):
    seen: list[str] = []

    def script(request: Request) -> ToolCall:
        seen.append("\n".join(each.text for each in request.prompt.messages))
        return say("Yes.")

    events: list[Event] = []
    assistant = talk(script, events=events)
    tell(assistant, "Good morning")
    first = in_use(assistant)
    assistant.keeping.bring_file(file, use=True)
    assert in_use(assistant).id != first.id
    assert said(assistant) == ["My cat is called Pixel", "Pixel."]
    assert MemoryRevised() in events
    tell(assistant, "And what is my cat's name?")
    assert "Cat: Pixel" in seen[-1]
    assert "Good morning" not in seen[-1]
    assert said(assistant)[-2:] == ["And what is my cat's name?", "Yes."]


def test_without_being_asked_for_it_stays_beside_and_is_chosen_later(talk: Open, file: Path):
    assistant = talk(lambda _: say("Yes."))
    tell(assistant, "Good morning")
    first = in_use(assistant)
    assistant.keeping.bring_file(file)
    assert in_use(assistant) == first
    other = next(each for each in assistant.agents.all() if not each.in_use)
    assistant.agents.use(other.id)
    assert human(assistant) == "Cat: Pixel"
    assert assistant.conversations.all()[0].title == "My cat is called Pixel"
    assistant.agents.use(first.id)
    assert said(assistant) == ["Good morning", "Yes."]
    assert human(assistant) == ""


def test_where_nothing_was_said_yet_the_imported_one_is_the_one(talk: Open, file: Path):
    assistant = talk(lambda _: say("Yes."))
    assistant.keeping.bring_file(file)
    assert human(assistant) == "Cat: Pixel"


def test_the_choice_outlives_the_program(talk: Open, file: Path):
    assistant = talk(lambda _: say("Yes."))
    tell(assistant, "Good morning")
    assistant.keeping.bring_file(file, use=True)
    chosen = in_use(assistant)
    assistant.close()
    assert in_use(talk(lambda _: say("Yes."))) == chosen


def test_while_an_answer_is_written_nobody_else_takes_over(talk: Open, file: Path):
    go_on, asked = threading.Event(), threading.Event()

    def slow(_: Request) -> ToolCall:
        asked.set()
        go_on.wait(60)
        return say("Done.")

    assistant = talk(slow)
    assistant.keeping.bring_file(file)
    other = next(each for each in assistant.agents.all() if not each.in_use)
    turn_id = assistant.submit("Tell me")
    assert asked.wait(60)
    with pytest.raises(InputRefused, match="still being written"):
        assistant.agents.use(other.id)
    go_on.set()
    assert assistant.wait(turn_id, 60)
    assert human(assistant) == "Cat: Pixel"
    assistant.agents.use(other.id)
    assert human(assistant) == ""


def test_a_message_is_answered_by_the_agent_it_was_told_to(file: Path, tmp_path: Path):
    with MemoryFile.open(tmp_path / "memory.loci", bytes(32)) as memory:
        loop = Loop.on(memory, lambda _: say("Yes."))
        loop.say("Good morning")
        first = loop.engine.place
        files.bring_file(loop.engine, file, use=True)
        other = find_place(memory)
        # As one that came while it was changed:
        turn_id, _ = turn.accept(loop.engine, "Late", conversation_id=other.conversation_id)
        turn.run(loop.engine, loop.context, turn_id)
        assert first != loop.engine.place == other
        with loop.engine.reading() as session:
            assert session.get_one(Turn, turn_id).agent_id == other.agent_id
            told = [each.text for each in reading.messages(session, other.conversation_id, limit=5)]
        assert told[-3:-1] == ["Late", "Yes."]
        assert loop.block("human") == "Cat: Pixel"


def test_an_agent_that_is_not_there_is_refused(talk: Open):
    assistant = talk(lambda _: say("Yes."))
    with pytest.raises(InputRefused, match=r"no agent 99\. Nothing was changed"):
        assistant.agents.use(99)
