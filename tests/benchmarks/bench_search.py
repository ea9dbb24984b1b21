"""How long a search takes in an encrypted file of many items, beside plain ways to find the nearest vectors.

    python tests/benchmarks/bench_search.py [ITEMS ...] [--folder FOLDER] [--json] [--plot FILE.svg]

The texts are sentences of made-up words, drawn as often as words of a language are; a text's vector points to where
its words point, so that texts sharing words lie near each other. No network embeds them: a million take four minutes of
CPU. ``--folder`` keeps them and finds them there the next time. In the same run, on the same vectors and queries:

- *Loci*: :class:`runtime.memory.search.Search` as it is, four views fused, first 10 (the query's vector is given: an
  embedder is no part of what is compared); *filtered* looks at one role in a quarter of the time;
- *vec0 float32*: sqlite-vec's scan of one float32 column, first 10, in an encrypted file of its own;
- *numpy*: one matrix product and a partial sort, unencrypted, in memory.

*recall* is the share of the exact nearest 10 (numpy, float32) among the first 10 by binary codes and exact rescoring.
*CPU* is what a search computes, whoever else is at work on the machine; *first* what the first one does, which reads
all codes; *resident* the most that a process held which opened the file and searched it. ``--plot`` draws how the times
grow.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from models import code_blocks, search_index
from models.code_cache import CodeCache
from models.connection import connect
from models.memory_file import MemoryFile
from models.search_values import MessageScope, Pending, Vectors
from models.sides import Shelf
from models.tables import Agent, Archive, Conversation, Message
from runtime.embed.codes import as_bytes
from runtime.memory.candidates import Gathering
from runtime.memory.search import CANDIDATES, Search

SIZES = (10_000,)
QUERIES = 60
WORDS = 20_000
INNER = 64
BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
BATCH = 2_000
DIMENSIONS = 384
# Of made-up texts nobody keeps a secret, and a kept folder has to be opened again.
KEY = bytes(range(32))

Array = np.ndarray[Any, np.dtype[np.float32]]


class WordVectors:
    """Texts of made-up words and their vectors. Stands in for the embedder."""

    dimensions = DIMENSIONS

    def __init__(self) -> None:
        self._random = np.random.default_rng(7)
        # Sentence vectors use far fewer directions than they have dimensions.
        inner = self._random.standard_normal((WORDS, INNER), np.float32)
        self._directions = inner @ self._random.standard_normal((INNER, self.dimensions), np.float32) / np.sqrt(INNER)
        self._chances = 1 / np.arange(10, WORDS + 10)
        self._chances /= self._chances.sum()

    def texts(self, n: int, words: int) -> list[str]:
        """Texts of so many words each."""
        drawn = self._random.choice(WORDS, (n, words), p=self._chances)
        return [" ".join(f"w{number}" for number in row) for row in drawn]

    def embed(self, texts: Sequence[str]) -> Array:
        """The mean of the words' directions, with a little noise so that no two texts are the same."""
        return self.noisy(np.stack([self._mean(text) for text in texts]))

    def noisy(self, vectors: Array) -> Array:
        """The vectors with a little noise, each of length 1."""
        vectors = vectors + 0.1 * self._random.standard_normal(vectors.shape, np.float32)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)

    def _mean(self, text: str) -> Array:
        numbers = [int(word[1:]) for word in text.split() if word[1:].isdigit()]
        return np.asarray(self._directions[numbers].mean(axis=0), np.float32)


def fill(memory: MemoryFile, source: WordVectors, items: int) -> Array:
    """Store and index so many messages; their texts' vectors, [items, dimensions]."""
    kept = []
    with memory.transaction() as session:
        for row in (Archive(name="a"), Agent(name="a", archive_id=1), Conversation(agent_id=1)):
            session.add(row)
            session.flush()
    for begin in range(0, items, BATCH):
        with memory.transaction() as session:
            messages = [_message(*each) for each in enumerate(source.texts(min(BATCH, items - begin), 25), begin)]
            session.add_all(messages)
            session.flush()
            search_index.index_messages(session, messages)
            vectors = source.embed([each.text for each in messages])
            waiting = [Pending("message", each.id or 0, each.text, "") for each in messages]
            contexts = as_bytes(source.noisy(vectors))
            db = session.connection()
            code_blocks.add(db, Shelf("message", "a"), [*map(Vectors, waiting, as_bytes(vectors), contexts)])
            db.exec_driver_sql("DELETE FROM embedding_queue")
            kept.append(vectors)
    return np.concatenate(kept)


def _message(number: int, text: str) -> Message:
    at, role = BEGIN + timedelta(minutes=7 * number), "assistant" if number % 2 else "user"
    return Message(agent_id=1, conversation_id=1, role=role, text=text, created_at=at, in_context=False)


