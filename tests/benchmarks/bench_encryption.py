"""What encryption costs: the app's own queries to an encrypted memory, beside the same to a plain copy of it.

    python tests/benchmarks/bench_encryption.py [MESSAGES]

Both files hold the same rows and indexes, are opened by the same code with the same settings, and are asked in turns;
only the key is missing in one. Loci itself never opens a plain file. *cold*: with an empty page cache, so that every
page is decrypted. CPU time, because the clock of a busy machine says nothing.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from zlib import crc32

import numpy as np
from sqlcipher3 import dbapi2

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

from long_talk import fill
from loop import Loop

from models import connection, engines, search_index
from models.memory_file import MemoryFile
from models.search_values import Vectors
from runtime import reading
from runtime.embed.codes import as_bytes
from runtime.llm.scripted import ScriptedLLM, call, say
from runtime.memory.search import Search

KEY = bytes(range(32))
ROUNDS = 40
BATCH = 2_000
DIMENSIONS = 384
QUERIES = ("harbour winter", "biscuit in the garden", "letter morning", "windenter", "what was in the garbour?")

Array = np.ndarray[tuple[int, int], np.dtype[np.float32]]


class Hashed:
    """A direction for each text, told by its checksum. Stands in for the embedder."""

    dimensions = DIMENSIONS

    def embed(self, texts: Sequence[str]) -> Array:
        """One row a text."""
        rows = [np.random.default_rng(crc32(text.encode())).standard_normal(self.dimensions) for text in texts]
        return np.stack(rows).astype(np.float32)


def embed_all(memory: MemoryFile) -> None:
    """Vectors for everything that waits for them."""
    source = Hashed()
    while True:
        with memory.transaction() as session:
            waiting = search_index.pending(session, BATCH)
            if not waiting:
                return
            vectors = as_bytes(source.embed([each.text for each in waiting]))
            search_index.store_vectors(session, map(Vectors, waiting, vectors, vectors))


def plain_copy(path: Path, target: Path) -> None:
    """The same rows and indexes without encryption."""
    source = connection.connect(path, KEY)
    source.execute("ATTACH DATABASE ? AS plain KEY ''", (str(target),))
    source.execute("SELECT sqlcipher_export('plain')")
    source.close()
    copied = dbapi2.connect(target)
    copied.execute("PRAGMA journal_mode = WAL")
    copied.close()


def opened_plain(path: Path) -> MemoryFile:
    """The plain file behind the same engines. From here on no connection of this process is given a key."""
    connection._unlock = lambda *_: None  # noqa: SLF001 (Loci has no way to do this)
    return MemoryFile(path, KEY, engines.writer(connection.connect(path, KEY)), engines.readers(path, KEY), _nothing)


def _nothing() -> None:
    pass


class Asked:
    """One of the two files, and the ways in which the app uses it."""

    def __init__(self, memory: MemoryFile) -> None:
        self._memory = memory
        self._loop = Loop.on(memory, ScriptedLLM(_calls()))
        self._engine, self._search = self._loop.engine, Search(Hashed())

    def turn(self, number: int) -> None:
        """A message, a line of memory and a reply, all committed."""
        self._loop.say(f"I like place {number} by the sea")

    def searching(self, number: int) -> None:
        """Recall memory by words and by meaning."""
        query = QUERIES[number % len(QUERIES)]
        with self._engine.reading() as session:
            found = self._search.messages(session, query, agent_id=self._engine.place.agent_id, limit=10)
            reading.messages_hit(session, found)

    def page(self, number: int) -> None:
        """A page of the transcript, somewhere in the past."""
        before = (number * 997) % 4_000 + 200
        with self._engine.reading() as session:
            reading.messages(session, self._engine.place.conversation_id, limit=100, before_id=before)

    def memory(self, _number: int) -> None:
        """Blocks and journal, as the window shows them."""
        with self._engine.reading() as session:
            reading.blocks(session, self._engine.place.agent_id)
            reading.journal(session, limit=50)

    def cold(self, number: int) -> None:
        """A search with nothing in the page cache."""
        with self._engine.reading() as session:
            session.connection().exec_driver_sql("PRAGMA shrink_memory")
        self.searching(number)


def _calls() -> list[object]:
    return [
        made
        for number in range(10 * ROUNDS)
        for made in (call("core_memory_append", label="human", content=f"{number}"), say("Noted."))
    ]


def measured(files: Sequence[Asked]) -> dict[str, list[float]]:
    """Median milliseconds of CPU of each use of each file."""
    uses: dict[str, Callable[[Asked, int], None]] = {
        "a turn": Asked.turn,
        "search": Asked.searching,
        "search, cold": Asked.cold,
        "page of talk": Asked.page,
        "blocks, journal": Asked.memory,
    }
    taken: dict[str, list[list[float]]] = {name: [[] for _ in files] for name in uses}
    for number in range(ROUNDS):
        for name, use in uses.items():
            for place, file in enumerate(files):
                began = time.thread_time()
                use(file, number)
                taken[name][place].append((time.thread_time() - began) * 1_000)
    return {name: [median(each) for each in times] for name, times in taken.items()}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("messages", nargs="?", type=int, default=100_000)
    messages = parser.parse_args().messages
    with tempfile.TemporaryDirectory(prefix="loci-bench-") as folder:
        path, plain = Path(folder) / "memory.loci", Path(folder) / "plain.db"
        with MemoryFile.open(path, KEY) as memory:
            Loop.on(memory, [])
            fill(memory, messages)
            embed_all(memory)
            plain_copy(path, plain)
            encrypted = Asked(memory)
            encrypted.memory(0)  # its reader is open before keys are gone
            with opened_plain(plain) as other:
                taken = measured([encrypted, Asked(other)])
    print(f"{messages:,} messages{'encrypted':>16}{'plain':>12}{'÷':>8}    (median ms of CPU)")
    for name, (locked, open_) in taken.items():
        print(f"{name:18}{locked:>12.2f}{open_:>12.2f}{locked / open_:>8.2f}")
    whole = sum(locked for locked, _ in taken.values()) / sum(open_ for _, open_ in taken.values())
    print(f"{'all of them':18}{'':24}{whole:>8.2f}")


if __name__ == "__main__":
    main()
