"""How long a search takes in an encrypted file of many items, beside plain ways to find the nearest vectors.

    python tests/benchmarks/bench_search.py [ITEMS ...] [--json]

The texts are sentences of made-up words, drawn as often as words of a language are; a text's vector points to where
its words point, so that texts sharing words lie near each other. In the same run, on the same vectors and queries:

- *Loci*: :class:`runtime.memory.search.Search` as it is, four views fused, first 10 (the query's vector is given: an
  embedder is no part of what is compared); *filtered* looks at one role in a quarter of the time;
- *vec0 float32*: sqlite-vec's scan of one float32 column, first 10, in an encrypted file of its own;
- *numpy*: one matrix product and a partial sort, unencrypted, in memory.

*recall* is the share of the exact nearest 10 (numpy, float32) among the first 10 by binary codes and int8 rescoring.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from sqlmodel import Session

from models import search_index, searching
from models.code_cache import CodeCache
from models.connection import connect
from models.memory_file import MemoryFile
from models.search_values import MessageScope, Vectors
from models.tables import Agent, Archive, Conversation, Message
from runtime.embed.codes import as_bytes
from runtime.memory.search import CANDIDATES, Search

SIZES = (10_000,)
QUERIES = 60
WORDS = 20_000
INNER = 64
BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
BATCH = 2_000

Array = np.ndarray[Any, np.dtype[np.float32]]


class WordVectors:
    """Texts of made-up words and their vectors. Stands in for the embedder."""

    dimensions = search_index.DIMENSIONS

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
        vectors = np.stack([self._mean(text) for text in texts])
        vectors += 0.1 * self._random.standard_normal(vectors.shape, np.float32)
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
    previous = ""
    for begin in range(0, items, BATCH):
        with memory.transaction() as session:
            for number, text in enumerate(source.texts(min(BATCH, items - begin), 25), start=begin):
                at = BEGIN + timedelta(minutes=7 * number)
                role = "assistant" if number % 2 else "user"
                message = Message(agent_id=1, conversation_id=1, role=role, text=text, created_at=at, in_context=False)
                session.add(message)
                session.flush()
                search_index.index_message(session, message, previous, role)
                previous = text
            waiting = search_index.pending(session, BATCH)
            vectors = source.embed([each.text for each in waiting])
            contexts = source.embed([each.context for each in waiting])
            search_index.store_vectors(session, map(Vectors, waiting, as_bytes(vectors), as_bytes(contexts)))
            kept.append(vectors)
    return np.concatenate(kept)


def milliseconds(ask: Callable[[int], object]) -> Array:
    """How long each query takes, after a few that warm the page cache."""
    for number in range(5):
        ask(number)
    spent = []
    for number in range(QUERIES):
        begin = time.perf_counter()
        ask(number)
        spent.append(1e3 * (time.perf_counter() - begin))
    return np.array(spent, np.float32)


def float_scan(folder: Path, vectors: Array) -> Callable[[Array], list[int]]:
    """sqlite-vec alone: one float32 column, encrypted."""
    path = folder / "floats.db"
    path.touch()
    connection = connect(path, os.urandom(32))
    connection.execute(f"PRAGMA cache_size = -{vectors.nbytes // 512}")
    connection.execute(f"CREATE VIRTUAL TABLE items USING vec0(vector FLOAT[{vectors.shape[1]}])")
    connection.execute("BEGIN")
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


def by_codes(session: Session, cache: CodeCache, vector: bytes) -> list[int]:
    """The nearest ten as Loci finds them: candidates by binary code, then int8."""
    ids = searching.nearest(session, cache, MessageScope(1), vector, CANDIDATES)["text"]
    likeness = searching.likenesses(session, "message", ids, vector)
    return sorted(likeness, key=lambda each: -likeness[each].text)[:10]


def measure(items: int, folder: Path) -> dict[str, float]:
    """One row of the table."""
    source = WordVectors()
    with MemoryFile.open(folder / "memory.loci", os.urandom(32)) as memory:
        vectors = fill(memory, source, items)
        texts = source.texts(QUERIES, 6)
        asked = source.embed(texts)
        small = as_bytes(asked)
        search, cache, scan = Search(source), CodeCache(), float_scan(folder, vectors)
        from_day = BEGIN + timedelta(minutes=7 * items * 3 // 4)
        with memory.reading() as session:
            whole = milliseconds(lambda n: search.messages(session, texts[n], agent_id=1, limit=10))
            part = milliseconds(
                lambda n: search.messages(session, texts[n], agent_id=1, roles=("user",), start=from_day, limit=10)
            )
            codes = milliseconds(lambda n: by_codes(session, cache, small[n]))
            shared = [set(by_codes(session, cache, small[n])) & set(exact(vectors, asked[n])) for n in range(QUERIES)]
        floats = milliseconds(lambda n: scan(asked[n]))
        plain = milliseconds(lambda n: exact(vectors, asked[n]))
    return {
        "items": items,
        "loci_p50_ms": float(np.median(whole)),
        "loci_p95_ms": float(np.percentile(whole, 95)),
        "filtered_p50_ms": float(np.median(part)),
        "codes_p50_ms": float(np.median(codes)),
        "vec0_float32_p50_ms": float(np.median(floats)),
        "numpy_p50_ms": float(np.median(plain)),
        "recall": float(np.mean([len(each) / 10 for each in shared])),
        "megabytes": (folder / "memory.loci").stat().st_size / 1e6,
    }


def main() -> None:
    """Print the table, or one JSON list."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("items", type=int, nargs="*", default=SIZES)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    rows = []
    for items in chosen.items:
        with tempfile.TemporaryDirectory() as folder:
            rows.append(measure(items, Path(folder)))
    if chosen.json:
        print(json.dumps(rows))
        return
    print("    items   Loci p50    p95   filtered   codes+int8   vec0 float32   numpy   recall   file   Loci ÷ vec0")
    for row in rows:
        ratio = row["loci_p50_ms"] / row["vec0_float32_p50_ms"]
        print(
            f"{row['items']:9.0f}  {row['loci_p50_ms']:6.1f} ms {row['loci_p95_ms']:6.1f}"
            f"    {row['filtered_p50_ms']:7.1f}      {row['codes_p50_ms']:7.1f}"
            f"        {row['vec0_float32_p50_ms']:7.1f} {row['numpy_p50_ms']:7.2f}"
            f"    {row['recall']:.3f} {row['megabytes']:4.0f} MB   {ratio:7.2f}"
        )


if __name__ == "__main__":
    main()
