"""What the journal answers, with 100,000 changes in it: undo, redo, why and as-of, in milliseconds of CPU time.

    python tests/benchmarks/bench_journal.py [CHANGES]

Beside each stands the same with 1,000 changes in another file, taken in turns with it. The changes: seven in ten are of
blocks, each line resting on a message; the others put passages away or take them out again. Lines and moments are
chosen at random from all that there were. CPU time, because the clock of a busy machine says nothing.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

from loop import Loop
from sqlalchemy import func, insert
from sqlmodel import SQLModel, select

from models.columns import utc_now
from models.journal import lines_brought
from models.memory_file import MemoryFile
from models.tables import JournalEntry, JournalEvidence, JournalLine, Passage
from runtime import turn
from runtime.history import as_of, undoing, why
from runtime.llm.scripted import ScriptedLLM
from runtime.memory import archival
from runtime.memory.core import CoreMemory
from runtime.memory.journal import Cause, Source

KEY = bytes(range(32))
GOAL_MS = 10
FEW = 1_000
ROUNDS = 50
LINES = 12
MADE = 500
BLOCKS, PASSAGES = 7, 2  # changes of ten that write a block, and that put a passage away
SAID = "I like place 7 by the sea"


def fact(number: int) -> str:
    """A line of a block."""
    return f"Fact {number}: the person likes place {number % 97} by the sea"


def note(number: int) -> str:
    """A passage."""
    return f"Note {number} about place {number % 89}, with a sentence to go with it"


class Filled:
    """A memory with so many changes, and what was in it when.

    The last of them are made as turns make them; those before are the same rows, put in at once.
    """

    def __init__(self, folder: Path, changes: int) -> None:
        self.memory = MemoryFile.open(folder / f"{changes}.loci", KEY)
        self.engine = Loop.on(self.memory, ScriptedLLM([])).engine
        self.moments: list[datetime] = []
        self.lines: list[str] = []
        self._random = random.Random(changes)
        self._kept: list[tuple[int, str]] = []
        _, self._message_id = turn.accept(self.engine, SAID)
        self._past(changes - MADE)
        self._make(changes - MADE, MADE)

    def _past(self, count: int) -> None:
        """The changes of the past, a minute after each other."""
        rows: dict[type[SQLModel], list[dict[str, Any]]] = {
            each: [] for each in (JournalEntry, JournalLine, JournalEvidence, Passage)
        }
        begin = utc_now() - timedelta(minutes=count)
        with self.memory.transaction() as session:
            human = CoreMemory(session, self.engine.place.agent_id, Cause("person")).block("human")
            first = (session.exec(select(func.max(JournalEntry.id))).one() or 0) + 1
            for number in range(count):
                at, shared = begin + timedelta(minutes=number), {"journal_id": first + number}
                entry = self._entry(number, human.id or 0) | {"id": first + number, "created_at": at}
                rows[JournalEntry].append(entry)
                rows[JournalEvidence].append(shared | {"message_id": self._message_id, "created_at": at})
                if entry["target"] == "block":
                    brought = lines_brought(entry["before"], entry["after"])
                    place = shared | {"block_id": human.id, "created_at": at}
                    rows[JournalLine] += [place | {"digest": each} for each in brought]
                self.moments.append(at)
            rows[Passage] = [self._passage(number, text, begin) for number, text in self._kept]
            for model, values in rows.items():
                if values:
                    session.execute(insert(model), values)
            human.value, human.version = "\n".join(self.lines), human.version + count
            session.add(human)
        self._kept.clear()

    def _entry(self, number: int, block_id: int) -> dict[str, Any]:
        """One change of the past; it happens in ``lines`` and among the kept passages."""
        entry: dict[str, Any] = {"uid": f"change-{number}", "cause": "turn", "tool": "core_memory_append"}
        if number % 10 < BLOCKS:
            before = "\n".join(self.lines)
            self.lines = [*self.lines[-LINES:], fact(number)]
            values = ("block", block_id, "human", "update", before, "\n".join(self.lines))
        elif number % 10 < BLOCKS + PASSAGES or not self._kept:
            self._kept.append((number + 1, note(number)))
            values = ("passage", number + 1, "sea", "create", None, note(number))
        else:
            passage_id, text = self._kept.pop(self._random.randrange(len(self._kept)))
            values = ("passage", passage_id, "sea", "delete", text, None)
            entry["details"] = {"uid": f"passage-{passage_id}", "tags": ["sea"], "created_at": 0}
        return (
            entry
            | {"field": "value"}
            | dict(zip(("target", "target_id", "label", "action", "before", "after"), values, strict=True))
        )

    def _passage(self, number: int, text: str, begin: datetime) -> dict[str, Any]:
        archive_id, at = self.engine.place.archive_id, begin + timedelta(minutes=number)
        kept = {"id": number, "uid": f"passage-{number}", "archive_id": archive_id, "text": text}
        return kept | {"source": "turn", "created_at": at}

    def _make(self, done: int, most: int) -> None:
        """The newest changes, as turns make them."""
        source = Source(self._message_id, SAID, (7, 14))
        cause = Cause("turn", tool="core_memory_append", sources=(source,))
        with self.memory.transaction() as session:
            core = CoreMemory(session, self.engine.place.agent_id, cause)
            human = core.block("human")
            kept: list[int] = []
            for number in range(done, done + most):
                if number % 10 < BLOCKS:
                    self.lines = [*self.lines[-LINES:], fact(number)]
                    core.write(human, "\n".join(self.lines))
                elif number % 10 < BLOCKS + PASSAGES or not kept:
                    archive_id = self.engine.place.archive_id
                    kept.append(archival.insert(session, archive_id, note(number), ["sea"], cause).id or 0)
                else:
                    chosen = kept.pop(self._random.randrange(len(kept)))
                    archival.remove(session, session.get_one(Passage, chosen), cause)
        self.moments.append(utc_now())

    def line(self) -> str:
        """Any of the lines that stand."""
        return self._random.choice(self.lines)

    def moment(self) -> datetime:
        """Any time that there was."""
        return self._random.choice(self.moments)


def measured(questions: dict[str, Callable[[Filled], object]], memories: list[Filled]) -> dict[str, list[list[float]]]:
    """Milliseconds of CPU time of each question to each memory, taken in turns."""
    taken: dict[str, list[list[float]]] = {name: [[] for _ in memories] for name in questions}
    for _ in range(ROUNDS):
        for name, ask in questions.items():
            for place, memory in enumerate(memories):
                begun = time.thread_time()
                ask(memory)
                taken[name][place].append((time.thread_time() - begun) * 1_000)
    return taken


def main() -> int:
    """Fill, ask, print; 1 where a median is over its goal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("changes", nargs="?", type=int, default=100_000)
    changes = parser.parse_args().changes
    questions: dict[str, Callable[[Filled], object]] = {
        "undo": lambda at: undoing.undo(at.engine),
        "redo": lambda at: undoing.redo(at.engine),
        "why (a line)": lambda at: why.of_line(at.engine, "human", at.line()),
        "as-of": lambda at: as_of.as_of(at.engine, at.moment(), conversation_id=at.engine.place.conversation_id),
    }
    with tempfile.TemporaryDirectory(prefix="loci-bench-") as folder:
        memories = [Filled(Path(folder), each) for each in (FEW, changes)]
        taken = measured(questions, memories)
        for each in memories:
            each.memory.close()
    print(f"{'':14}{FEW:>12,} changes{changes:>16,} changes    (median, 95th percentile, in ms; goal {GOAL_MS})")
    for name, times in taken.items():
        told = "".join(f"{median(each):>12.2f}{sorted(each)[int(len(each) * 0.95)]:>8.2f}" for each in times)
        print(f"{name:14}{told}")
    return int(any(median(times[-1]) > GOAL_MS for times in taken.values()))


if __name__ == "__main__":
    sys.exit(main())
