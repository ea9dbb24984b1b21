"""What committing a step costs, beside a bare SQLCipher transaction that writes the same bytes.

    python tests/benchmarks/bench_step_commit.py [STEPS]

*Loci* is :func:`runtime.step.commit` as a turn calls it: the tool in its savepoint, step, call, result, block, journal
with evidence, passage and tags, full-text index and embedding queue, through the ORM. Beside it, in the same run and
step by step in turns, so that all see the same machine:

- *same rows*: the statements by which that step wrote, replayed by the bare driver on a twin of the file;
- *same bytes*: one row that holds as many bytes as all those values together, in an encrypted file of its own.

Both sync settings are shown: FULL, which is what Loci uses (a commit is on the disk when it returns), and OFF, which
takes the disk away and leaves the work.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median

from sqlalchemy import event, update
from sqlcipher3 import dbapi2
from sqlmodel import col, select

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

from loop import Loop

from models.connection import connect
from models.memory_file import MemoryFile
from models.tables import Message
from runtime import step, turn
from runtime.llm.port import Generation, TokenCounts, ToolCall
from runtime.memory import recall
from runtime.memory.journal import Source
from runtime.step import StepPlace

KEY = bytes(range(32))
GOAL = 2.0
OLDER = 2_000
IN_CONTEXT = 60
STEPS_OF_A_TURN = 4

Values = tuple[object, ...]


@dataclass
class Recorder:
    """The statements by which the memory file was written since the last look."""

    statements: list[tuple[str, Values]] = field(default_factory=list)

    def listen_to(self, memory: MemoryFile) -> None:
        """Take down every INSERT, UPDATE and DELETE of the writer."""
        event.listen(memory.writer, "do_execute", self._take)

    def _take(self, _cursor: dbapi2.Cursor, statement: str, values: Values, _context: object) -> None:
        if statement.lstrip().startswith(("INSERT", "UPDATE", "DELETE")):
            self.statements.append((statement, values))

    def taken(self) -> list[tuple[str, Values]]:
        """What was taken down, once."""
        taken, self.statements = self.statements, []
        return taken


def calls() -> Iterator[ToolCall]:
    """The calls of one turn after the other: three that change memory, and a reply."""
    for number in count(1):
        facts = "\n".join(f"Fact {each}: the person likes place {each + number} by the sea" for each in range(12))
        yield ToolCall("memory_rethink", {"label": "human", "new_memory": facts, "request_heartbeat": True})
        passage = f"On walk {number} we saw the old harbour, and agreed to come back in spring with Biscuit, the dog."
        arguments = {"content": passage, "tags": ["walks", "harbour"], "request_heartbeat": True}
        yield ToolCall("archival_memory_insert", arguments)
        line = {"label": "persona", "old_content": persona(number - 1), "new_content": persona(number)}
        yield ToolCall("core_memory_replace", {**line, "request_heartbeat": True})
        yield ToolCall("send_message", {"message": f"I wrote down walk {number}, and what you like about the harbour."})


def persona(number: int) -> str:
    """The line of the persona that each turn replaces."""
    return f"I have replied {number} times." if number else "I remember what you tell me."


def prepare(folder: Path) -> Path:
    """A memory file with a past: messages in recall, the newest of them in context."""
    path = folder / "memory.loci"
    with MemoryFile.open(path, KEY) as memory:
        place = Loop.on(memory, []).engine.place
        with memory.transaction() as session:
            for number in range(OLDER):
                message = Message(
                    agent_id=place.agent_id,
                    conversation_id=place.conversation_id,
                    role="user" if number % 2 else "assistant",
                    text=f"{number}: we talked about the way to the harbour, the weather, and what to cook for dinner",
                )
                recall.add(session, message)
    return path


@dataclass
class Times:
    """Seconds of each step."""

    loci: list[float] = field(default_factory=list)
    same_rows: list[float] = field(default_factory=list)
    same_bytes: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measure(folder: Path, steps: int, synchronous: str) -> Times:
    """Commit the steps, each of them in three ways, one after the other."""
    path = prepare(folder)
    twin = shutil.copy(path, folder / "twin.loci")
    bare = folder / "bare.loci"
    bare.touch()
    times, recorder = Times(), Recorder()
    rows, blob = connect(Path(twin), KEY), connect(bare, KEY)
    blob.execute("PRAGMA journal_mode = WAL")
    blob.execute("CREATE TABLE body (id INTEGER PRIMARY KEY, body BLOB NOT NULL)")
    with MemoryFile.open(path, KEY) as memory:
        recorder.listen_to(memory)
        for connection in (rows, blob, memory.writer.raw_connection().driver_connection):
            assert connection is not None
            connection.execute(f"PRAGMA synchronous = {synchronous}")
        for commit in committing(Loop.on(memory, []), steps):
            replay(rows, recorder.taken())  # what the turn itself wrote since the last step
            cpu = time.process_time()
            times.loci.append(timed(commit))
            times.cpu.append(time.process_time() - cpu)
            written = recorder.taken()
            body = b"x" * sum(size(value) for _, values in written for value in values)
            times.same_rows.append(timed(partial(replay, rows, written)))
            times.same_bytes.append(timed(partial(replay, blob, [("INSERT INTO body (body) VALUES (?)", (body,))])))
            times.sizes.append(len(body))
    same = "SELECT (SELECT count(*) FROM message), (SELECT max(id) FROM journal), (SELECT count(*) FROM passage)"
    original = connect(path, KEY)
    assert original.execute(same).fetchone() == rows.execute(same).fetchone(), "the twin is not the same"
    for connection in (original, rows, blob):
        connection.close()
    return times


def committing(loop: Loop, steps: int) -> Iterator[Callable[[], object]]:
    """The commits of so many steps, ready to be made."""
    making = calls()
    turn_id = message_id = 0
    for number in range(steps):
        if number % STEPS_OF_A_TURN == 0:
            leave(loop)
            turn_id, message_id = turn.accept(loop.engine, "We walked to the harbour again and it was lovely")
            loop.context.begin(turn_id)
        place = StepPlace(
            turn_id, number % STEPS_OF_A_TURN + 1, (Source(message_id, "We walked to the harbour again"),)
        )
        with loop.engine.reading() as session:
            loop.context.prompt(session)
        generation = Generation(next(making), TokenCounts(prompt=2_000, reused=1_950, prefilled=50, generated=60))

        def commit(place: StepPlace = place, generation: Generation = generation) -> object:
            return step.commit(loop.engine, loop.context, place, generation, stop_reason="end_turn")

        yield commit


def leave(loop: Loop) -> None:
    """Let all but the newest messages leave the context, as eviction would."""
    with loop.memory.transaction() as session:
        newest = select(Message.id).order_by(col(Message.id).desc()).offset(IN_CONTEXT).limit(1)
        old = session.exec(newest).first() or 0
        session.exec(update(Message).where(col(Message.id) <= old, col(Message.in_context)).values(in_context=False))


def replay(connection: dbapi2.Connection, statements: list[tuple[str, Values]]) -> None:
    """One transaction of the bare driver."""
    connection.execute("BEGIN IMMEDIATE")
    for statement, values in statements:
        connection.execute(statement, values)
    connection.execute("COMMIT")


def size(value: object) -> int:
    """Bytes of a value in the file, near enough."""
    if isinstance(value, str):
        return len(value.encode())
    return len(value) if isinstance(value, bytes) else 8


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="What committing a step costs.")
    parser.add_argument("steps", nargs="?", type=int, default=400)
    steps: int = parser.parse_args().steps
    print(f"{steps} steps on a file of {OLDER:,} messages, {IN_CONTEXT} in context; median ms (90 of 100 below)")
    names = f"{'Loci':>16} {'same rows':>16} {'same bytes':>16} {'÷ rows':>7} {'÷ bytes':>8} {'Loci CPU':>9}"
    print(f"{'synchronous':<12} {'bytes':>6} {names}")
    for synchronous in ("FULL", "OFF"):
        with tempfile.TemporaryDirectory(prefix="loci-bench-") as folder:
            times = measure(Path(folder), steps, synchronous)
        cells = [cell(each) for each in (times.loci, times.same_rows, times.same_bytes)]
        by_rows = median(times.loci) / median(times.same_rows)
        by_bytes = median(times.loci) / median(times.same_bytes)
        cpu = median(times.cpu) * 1e3
        shown = " ".join(f"{each:>16}" for each in cells)
        print(f"{synchronous:<12} {median(times.sizes):>6,.0f} {shown} {by_rows:>7.2f} {by_bytes:>8.2f} {cpu:>9.2f}")
    print(f"goal: at most {GOAL} with synchronous FULL, as Loci runs")


def cell(seconds: list[float]) -> str:
    """Median and 90th percentile in milliseconds."""
    return f"{median(seconds) * 1e3:.2f} ({sorted(seconds)[int(len(seconds) * 0.9)] * 1e3:.2f})"


if __name__ == "__main__":
    main()
