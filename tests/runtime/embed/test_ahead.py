"""The embedder is loaded before anyone waits for it, and not at all where the memory is closed before."""

import threading
import time
from pathlib import Path

from fastembed import TextEmbedding

from models.memory_file import MemoryFile
from runtime.embed.embedders import Embedders
from runtime.embed.embedding import Embedding
from runtime.embed.local import LocalEmbedder
from runtime.home import asset


class Watched(LocalEmbedder):
    """Tells when it is loaded."""

    def __init__(self) -> None:
        super().__init__(asset("embedder"))
        self.loaded = threading.Event()

    def load(self) -> TextEmbedding:
        network = super().load()
        self.loaded.set()
        return network


def test_some_seconds_after_the_start_the_embedder_is_loaded_though_nothing_waits(tmp_path: Path) -> None:
    embedder = Watched()
    with MemoryFile.open(tmp_path / "memory.loci", bytes(32)) as memory:
        embedding = Embedding(Embedders(embedder), memory.reading, memory.transaction, lambda: False, print)
        assert not embedder.loaded.wait(0.1)
        embedding.warm_up(after=0.0)
        assert embedder.loaded.wait(30)
        embedding.close()


def test_closed_before_it_is_loaded_it_is_not(tmp_path: Path) -> None:
    embedder, before = Watched(), threading.active_count()
    with MemoryFile.open(tmp_path / "memory.loci", bytes(32)) as memory:
        embedding = Embedding(Embedders(embedder), memory.reading, memory.transaction, lambda: False, print)
        embedding.warm_up(after=60.0)
        begin = time.monotonic()
        embedding.close()
        embedding.warm_up(after=0.0)
        assert time.monotonic() - begin < 5
    assert threading.active_count() == before
    assert not embedder.loaded.is_set()
