"""The exact prompt behind any past reply, whatever has happened to the memory since."""

import pytest
from loop import Loop
from sqlmodel import select

from models.memory_file import MemoryFile
from models.tables import Message, Step
from runtime import eviction, person
from runtime.errors import InputRefused
from runtime.forgetting.forget import Request, forget
from runtime.history import prompts
from runtime.llm.port import ChatMessage, Generation
from runtime.llm.port import Request as Asked
from runtime.llm.scripted import ScriptedLLM, call, say

BISCUIT = call("core_memory_append", label="human", content="Dog: Biscuit")


class Listening(ScriptedLLM):
    """Keeps every prompt that a step was made from."""

    def generate(self, request: Asked, **given: object) -> Generation:
        if any(form.tool != "write_summary" for form in request.forms):
            heard.append(request.prompt.messages)
        return super().generate(request, **given)


heard: list[tuple[ChatMessage, ...]] = []


@pytest.fixture
def loop(memory: MemoryFile) -> Loop:
    heard.clear()
    return Loop.on(memory, Listening([BISCUIT, say("Noted."), say("Yes."), BISCUIT, say("Long."), say("End.")]))


def replies(loop: Loop) -> list[int]:
    """The call of each step, in order."""
    with loop.engine.reading() as session:
        query = select(Message.id).join(Step, Step.id == Message.step_id).where(Message.role == "assistant")
        return [each or 0 for each in session.exec(query.order_by(Message.id))]


def test_every_prompt_comes_back_whole_after_edits_evictions_and_a_recompiled_prefix(loop: Loop) -> None:
    loop.say("My dog is called Biscuit")
    with loop.engine.reading() as session:
        loop.context.recompile(session)  # the edit is in the prefix now, and its result shown as done
    loop.say("Hello")
    loop.say("word " * 20_000)  # too long to be shown whole
    with loop.engine.writing() as session:
        for message in session.exec(select(Message).where(Message.turn_id == 1)):
            message.in_context = False
    loop.say("Still there?")
    person.edit_block(loop.engine, "human", "Nothing", 3)
    eviction.evict(loop.engine, loop.context)
    made = [prompts.behind(loop.engine, each) for each in replies(loop)]
    assert [each.messages for each in made] == heard
    assert all(each.exact and not each.missing for each in made)
    assert any("characters of this message are not shown" in each.text for each in made[-1].messages)


def test_what_was_forgotten_since_is_missing_and_said(loop: Loop) -> None:
    loop.say("My dog is called Biscuit")
    loop.say("Hello")
    forget(loop.engine, Request("Biscuit"))
    past = prompts.behind(loop.engine, replies(loop)[-1])
    assert (past.exact, past.missing) == (False, 3)
    assert "Biscuit" not in str(past.messages)


def test_no_prompt_stood_behind_what_the_person_said(loop: Loop) -> None:
    loop.say("My dog is called Biscuit")
    with pytest.raises(InputRefused, match="no reply"):
        prompts.behind(loop.engine, 1)
    with pytest.raises(InputRefused, match="no message 77"):
        prompts.behind(loop.engine, 77)
