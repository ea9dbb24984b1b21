"""The embedding worker: every item once, nothing lost, no busy waiting, and an embedder that fails."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlmodel import Session

from models import search_index
from models.memory_file import MemoryFile
from models.rescoring import likenesses
from models.search_values import Pending, Vectors
from models.tables import Agent, Archive, Conversation, Message
from runtime.embed.local import LocalEmbedder
from runtime.embed.making import Making
from runtime.embed.port import Embedder
from runtime.embed.worker import BATCH, EmbeddingWorker, Next
from runtime.home import asset

KEY = bytes(range(32))
PATIENCE = 30.0


class Watched(LocalEmbedder):
    """The built-in embedder, remembering what it was asked."""

    def __init__(self) -> None:
        super().__init__(asset("embedder"))
        self.asked: list[list[str]] = []
        self.begun = threading.Event()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked.append(list(texts))
        self.begun.set()
        return super().embed(texts)


class File:
    """A memory file as the worker sees it."""

    def __init__(self, memory: MemoryFile) -> None:
        self.memory = memory
        self.taken = 0
        self.problems: list[str] = []

    def take(self, most: int) -> Sequence[Pending]:
        self.taken += 1
        with self.memory.reading() as session:
            return search_index.pending(session, most)

    def store(self, vectors: Sequence[Vectors]) -> None:
        with self.memory.transaction() as session:
            search_index.store_vectors(session, vectors)

    def step(self, embedder: Embedder) -> Callable[[], Next]:
        """What the worker does with this embedder."""
        making = Making(embedder)

        def step() -> Next:
            if items := self.take(BATCH):
                self.store(making.made(items))
            return "more" if items else "done"

        return step

    def waiting(self) -> int:
        with self.memory.reading() as session:
            return len(search_index.pending(session, 10_000))

    def say(self, texts: Sequence[str]) -> None:
        with self.memory.transaction() as session:
            say(session, texts)


def say(session: Session, texts: Sequence[str]) -> None:
    """Store messages of the file's only conversation."""
    if session.get(Conversation, 1) is None:
        for row in (Archive(name="a"), Agent(name="a", archive_id=1), Conversation(agent_id=1)):
            session.add(row)
            session.flush()
    previous = ""
    for text in texts:
        message = Message(agent_id=1, conversation_id=1, role="user", text=text)
        session.add(message)
        session.flush()
        search_index.index_message(session, message, previous, "user")
        previous = text


def until(fact: Callable[[], bool]) -> None:
    """Wait for something to come true."""
    end = time.monotonic() + PATIENCE
    while not fact():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.01)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[File]:
    with MemoryFile.open(tmp_path / "memory.loci", KEY) as memory:
        yield File(memory)


def test_what_waits_gets_its_vectors_and_a_text_is_embedded_once(file: File) -> None:
    for _ in range(3):
        file.say(["Thanks!"])
    file.say(["My dog is called Biscuit"])
    embedder = Watched()
    worker = EmbeddingWorker(file.step(embedder), file.problems.append)
    worker.wake()
    until(lambda: file.waiting() == 0)
    worker.close()
    assert sorted(embedder.asked[0]) == sorted(
        ["Thanks!", "user: Thanks!", "My dog is called Biscuit", "user: My dog is called Biscuit"]
    )
    assert file.problems == []


def test_it_sleeps_until_it_is_woken(file: File) -> None:
    worker = EmbeddingWorker(file.step(Watched()), file.problems.append)
    time.sleep(0.2)
    assert file.taken == 0
    worker.wake()
    until(lambda: file.taken == 1)
    time.sleep(0.2)
    assert file.taken == 1
    worker.close()
    worker.close()


def test_closing_ends_after_the_batch_and_the_next_start_does_the_rest(file: File) -> None:
    file.say([f"Message number {number}" for number in range(4 * BATCH)])
    embedder = Watched()
    worker = EmbeddingWorker(file.step(embedder), file.problems.append)
    worker.wake()
    assert embedder.begun.wait(PATIENCE)
    worker.close()
    left = file.waiting()
    assert 0 < left < 4 * BATCH
    assert left % BATCH == 0
    again = EmbeddingWorker(file.step(Watched()), file.problems.append)
    again.wake()
    until(lambda: file.waiting() == 0)
    again.close()


def test_an_embedder_that_fails_is_told_once_and_loses_nothing(file: File, tmp_path: Path) -> None:
    file.say(["One", "Two"])
    worker = EmbeddingWorker(file.step(LocalEmbedder(tmp_path / "none")), file.problems.append)
    for count in (1, 2, 3):
        worker.wake()
        until(lambda count=count: file.taken >= count)  # type: ignore[misc]
    worker.close()
    assert len(file.problems) == 1
    assert "no folder" in file.problems[0]
    assert file.waiting() == 2


def test_a_message_forgotten_while_it_was_embedded_leaves_no_vector(file: File) -> None:
    file.say(["A secret", "And this"])
    (secret, other) = file.take(2)
    with file.memory.transaction() as session:
        search_index.remove(session, "message", secret.id)
    file.store([Vectors(each, bytes([1] * 576), bytes([1] * 576)) for each in (secret, other)])
    with file.memory.reading() as session:
        assert likenesses(session, "message", [secret.id, other.id], np.ones(384, np.float32)).keys() == set()
        # Its surroundings held the secret, so it waits to be embedded anew.
        assert [each.id for each in search_index.pending(session, 5)] == [other.id]


WORK = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
import test_worker as t
with t.MemoryFile.open(Path(sys.argv[1]), t.KEY) as memory:
    file = t.File(memory)
    worker = t.EmbeddingWorker(file.step(t.Watched()), print)
    worker.wake()
    print("begun", flush=True)
    t.until(lambda: file.waiting() == 0)
"""


def test_killed_at_any_moment_each_item_has_its_vectors_or_waits(
    tmp_path: Path, repetitions: Callable[[int, int], int]
) -> None:
    path = tmp_path / "memory.loci"
    with MemoryFile.open(path, KEY) as memory:
        File(memory).say([f"Message number {number} of a long talk" for number in range(600)])
    for attempt in range(repetitions(2, 40)):
        command = [sys.executable, "-c", WORK, str(path), str(Path(__file__).parent)]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(1.0 + 0.13 * attempt)
        child.send_signal(signal.SIGKILL) if hasattr(signal, "SIGKILL") else child.kill()
        child.communicate()
        with MemoryFile.open(path, KEY) as memory, memory.reading() as session:
            waiting = {each.id for each in search_index.pending(session, 1_000)}
            done = likenesses(session, "message", range(1, 601), np.ones(384, np.float32)).keys()
            assert waiting | done == set(range(1, 601))
            assert not waiting & done
