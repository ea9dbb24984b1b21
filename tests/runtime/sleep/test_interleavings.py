"""The chat, the window and a sleep edit one block at the same time: no edit is lost, and the journal explains all.

Each of them looks first and writes later, and the others move in between, in random order. Writes are whole
transactions, one at a time, so these orders are all that threads could bring about.
"""

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from invariants import broken
from loop import Loop
from sleeping import noted, told
from sqlmodel import col, select

from models.memory_file import MemoryFile
from models.tables import JournalEntry, Message
from runtime import person, reading
from runtime.errors import EditConflict, ToolFailed
from runtime.llm.port import Request, ToolCall
from runtime.llm.scripted import ScriptedLLM, call, say
from runtime.memory.core import CoreMemory
from runtime.memory.journal import Cause, Source
from runtime.sleep import work
from runtime.sleep.picture import Picture
from runtime.sleep.tidying import Decision, Edit, next_decision
from runtime.views import BlockView

KEY = bytes(range(32))
MOVES = 16
AT_ONCE = 20
"""Interleavings in one memory file, one after another."""
NAMES = ("Ana", "Ben", "Eve", "Leo")
TOWNS = ("Oslo", "Rome", "Paris", "Bergen")
Delta = tuple[Counter[str], Counter[str]]


def delta(before: str, after: str) -> Delta:
    """The lines that a write takes out, and those that it brings."""
    old, new = (Counter(each for each in text.split("\n") if each) for text in (before, after))
    return old - new, new - old


@dataclass
class Three:
    """The three, over one memory. ``meant``: what each write was meant to do, in the order of the writes."""

    loop: Loop
    chance: random.Random
    meant: list[Delta] = field(default_factory=list)
    refused: int = 0
    told: int = 0
    view: BlockView | None = None
    seen: list[str] = field(default_factory=list)
    sleep: tuple[work.Work, Picture] | None = None
    decision: Decision | None = None

    def statement(self) -> str:
        """Something new: often it says the same as before, or the opposite."""
        self.told += 1
        kind = self.chance.randrange(3)
        name, town = self.chance.choice(NAMES), self.chance.choice(TOWNS)
        return (f"{name} lives in {town}", f"{name} moved to {town}", f"{name} has {self.told} cats")[kind]

    def move(self) -> None:
        """One of them does one thing."""
        self.chance.choice((self.window, self.chat, self.tidy, self.tidy))()

    def window(self) -> None:
        """The person opens the block; later they save what they made of it."""
        if self.view is None:
            with self.loop.engine.reading() as session:
                blocks = reading.blocks(session, self.loop.engine.place.agent_id)
            self.view = next(each for each in blocks if each.label == "human")
            return
        view, self.view = self.view, None
        rows = view.value.split("\n") if view.value else []
        if rows and self.chance.random() < 0.5:
            rows[self.chance.randrange(len(rows))] = self.statement()
        else:
            rows.append(self.statement())
        if "\n".join(rows) == view.value:
            return
        try:
            person.edit_block(self.loop.engine, "human", "\n".join(rows), view.version)
            self.meant.append(delta(view.value, "\n".join(rows)))
        except EditConflict:
            self.refused += 1

    def chat(self) -> None:
        """A turn reads the block; later its tool adds a line, or replaces one that it saw."""
        if not self.seen:
            (message_id,) = told(self.loop, self.statement())
            self.seen = [str(message_id), *self.loop.block("human").split("\n")]
            return
        (number, *lines), self.seen = self.seen, []
        new, old = self.statement(), self.chance.choice(lines)
        with suppress(ToolFailed):
            if old and self.chance.random() < 0.5:
                if self.replaced(int(number), old, new):
                    self.meant.append(delta(old, new))
            else:
                noted(self.loop, new, int(number))
                self.meant.append(delta("", new))

    def replaced(self, message_id: int, old: str, new: str) -> bool:
        """As the chat's tool does it; False where nothing changed."""
        with self.loop.engine.writing() as session:
            source = Source(message_id, session.get_one(Message, message_id).text)
            core = CoreMemory(session, self.loop.engine.place.agent_id, Cause("turn", sources=(source,)))
            block = core.block("human")
            if old not in block.value.split("\n"):
                raise ToolFailed("It stands there no more.")
            core.write(block, work.rewritten(block.value, old, new))
            return bool(core.changes)

    def tidy(self) -> None:
        """A sleep decides; later it commits what it decided."""
        if self.sleep is None:
            begun = work.begin(self.loop.engine)
            if begun is None:
                return
            working = work.Work(self.loop.engine, begun.id, Event())
            working.read()
            self.sleep = working, Picture(self.loop.engine, begun.id, lambda: None)
        working, picture = self.sleep
        if self.decision is None:
            self.decision = next_decision(picture.state())
            if self.decision is None:
                working.end()
                self.sleep = None
            return
        decision, self.decision = self.decision, None
        try:
            working.commit(decision, picture)
        except EditConflict:
            self.refused += 1
            return
        if isinstance(decision, Edit) and (decision.remove or decision.put):
            self.meant.append(delta(decision.remove or "", decision.put or ""))

    def check(self, seed: int) -> None:
        """Every write did what it was meant to do and nothing else, and the journal leads to what stands there."""
        with self.loop.engine.reading() as session:
            query = select(JournalEntry).where(JournalEntry.target == "block", JournalEntry.cause != "start")
            entries = session.exec(query.order_by(col(JournalEntry.id))).all()
            assert [delta(each.before or "", each.after or "") for each in entries] == self.meant, f"seed {seed}"
            unexplained = [each for each in broken(session) if each.startswith(("the journal", "passage"))]
            unexplained += [each for each in broken(session) if " begins with " in each]
            assert unexplained == [], f"seed {seed}"


