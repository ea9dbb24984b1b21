"""Who says "forget" in the chat: the LLM hands it on, the person decides, and nothing goes before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from loop import Loop

from models.memory_file import MemoryFile
from runtime.conversations import Conversations
from runtime.events import ForgettingAsked, ToolReturned, TurnEnded
from runtime.forgetting.forget import Request, forget
from runtime.llm.port import ToolCall
from runtime.llm.scripted import ScriptedLLM, call, say

BISCUIT = call("core_memory_append", label="human", content="Dog: Biscuit")


def trained_loop(memory: MemoryFile, line: str, *calls: ToolCall) -> Loop:
    """A loop whose LLM was trained without the tool: it writes the line down, and then makes these calls."""
    written = call("core_memory_append", label="human", content=line)
    llm = ScriptedLLM([written, say("Noted."), *calls, say("Done.")])
    llm.info = replace(llm.info, system_prompt="I know my tools.")
    return Loop.on(memory, llm)


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
    ("line", "said", "new", "asked"),
    [
        ("Their dog is called Biscuit", "Our dog is called Biscuit.", "", ["dog is called Biscuit"]),
        ("Biscuit: a dog", "Biscuit, my dog, is ill", "", ["Biscuit"]),
        ("Their dog is called Biscuit", "hello", "", ["Their dog is called Biscuit"]),
        ("Ihr Hund heißt Biscuit", "Mein Hund heißt Biscuit!", "", ["Hund heißt Biscuit"]),
        ("Their dog is called Biscuit", "My dog is called Biscuit", "Their dog is called Rex", []),
    ],
)
def test_what_such_an_llm_takes_out_of_core_memory_is_asked_about_everywhere(
    memory: MemoryFile, line: str, said: str, new: str, asked: list[str]
) -> None:
    loop = trained_loop(memory, line, call("core_memory_replace", label="human", old_content=line, new_content=new))
    loop.say(said)
    loop.say("That is over")
    assert [each.text for each in loop.of(ForgettingAsked)] == asked
    assert isinstance(loop.events[-1], TurnEnded)


def test_a_line_that_moves_to_archival_memory_is_not_forgotten(memory: MemoryFile) -> None:
    moved = call("archival_memory_insert", content="Dog: Biscuit", tags=["human"])
    taken = call("core_memory_replace", label="human", old_content="Dog: Biscuit", new_content="")
    loop = trained_loop(memory, "Dog: Biscuit", moved, taken)
    loop.say("My dog is called Biscuit")
    loop.say("Make room")
    assert loop.of(ForgettingAsked) == []


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
