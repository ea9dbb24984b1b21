"""Much to embed gives way to the person's reply."""

import threading
import time
from pathlib import Path

import numpy as np

from models.memory_file import MemoryFile
from runtime.embed.embedders import Embedders
from runtime.embed.embedding import Embedding
from runtime.embed.local import LocalEmbedder
from runtime.embed.patient import AT_ONCE, Patient


def test_the_vectors_are_the_same_in_the_same_order_and_it_looks_up_again_and_again(embedder: LocalEmbedder) -> None:
    texts = [f"{'word ' * (number % 7)}number {number}" for number in range(3 * AT_ONCE + 1)]
    looks: list[int] = []
    made = Patient(embedder, lambda: looks.append(1)).embed(texts)
    assert len(looks) == 4
    alone = np.concatenate([embedder.embed([text]) for text in texts])
    assert np.argmax(made @ alone.T, axis=1).tolist() == list(range(len(texts)))


def test_a_few_texts_are_embedded_at_once(embedder: LocalEmbedder) -> None:
    def never() -> None:
        raise AssertionError

    assert Patient(embedder, never).embed(["one", "two"]).shape == (2, 384)


def test_it_closes_at_once_while_it_gives_way(embedder: LocalEmbedder, tmp_path: Path) -> None:
    with MemoryFile.open(tmp_path / "memory.loci", bytes(32)) as memory:
        nobody_comes_back = threading.Event()
        embedding = Embedding(
            Embedders(embedder), memory.reading, memory.transaction, lambda: not nobody_comes_back.is_set(), print
        )
        embedding.wake()
        begin = time.monotonic()
        embedding.close()
        assert time.monotonic() - begin < 5