def milliseconds(ask: Callable[[int], object]) -> tuple[Array, Array]:
    """How long each query takes by the clock and on the CPU, after a few that warm the page cache."""
    for number in range(5):
        ask(number)
    spent, computed = [], []
    for number in range(QUERIES):
        begin, cpu = time.perf_counter(), time.process_time()
        ask(number)
        spent.append(1e3 * (time.perf_counter() - begin))
        computed.append(1e3 * (time.process_time() - cpu))
    return np.array(spent, np.float32), np.array(computed, np.float32)


def float_scan(folder: Path, vectors: Array) -> Callable[[Array], list[int]]:
    """sqlite-vec alone: one float32 column, encrypted."""
    path = folder / "floats.db"
    path.touch()
    connection = connect(path, KEY)
    connection.execute(f"PRAGMA cache_size = -{vectors.nbytes // 512}")
    connection.execute("BEGIN")
    if not connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
        connection.execute(f"CREATE VIRTUAL TABLE items USING vec0(vector FLOAT[{vectors.shape[1]}])")
        connection.executemany(
            "INSERT INTO items (rowid, vector) VALUES (?, ?)", ((i, v.tobytes()) for i, v in enumerate(vectors, 1))
        )
    connection.execute("COMMIT")
    query = "SELECT rowid FROM items WHERE vector MATCH ? AND k = 10 ORDER BY distance"
    return lambda vector: [each for (each,) in connection.execute(query, (vector.tobytes(),))]


def exact(vectors: Array, query: Array) -> list[int]:
    """The ids of the nearest ten."""
    likeness = vectors @ query
    best = np.argpartition(-likeness, 10)[:10]
    return [int(each) + 1 for each in best[np.argsort(-likeness[best])]]


def by_vectors(gathering: Gathering, vector: Array) -> list[int]:
    """The nearest ten as Loci finds them: candidates by binary code, then by their vectors."""
    alike = gathering.evidence((MessageScope(1),), vector, (), CANDIDATES).meaning
    return sorted(alike, key=lambda each: -alike[each].text)[:10]


class Given:
    """Stands in for the embedder where the vectors are known."""

    dimensions = DIMENSIONS

    def __init__(self, texts: Sequence[str], vectors: Array) -> None:
        self._vectors = dict(zip(texts, vectors, strict=True))

    def embed(self, texts: Sequence[str]) -> Array:
        """The vectors that were given."""
        return np.stack([self._vectors[text] for text in texts])


