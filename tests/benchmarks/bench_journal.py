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
from datetime import datetime
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

from loop import Loop

from models.columns import utc_now
from models.memory_file import MemoryFile
from models.tables import Passage
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
BATCH = 2_000


class Filled:
    """A memory with so many changes, and what was in it when."""

    def __init__(self, folder: Path, changes: int) -> None:
        self.memory = MemoryFile.open(folder / f"{changes}.loci", KEY)
        self.engine = Loop.on(self.memory, ScriptedLLM([])).engine
        self.moments: list[datetime] = []
        self.lines: list[str] = []
        self._random = random.Random(changes)
        _, self._message_id = turn.accept(self.engine, "I like place 7 by the sea")
        done = 0
        while done < changes:
            done += self._batch(min(BATCH, changes - done), done)
            self.moments.append(utc_now())

    def _batch(self, most: int, done: int) -> int:
        source = Source(self._message_id, "I like place 7 by the sea", (7, 14))
        cause = Cause("turn", tool="core_memory_append", sources=(source,))
        with self.memory.transaction() as session:
            core = CoreMemory(session, self.engine.place.agent_id, cause)
            human = core.block("human")
            kept: list[int] = []
            for number in range(done, done + most):
                if number % 10 < 7:
                    self.lines = [
                        *self.lines[-LINES:],
                        f"Fact {number}: the person likes place {number % 97} by the sea",
                    ]
                    core.write(human, "\n".join(self.lines))
                elif number % 10 < 9 or not kept:
                    text = f"Note {number} about place {number % 89}, with a sentence to go with it"
                    kept.append(archival.insert(session, self.engine.place.archive_id, text, ["sea"], cause).id or 0)
                else:
                    chosen = kept.pop(self._random.randrange(len(kept)))
                    archival.remove(session, session.get_one(Passage, chosen), cause)
        return most

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
