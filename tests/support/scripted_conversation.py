"""A child process that holds a scripted conversation over a real memory file, and can be killed at any instant.

    python scripted_conversation.py MESSAGES [SECONDS_A_STEP]

It goes on where an earlier process stopped: messages already in the file are not said again. What each turn
does follows from the prompt alone, so a turn that is resumed by another process does the same. Prints
``ready`` when the file is open and ``done`` at the end.
"""

from __future__ import annotations

import random
import re
import sys
import time

from runtime.assistant import Assistant
from runtime.cli.signals import leaving_cleanly
from runtime.events import Event, TurnEnded
from runtime.home import Home
from runtime.llm.port import ChatMessage, Request, ToolCall
from runtime.llm.scripted import ScriptedLLM, call, say
from runtime.views import MessageView

CONTEXT = 1_024
TEXT = "This is message {number}, and my number {number} is {value}."
STEPS = 3  # of an ordinary turn: two tool calls and the reply


def value(number: int) -> str:
    """Something to be remembered, another in each turn."""
    return f"canary-{number * 7919 % 100_003}"


def message(number: int) -> str:
    """The message of a turn."""
    return TEXT.format(number=number, value=value(number))


def script(request: Request) -> ToolCall:
    """The call that follows from the prompt: what was said last, and which steps came after it."""
    allowed = {form.tool for form in request.forms}
    said, done = _turn(request.prompt.messages)
    number = int(found.group(1)) if (found := re.search(r"message (\d+)", said)) else 0
    planned = _plan(number)
    if "core_memory_append" not in allowed or len(done) >= len(planned):
        return say(f"I have noted {value(number)}. " + "Indeed. " * (number % 20))
    return planned[len(done)]


def _plan(number: int) -> list[ToolCall]:
    rethink = call("memory_rethink", label="human", new_memory=f"Newest: {value(number)}")
    insert = call("archival_memory_insert", content=f"Number {number}: {value(number)}", tags=["numbers"])
    search = call("conversation_search", query=f"my number {number - 1}")
    append = call("core_memory_append", label="persona", content=f"{number}")
    refused = call("core_memory_replace", label="human", old_content="never there", new_content="nor here")
    return [[rethink, insert], [insert, search], [append, rethink], [refused, rethink], []][number % 5]


def _turn(messages: tuple[ChatMessage, ...]) -> tuple[str, list[ChatMessage]]:
    """The newest thing the person said, and the calls since then."""
    calls: list[ChatMessage] = []
    for each in reversed(messages):
        if each.call is not None:
            calls.append(each)
        elif each.role == "user" and "<event>" not in each.text:
            return each.text, calls
    return "", calls


def said_before(assistant: Assistant) -> int:
    """How many messages of the conversation the file holds already."""
    own: list[MessageView] = [each for each in assistant.messages(limit=1_000_000) if each.role == "user"]
    return len(own)


def tell(word: str) -> None:
    """Write a line for the process that watches."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def hold(count: int, seconds: float) -> None:
    """The conversation, from wherever it stands to its end."""
    dice = random.Random()

    def slow(request: Request) -> ToolCall:
        time.sleep(dice.random() * 2 * seconds)
        return script(request)

    ended: list[TurnEnded] = []

    def emit(event: Event) -> None:
        if isinstance(event, TurnEnded):
            ended.append(event)

    llm = ScriptedLLM(slow, context_length=CONTEXT)
    with leaving_cleanly(), Assistant.open(Home.find(), key=None, emit=emit, llm=llm) as assistant:
        tell("ready")
        for turn_id in assistant.waiting():
            assistant.wait(turn_id)
        for number in range(said_before(assistant), count):
            assistant.wait(assistant.submit(message(number)))
    failed = [each for each in ended if each.stop_reason not in {"end_turn", "max_steps"}]
    tell("done" if not failed else f"failed {failed}")


if __name__ == "__main__":
    hold(int(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 0.0)
