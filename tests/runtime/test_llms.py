"""Whether an LLM fits this machine, and what ten tool calls of it give."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime.assistant import Assistant
from runtime.errors import LLMError
from runtime.home import Home
from runtime.llm.choice import built_in
from runtime.llm.port import Request, ToolCall
from runtime.llm.scripted import ScriptedLLM, call, say
from runtime.llms import Fit

GB = 1_000_000_000


@pytest.fixture
def assistant(home: Home) -> Iterator[Assistant]:
    with Assistant.open(home, key=bytes(32), emit=lambda _: None, llm=ScriptedLLM(lambda _: say("Yes."))) as opened:
        yield opened


def told(request: Request) -> ToolCall:
    """Calls what is asked for, but never the archive."""
    if "core memory" in request.prompt.messages[-1].text:
        return call("core_memory_append", label="human", content="A fact")
    return say("Good morning.")


def test_ten_tool_calls_are_counted_and_nothing_is_remembered(assistant: Assistant):
    before = assistant.blocks()
    assistant.llms.make = lambda _path: ScriptedLLM(told)
    result = assistant.llms.test(Path("some.gguf"))
    assert (result.well_formed, result.as_asked, result.of, result.problem) == (10, 7, 10, "")
    assert assistant.blocks() == before
    assert assistant.messages() == ()
    turn = assistant.submit("Hello")
    assert assistant.wait(turn, 60), "the one in use answers as before"


def test_a_message_ends_it_and_anything_else_does_not(assistant: Assistant):
    queued: list[str] = []

    def meanwhile(request: Request) -> ToolCall:
        text = request.prompt.messages[-1].text
        if "Good morning" in text and not queued:
            assistant.warm_up()
            queued.append(text)
        if "Thank you" in text:
            assistant.submit("Hello")
        return told(request)

    assistant.llms.make = lambda _path: ScriptedLLM(meanwhile)
    result = assistant.llms.test(Path("some.gguf"))
    assert result.problem == "You wrote a message, and the test ended."
    assert (result.well_formed, len(queued)) == (8, 1)


def test_an_llm_that_fails_says_why(assistant: Assistant):
    def fails(_request: Request) -> ToolCall:
        raise LLMError("The weights are gone.")

    assistant.llms.make = lambda _path: ScriptedLLM(fails)
    result = assistant.llms.test(Path("some.gguf"))
    assert (result.well_formed, result.problem) == (0, "The weights are gone.")


def test_the_built_in_one_fits_every_machine(assistant: Assistant):
    info = next(each for each in assistant.llms.found() if each.path == built_in())
    assert assistant.llms.fit(info).verdict == "fits"


@pytest.mark.parametrize(("needed", "verdict"), [(1, "fits"), (6, "tight"), (8, "too large")])
def test_what_fits(needed: int, verdict: str):
    assert Fit(needed * GB, 4 * GB, 8 * GB).verdict == verdict
