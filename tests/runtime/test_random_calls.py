"""An LLM of random weights cannot call a tool wrongly: whatever it writes parses, validates and executes."""

import threading
from collections.abc import Callable
from pathlib import Path
from random import Random

import random_gguf
from loop import Loop

from models.memory_file import MemoryFile
from runtime import step, turn
from runtime.events import ToolReturned
from runtime.llm.host import HostedLLM
from runtime.llm.port import Form, LLMSettings, Request
from runtime.memory.core import CoreMemory
from runtime.memory.journal import Cause
from runtime.step import StepPlace
from runtime.tools.forms import forms

IMPOSSIBLE = ("does not exist", "not found", "did not appear verbatim", "Exceeds", "read-only", "TypeError", "no tool")
"""What a refusal says that the grammar makes impossible."""


TOKENS = 40
"""Random weights never end a text by themselves, so a call is as long as it is let."""


def test_calls_of_random_weights_over_changing_memories_all_execute(
    memory: MemoryFile, tmp_path: Path, reference: Path, repetitions: Callable[[int, int], int]
) -> None:
    """Both real vocabularies, 10,000 calls in `make stress`: labels, old text and room are never wrong."""
    for source in sorted((reference / "vocab").glob("*.gguf")):
        weights = random_gguf.build(tmp_path / source.name, vocabulary=source)
        llm = HostedLLM(LLMSettings(weights, context_length=4_096))
        try:
            assert _carried_out(memory, llm, repetitions(30, 5_000)) >= repetitions(30, 5_000)
        finally:
            llm.close()


def _carried_out(memory: MemoryFile, llm: HostedLLM, count: int) -> int:
    """Turns of five calls each, of tools drawn by lot; how many calls were made."""
    loop, lots = Loop.on(memory, llm), Random(7)
    _make_room_scarce(loop)
    done = 0
    while done < count:
        turn_id, _ = turn.accept(loop.engine, f"Message {done}")
        loop.context.begin(turn_id)
        for number in range(1, 6):
            generation = llm.generate(_request(loop, lots), on_text=lambda _: None, stop=threading.Event())
            place = StepPlace(turn_id, number)
            step.commit(loop.engine, loop.context, place, generation, stop_reason="end_turn")
            done += 1
        _leave(loop, turn_id)
    for returned in loop.of(ToolReturned):
        assert returned.ok or not any(words in returned.result for words in IMPOSSIBLE), returned
    return done


def _make_room_scarce(loop: Loop) -> None:
    """Small blocks with awkward text in them, and one that may not be written."""
    with loop.engine.writing() as session:
        core = CoreMemory(session, loop.engine.place.agent_id, Cause("start"))
        core.write(core.block("human"), 'Name: "Zoë"\n\tTab\nName: \\back\\slash\nline\nline\n日本 🐕')
        if core.find("rules") is None:
            core.create("rules", "Never change this.", read_only=True)
        for block in core.blocks():
            block.char_limit = len(block.value) + 25


def _request(loop: Loop, lots: Random) -> Request:
    with loop.engine.reading() as session:
        tools = [each for each in loop.context.compiled(session).tools if not each.terminal]
        allowed: tuple[Form, ...] = ()
        while not allowed:
            allowed = forms(lots.sample(tools, 2), loop.context.state(session))
        prompt = loop.context.prompt(session)
    return Request(prompt, allowed, max_tokens=TOKENS, temperature=1.5, seed=lots.randrange(1 << 30))


def _leave(loop: Loop, turn_id: int) -> None:
    with loop.engine.writing() as session:
        step.end(session, turn_id, loop.engine, "end_turn")
        for message in loop.context.messages(session):
            message.in_context = False
            session.add(message)
