"""Whatever the memory went through: undo gives back every earlier state, redo every later, and as-of each moment's."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from fixture_types import Repetitions
from loop import Loop

from models.columns import utc_now
from models.memory_file import MemoryFile
from models.tables import Agent, Passage
from runtime import person, reading
from runtime.errors import ToolFailed
from runtime.history import as_of, undoing
from runtime.memory import archival
from runtime.memory.core import CoreMemory
from runtime.memory.journal import Cause
from runtime.views import BlockView, PassageView

State = tuple[str | None, tuple[BlockView, ...], tuple[PassageView, ...]]
WORDS = ["Dog: Biscuit", "Cat: Mia", "Lives in Oslo", "", "Keeps bees\nand goats", "Ä ö ü – “quoted”", "Dog: Rex"]


def test_any_sequence_of_edits_is_undone_to_every_earlier_state_and_redone(
    memory: MemoryFile, repetitions: Repetitions
) -> None:
    count = repetitions(150, 1_000)
    edits = Edits(memory, seed=count)
    states: list[State] = [edits.state()]
    while len(states) <= count:
        if edits.one():
            states.append(edits.state())
    for earlier in reversed(states[:-1]):
        undoing.undo(edits.engine)
        assert edits.state() == earlier
    for later in states[1:]:
        undoing.redo(edits.engine)
        assert edits.state() == later


def test_as_of_equals_a_recorded_history(memory: MemoryFile, repetitions: Repetitions) -> None:
    count = repetitions(120, 1_000)
    edits = Edits(memory, seed=7)
    history: list[tuple[datetime, State]] = []
    for number in range(count):
        changed = undoing.undo(edits.engine) if number % 5 == 4 and len(history) > 2 else edits.one()
        if changed:
            history.append((utc_now(), edits.state()))
    for at, state in history:
        past = as_of.as_of(edits.engine, at, conversation_id=edits.engine.place.conversation_id, limit=10_000)
        blocks = tuple(replace(each, version=0) for each in past.blocks)
        assert (past.instructions, blocks, past.passages) == state, f"at {at}"


class Edits:
    """Random changes of memory by everybody who may make them."""

    def __init__(self, memory: MemoryFile, seed: int) -> None:
        self.engine = Loop.on(memory, []).engine
        self._random = random.Random(seed)
        self._made = 0

    def state(self) -> State:
        """Everything that is to come back, but for versions, which only ever rise."""
        place = self.engine.place
        with self.engine.reading() as session:
            blocks = tuple(replace(each, version=0) for each in reading.blocks(session, place.agent_id))
            newest = tuple(reversed(sorted_passages(reading.passages(session, place.archive_id, limit=10_000))))
            return session.get_one(Agent, place.agent_id).system_prompt, blocks, newest

    def one(self) -> bool:
        """Make one change; False where it came to nothing."""
        before = self._newest()
        ways: list[tuple[Callable[[CoreMemory], object], int]] = [
            (self._write, 10),
            (self._create, 2),
            (self._delete, 1),
            (self._rename, 1),
            (self._describe, 2),
            (self._lock, 1),
            (self._put_away, 4),
            (self._take_out, 2),
            (self._alter, 4),
        ]
        (way,) = self._random.choices([each for each, _ in ways], [weight for _, weight in ways])
        if self._random.random() < 0.05:
            person.set_instructions(self.engine, self._random.choice([None, "Be brief.", "Be kind."]))
        else:
            with self.engine.writing() as session:
                try:
                    way(CoreMemory(session, self.engine.place.agent_id, Cause("person")))
                except ToolFailed:
                    return False
        return self._newest() != before

    def _newest(self) -> int:
        with self.engine.reading() as session:
            return reading.journal(session, limit=1)[0].id

    def _write(self, core: CoreMemory) -> None:
        block = self._random.choice(core.blocks())
        lines = block.value.split("\n") if block.value else []
        if lines and self._random.random() < 0.5:
            lines[self._random.randrange(len(lines))] = self._random.choice(WORDS)
        else:
            lines.append(self._random.choice(WORDS))
        core.write(block, "\n".join(lines[-8:]))

    def _create(self, core: CoreMemory) -> None:
        self._made += 1
        core.create(f"block {self._made}", self._random.choice(WORDS), "Made", char_limit=300)

    def _delete(self, core: CoreMemory) -> None:
        blocks = core.blocks()
        if len(blocks) > 1:
            core.delete(self._random.choice(blocks))

    def _rename(self, core: CoreMemory) -> None:
        self._made += 1
        core.rename(self._random.choice(core.blocks()), f"renamed {self._made}")

    def _describe(self, core: CoreMemory) -> None:
        core.describe(self._random.choice(core.blocks()), self._random.choice(WORDS))

    def _lock(self, core: CoreMemory) -> None:
        core.lock(self._random.choice(core.blocks()), locked=self._random.random() < 0.3)

    def _put_away(self, core: CoreMemory) -> None:
        tags = self._random.sample(["a", "b", "c, d"], self._random.randrange(3))
        archival.insert(core.session, self.engine.place.archive_id, self._random.choice(WORDS), tags, Cause("person"))

    def _take_out(self, core: CoreMemory) -> None:
        with self.engine.reading() as session:
            passages = reading.passages(session, self.engine.place.archive_id, limit=10_000)
        if passages:
            chosen = core.session.get_one(Passage, self._random.choice(passages).id)
            archival.remove(core.session, chosen, Cause("person"))

    def _alter(self, core: CoreMemory) -> None:
        with self.engine.reading() as session:
            passages = reading.passages(session, self.engine.place.archive_id, limit=10_000)
        if passages:
            chosen = core.session.get_one(Passage, self._random.choice(passages).id)
            tags = self._random.sample(["a", "b", "c, d"], self._random.randrange(3))
            archival.change(core.session, chosen, self._random.choice(WORDS), tags, Cause("person"))


def sorted_passages(passages: tuple[PassageView, ...]) -> list[PassageView]:
    """By when they were made."""
    return sorted(passages, key=lambda each: (each.created_at, each.id))
