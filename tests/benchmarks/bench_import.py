"""How many messages a second get their vectors in an encrypted file, beside the bare embedder on the same texts.

    python tests/benchmarks/bench_import.py [MESSAGES] [--json]

Both make the same vectors, of each text alone and with its surroundings. Loci also stores the messages, indexes
their words, takes them off the queue in the file a batch at a time and stores vectors and codes.
CPU time counts, so that whoever else is at work on the machine matters little.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from many_passages import words

from models import search_index
from models.memory_file import MemoryFile
from models.tables import Agent, Archive, Conversation, Message
from runtime.embed.local import LocalEmbedder
from runtime.embed.making import Making
from runtime.embed.worker import BATCH
from runtime.home import asset

MESSAGES = 1_000
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def texts(count: int) -> list[str]:
    """Messages of 5 to 40 words."""
    dice = random.Random(3)
    return [words(dice, 5, 40) for _ in range(count)]


def imported(memory: MemoryFile, said: Sequence[str], embedder: LocalEmbedder) -> list[str]:
    """Store messages and give all of them their vectors; the texts that were embedded."""
    with memory.transaction() as session:
        for row in (Archive(name="a"), Agent(name="a", archive_id=1), Conversation(agent_id=1)):
            session.add(row)
            session.flush()
        messages = [
            Message(agent_id=1, conversation_id=1, role="user", text=text, created_at=BEGIN + timedelta(minutes=number))
            for number, text in enumerate(said)
        ]
        session.add_all(messages)
        session.flush()
        search_index.index_messages(session, messages)
    making = Making(embedder)
    embedded: list[str] = []
    while True:
        with memory.reading() as session:
            batch = search_index.pending(session, BATCH)
        if not batch:
            return embedded
        embedded += [text for each in batch for text in (each.text, each.context)]
        made = making.made(batch)
        with memory.transaction() as session:
            search_index.store_vectors(session, made)


def measure(count: int) -> dict[str, float]:
    """Messages a second of CPU, ours and the bare embedder's."""
    embedder = LocalEmbedder(asset("embedder"))
    embedder.embed(["warm"])
    with tempfile.TemporaryDirectory() as folder, MemoryFile.open(Path(folder) / "m.loci", os.urandom(32)) as memory:
        begin = time.process_time()
        embedded = imported(memory, texts(count), embedder)
        ours = time.process_time() - begin
    begin = time.process_time()
    embedder.embed(embedded)
    bare = time.process_time() - begin
    return {"messages": count, "loci_per_s": count / ours, "bare_per_s": count / bare, "ratio": bare / ours}


def main() -> None:
    """Print the figures, or one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("messages", type=int, nargs="?", default=MESSAGES)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    found = measure(chosen.messages)
    if chosen.json:
        print(json.dumps(found))
        return
    print(
        f"{chosen.messages} messages: {found['loci_per_s']:.0f} a second of CPU, the bare embedder"
        f" {found['bare_per_s']:.0f}: {found['ratio']:.2f} (goal 0.85)"
    )


if __name__ == "__main__":
    main()