def held_most() -> float:
    """The most memory this process held, in MiB; of Linux, where a new process begins with its parent's figure else."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if "VmHWM" in line) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def searched(path: Path, key: bytes, items: int, texts: Sequence[str], asked: Array) -> dict[str, Any]:
    """What a process of its own finds, how fast, and what it holds."""
    search = Search(Given(texts, asked))
    from_day = BEGIN + timedelta(minutes=7 * items * 3 // 4)

    with MemoryFile.open(path, key) as memory, memory.reading() as session:
        gathering = Gathering(session, CodeCache(), "", ())
        begin, cpu_before = time.perf_counter(), time.process_time()
        search.messages(session, texts[0], agent_id=1, limit=10)
        first, first_cpu = time.perf_counter() - begin, time.process_time() - cpu_before
        whole, cpu = milliseconds(lambda n: search.messages(session, texts[n], agent_id=1, limit=10))
        part, _ = milliseconds(
            lambda n: search.messages(session, texts[n], agent_id=1, roles=("user",), start=from_day, limit=10)
        )
        peak = held_most()
        codes, _ = milliseconds(lambda n: by_vectors(gathering, asked[n]))
        found = [by_vectors(gathering, each) for each in asked]
    return {
        "loci_p50_ms": float(np.median(whole)),
        "loci_p95_ms": float(np.percentile(whole, 95)),
        "loci_cpu_p50_ms": float(np.median(cpu)),
        "loci_cpu_p95_ms": float(np.percentile(cpu, 95)),
        "first_s": first,
        "first_cpu_s": first_cpu,
        "filtered_p50_ms": float(np.median(part)),
        "codes_p50_ms": float(np.median(codes)),
        "resident_mib": peak,
        "found": found,
    }


def make(items: int, folder: Path) -> None:
    """The memory file, its vectors and what will be asked, in a folder; that last, so that half a folder is none."""
    folder.mkdir(parents=True, exist_ok=True)
    source, begin = WordVectors(), time.process_time()
    with MemoryFile.open(folder / "memory.loci", KEY) as memory:
        np.save(folder / "vectors.npy", fill(memory, source, items))
    spent, texts = time.process_time() - begin, source.texts(QUERIES, 6)
    np.savez(folder / "asked.npz", texts=texts, vectors=source.embed(texts), made_cpu_s=spent)


def measure(items: int, folder: Path) -> dict[str, float]:
    """One row of the table."""
    if not (folder / "asked.npz").exists():
        make(items, folder)
    path, vectors = folder / "memory.loci", np.load(folder / "vectors.npy")
    with np.load(folder / "asked.npz") as kept:
        texts, asked, made = kept["texts"].tolist(), kept["vectors"], float(kept["made_cpu_s"])
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        row = pool.apply(searched, (path, KEY, items, texts, asked))
    found = row.pop("found")
    scan = float_scan(folder, vectors)
    floats, _ = milliseconds(lambda n: scan(asked[n]))
    plain, _ = milliseconds(lambda n: exact(vectors, asked[n]))
    shared = [set(found[n]) & set(exact(vectors, asked[n])) for n in range(QUERIES)]
    return {
        "items": items,
        **row,
        "vec0_float32_p50_ms": float(np.median(floats)),
        "numpy_p50_ms": float(np.median(plain)),
        "recall": float(np.mean([len(each) / 10 for each in shared])),
        "megabytes": path.stat().st_size / 1e6,
        "made_cpu_s": made,
    }


LINES = {
    "loci_p50_ms": ("Loci p50", "#2a6fdb"),
    "loci_p95_ms": ("Loci p95", "#8ab4f8"),
    "loci_cpu_p50_ms": ("Loci p50 of CPU", "#16a085"),
    "vec0_float32_p50_ms": ("vec0 float32", "#c0392b"),
    "numpy_p50_ms": ("numpy", "#7f8c8d"),
}


def plotted(rows: Sequence[dict[str, float]]) -> str:
    """An SVG: items along, milliseconds up, both by powers of ten."""
    least, most = np.log10(rows[0]["items"]), np.log10(rows[-1]["items"])
    values = [row[name] for row in rows for name in LINES]
    low, high = np.floor(np.log10(min(values))), np.ceil(np.log10(max(values)))

    def spot(row: dict[str, float], name: str) -> str:
        along = (np.log10(row["items"]) - least) / max(most - least, 1e-9)
        return f"{60 + 420 * along:.0f},{280 - 240 * (np.log10(row[name]) - low) / (high - low):.0f}"

    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 620 320" font-family="sans-serif" font-size="12">']
    parts.append('<rect width="620" height="320" fill="white"/>')
    for power in range(int(low), int(high) + 1):
        y = 280 - 240 * (power - low) / (high - low)
        parts.append(f'<path d="M60 {y:.0f}H480" stroke="#ddd"/><text x="8" y="{y + 4:.0f}">{10.0**power:g} ms</text>')
    parts += [f'<text x="{spot(row, "loci_p50_ms").split(",")[0]}" y="300">{row["items"]:,}</text>' for row in rows]
    for place, (name, (label, colour)) in enumerate(LINES.items()):
        points = " ".join(spot(row, name) for row in rows)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="492" y="{60 + 20 * place}" fill="{colour}">{label}</text>')
    return "\n".join([*parts, "</svg>\n"])


def main() -> None:
    """Print the table, or one JSON list."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("items", type=int, nargs="*", default=SIZES)
    parser.add_argument("--folder", type=Path, help="where the items are kept, in a folder for each number of them")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--plot", type=Path, help="draw how the times grow into this SVG")
    chosen = parser.parse_args()
    rows = []
    for items in sorted(chosen.items):
        with tempfile.TemporaryDirectory() as folder:
            rows.append(measure(items, (chosen.folder or Path(folder)) / str(items)))
    if chosen.plot:
        chosen.plot.write_text(plotted(rows), encoding="utf-8")
    if chosen.json:
        print(json.dumps(rows))
        return
    print(
        "    items   Loci p50    p95   CPU p50    p95  filtered  codes+exact  vec0 float32   numpy  recall  resident"
        "     file   Loci ÷ vec0"
    )
    for row in rows:
        ratio = row["loci_p50_ms"] / row["vec0_float32_p50_ms"]
        print(
            f"{row['items']:9.0f}  {row['loci_p50_ms']:6.1f} ms {row['loci_p95_ms']:6.1f}"
            f"   {row['loci_cpu_p50_ms']:7.1f} {row['loci_cpu_p95_ms']:6.1f}"
            f"   {row['filtered_p50_ms']:7.1f}     {row['codes_p50_ms']:7.1f}"
            f"       {row['vec0_float32_p50_ms']:7.1f} {row['numpy_p50_ms']:7.2f}"
            f"   {row['recall']:.3f}  {row['resident_mib']:4.0f} MiB {row['megabytes']:5.0f} MB   {ratio:7.2f}"
        )


if __name__ == "__main__":
    main()