@pytest.mark.parametrize(
    ("tool", "given", "kept"),
    [
        ("memory_rethink", {"new_memory": "Town: Rome"}, {"Town: Rome"}),
        ("memory_insert", {"new_string": "Town: Rome", "insert_line": 1}, {"Cat: Tom", "Town: Rome"}),
        (
            "memory",
            {"command": "insert", "path": "/memories/human", "insert_line": 1, "insert_text": "Town: Rome"},
            {"Cat: Tom", "Town: Rome"},
        ),
    ],
)
def test_what_a_turn_writes_over_a_whole_block_or_at_a_line_of_it_never_undoes_what_the_person_wrote_meanwhile(
    memory: MemoryFile, tool: str, given: dict[str, Any], kept: set[str]
):
    loop = Loop.on(memory, [])
    person.edit_block(loop.engine, "human", "Dog: Rex", 1)
    results: list[str] = []

    def llm(request: Request) -> ToolCall:
        results.append(request.prompt.messages[-1].text)
        if len(results) == 1:
            person.edit_block(loop.engine, "human", "Cat: Tom", 2)
        where = {} if "path" in given else {"label": "human"}
        return say("Done.") if len(results) == 3 else call(tool, **where, **given)

    loop.engine.llm = ScriptedLLM(llm)
    loop.say("Put it in order")
    assert "changed while you wrote. It holds now:\nCat: Tom" in results[1]
    assert set(loop.block("human").split("\n")) == kept
    with loop.engine.reading() as session:
        assert not broken(session)


def test_no_interleaving_of_chat_window_and_sleep_loses_an_edit(tmp_path: Path, repetitions: Callable[[int, int], int]):
    refused = written = 0
    for first in range(0, repetitions(20, 10_000), AT_ONCE):
        with MemoryFile.open(tmp_path / f"{first}.loci", KEY) as memory:
            three = Three(Loop.on(memory, lambda _: say("Noted.")), random.Random(first))
            for seed in range(first, first + AT_ONCE):
                three.chance.seed(seed)
                for _ in range(MOVES):
                    three.move()
            three.check(first)
            refused, written = refused + three.refused, written + len(three.meant)
    assert refused, "some came in each other's way"
    assert written > refused
