"""Who says "forget" in the chat: the LLM hands it on, the person decides, and nothing goes before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from loop import Loop

from models.memory_file import MemoryFile
from runtime.conversations import Conversations
from runtime.events import ForgettingAsked, ToolReturned, TurnEnded
from runtime.forgetting.forget import Request, forget
from runtime.llm.scripted import ScriptedLLM, call, say

BISCUIT = call("core_memory_append", label="human", content="Dog: Biscuit")


def names(loop: Loop) -> list[str]:
    with loop.engine.reading() as session:
        return [each.name for each in loop.context.prompt(session).tools]


def test_the_llm_only_hands_the_wish_on_and_changes_nothing(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [BISCUIT, say("Noted."), call("forget", text="Biscuit"), say("You are being asked.")])
    loop.say("My dog is called Biscuit")
    loop.say("Forget my dog's name")
    (asked,) = loop.of(ForgettingAsked)
    assert asked.text == "Biscuit"
    assert loop.block("human") == "Dog: Biscuit"
    assert "Nothing was removed" in loop.of(ToolReturned)[-2].result


@pytest.mark.parametrize("text", ["", " x "])
def test_what_is_too_short_to_be_told_apart_is_refused(memory: MemoryFile, text: str) -> None:
    loop = Loop.on(memory, [call("forget", text=text), say("What do you mean?")])
    loop.say("Forget it")
    assert loop.of(ForgettingAsked) == []
    assert not loop.of(ToolReturned)[0].ok


def test_an_llm_that_was_trained_without_it_is_not_offered_it(memory: MemoryFile) -> None:
    assert "forget" in names(Loop.on(memory, []))
    trained = ScriptedLLM([])
    trained.info = replace(trained.info, system_prompt="I know my tools.")
    assert "forget" not in names(Loop.on(memory, trained))


@pytest.mark.parametrize(
    ("said", "new", "asked"),
    [
        ("Forget my dog's name", "", ["Biscuit"]),
        ("Don't forget my dog's name", "", []),
        ("Forget Biscuit, he is called Rex", "Dog: Rex", []),
    ],
)
def test_what_such_an_llm_takes_out_of_core_memory_is_asked_about_everywhere(
    memory: MemoryFile, said: str, new: str, asked: list[str]
) -> None:
    taken = call("core_memory_replace", label="human", old_content="Dog: Biscuit", new_content=new)
    trained = ScriptedLLM([BISCUIT, say("Noted."), taken, say("Forgotten.")])
    trained.info = replace(trained.info, system_prompt="I know my tools.")
    loop = Loop.on(memory, trained)
    loop.say("My dog is called Biscuit")
    loop.say(said)
    assert [each.text for each in loop.of(ForgettingAsked)] == asked
    assert isinstance(loop.events[-1], TurnEnded)


def test_an_llm_that_knows_the_tool_is_left_to_use_it(memory: MemoryFile) -> None:
    taken = call("core_memory_replace", label="human", old_content="Dog: Biscuit", new_content="")
    loop = Loop.on(memory, [BISCUIT, say("Noted."), taken, say("Forgotten.")])
    loop.say("My dog is called Biscuit")
    loop.say("Forget my dog's name")
    assert loop.of(ForgettingAsked) == []


def test_drafts_and_titles_are_looked_at_too(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [say("Hello.")])
    loop.say("Hello")
    talks = Conversations(loop.engine, lambda: False, lambda: None)
    talks.rename(talks.current, "All about Biscuit")
    talks.keep_draft("And then Biscuit said")
    receipt = forget(loop.engine, Request("biscuit"))
    assert receipt.left == ()
    assert talks.draft() == "And then … said"
    assert [each.title for each in talks.all()] == ["All about …"]
