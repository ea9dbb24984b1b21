"""Much to embed gives way to the person's reply."""

import threading
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.memory_file import MemoryFile
from runtime.embed.embedders import Embedders
from runtime.embed.embedding import Embedding
from runtime.embed.local import LocalEmbedder
from runtime.embed.patient import AT_ONCE, IN_TALK, Patient


def test_the_vectors_are_the_same_in_the_same_order_and_it_looks_up_again_and_again(embedder: LocalEmbedder) -> None:
    texts = [f"{'word ' * (number % 7)}number {number}" for number in range(3 * AT_ONCE + 1)]
    looks: list[bool] = []

    def looked() -> bool:
        looks.append(len(looks) in {1, 2})
        return looks[-1]

    made = Patient(embedder, looked).embed(texts)
    assert looks == [False, True, True, False, False], "8, 2 and 2 while somebody talks, 8, and the last 5"
    alone = np.concatenate([embedder.embed([text]) for text in texts])
    assert np.argmax(made @ alone.T, axis=1).tolist() == list(range(len(texts)))


def test_a_few_texts_are_embedded_at_once(embedder: LocalEmbedder) -> None:
    def never() -> bool:
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


def test_after_somebody_has_talked_it_looks_up_more_often_for_a_while(embedder: LocalEmbedder, tmp_path: Path) -> None:
    class Counting:
        dimensions = 384

        def __init__(self) -> None:
            self.sizes: list[int] = []

        def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
            self.sizes.append(len(texts))
            return embedder.embed(texts)

    waiting = iter([True, True, False])
    with MemoryFile.open(tmp_path / "memory.loci", bytes(32)) as memory:
        embedding = Embedding(
            Embedders(embedder), memory.reading, memory.transaction, lambda: next(waiting, False), print
        )
        counting = Counting()
        Patient(counting, embedding.give_way).embed([f"text {number}" for number in range(AT_ONCE + 1)])
        embedding.close()
    assert counting.sizes == [IN_TALK] * 4 + [1]
