"""Nested key-value lookups, as in the MemGPT paper: the value of a key may be a key itself, up to four times.

140 pairs of UUIDs lie in archival memory, in an order drawn by lot. The LLM, which does nothing but follow what it
reads, searches for a key, finds its value, searches for that, and answers once a value is the key of nothing.
"""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from loop import Loop

from models.memory_file import MemoryFile
from runtime.events import Reply
from runtime.llm.port import Request, ToolCall
from runtime.llm.scripted import call, say
from runtime.memory import archival
from runtime.memory.journal import Cause

PAIRS, DEPTH = 140, 4
UUID_SHAPE = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def drawn(random: Random) -> tuple[dict[str, str], list[str]]:
    """140 pairs, and the first keys of chains of 0 to 4 further lookups."""
    names = [str(UUID(int=random.getrandbits(128), version=4)) for _ in range(3 * PAIRS)]
    pairs: dict[str, str] = {}
    starts: list[str] = []
    for depth in range(DEPTH + 1):
        chain = [names.pop() for _ in range(depth + 2)]
        starts.append(chain[0])
        pairs |= dict(pairwise(chain))
    while len(pairs) < PAIRS:
        pairs[names.pop()] = names.pop()
    return pairs, starts


def follow(request: Request) -> ToolCall:
    """Search for the key asked for, then for what was found, until that is the key of nothing."""
    messages = request.prompt.messages
    last = max(place for place, message in enumerate(messages) if message.role == "user")
    asked = re.search(rf"value of ({UUID_SHAPE})", messages[last].text)
    assert asked, "nothing was asked"
    key = asked[1]
    for message in messages[last + 1 :]:
        if message.role == "tool":
            pair = re.search(rf"key: {key}, value: ({UUID_SHAPE})", message.text)
            if pair is None:
                return say(key)
            key = pair[1]
    return call("archival_memory_search", query=key)


def test_every_chain_is_followed_to_its_end(tmp_path: Path, repetitions: Callable[[int, int], int]) -> None:
    for ordering in range(repetitions(2, 30)):
        random = Random(ordering)
        pairs, starts = drawn(random)
        lines = [f"key: {key}, value: {value}" for key, value in pairs.items()]
        random.shuffle(lines)
        with MemoryFile.open(tmp_path / f"{ordering}.loci", bytes(32)) as memory:
            loop = Loop.on(memory, follow)
            with loop.engine.writing() as session:
                for line in lines:
                    archival.insert(session, loop.engine.place.archive_id, line, (), Cause("person"))
            for depth, start in enumerate(starts):
                end = start
                while end in pairs:
                    end = pairs[end]
                loop.say(f"What is the value of {start}, followed to its end?")
                reply = loop.of(Reply)[-1].text
                if reply != end:
                    pytest.fail(f"ordering {ordering}, {depth} hops: {reply} instead of {end}")
