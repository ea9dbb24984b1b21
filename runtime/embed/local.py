"""The built-in embedder: an ONNX network in a local folder, through fastembed, with no network.

Importing fastembed takes a second or two, so it is imported at the first use, never at start-up.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from runtime.errors import EmbedderFailed

if TYPE_CHECKING:
    import numpy as np
    from fastembed import TextEmbedding
    from numpy.typing import NDArray

# Texts of like length together, and few at once: less padding, less memory.
_BATCH = 16
_FILES = ("model.onnx", "tokenizer.json", "tokenizer_config.json")


class LocalEmbedder:
    """An embedder read from a folder as ``packaging/embedder/make.py`` makes it. Loaded at the first use.

    ``threads``: how many cores one call may use. One is enough to answer a query in two milliseconds, and leaves
    the others to the LLM.
    """

    def __init__(self, folder: Path, *, dimensions: int = 384, threads: int = 1) -> None:
        self._folder = folder
        self._dimensions = dimensions
        self._threads = threads
        self._loading = threading.Lock()
        self._network: TextEmbedding | None = None

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""
        return self._dimensions

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of the texts, in their order: [texts, dimensions], float32, each of length 1.

        Raises:
            EmbedderFailed: the files are missing or damaged, or the network cannot be run.
        """
        network = self.load()
        import numpy as np  # noqa: PLC0415 (see the module's docstring)

        vectors = np.zeros((len(texts), self._dimensions), np.float32)
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        clean = [_readable(texts[index]) for index in order]
        try:
            for index, vector in zip(order, network.embed(clean, batch_size=_BATCH), strict=True):
                vectors[index] = vector
        except Exception as problem:  # onnxruntime's and tokenizers' errors are plain Exceptions
            raise EmbedderFailed(f"The embedder could not read a text: {problem}") from problem
        return vectors

    def load(self) -> TextEmbedding:
        """Load the network now, or wait until another thread has; does nothing the second time.

        Raises:
            EmbedderFailed: the files are missing or damaged.
        """
        with self._loading:
            if self._network is None:
                missing = [name for name in _FILES if not (self._folder / name).is_file()]
                if missing:
                    raise EmbedderFailed(f"The embedder in {self._folder} has no {missing[0]}.")
                self._network = self._open()
            return self._network

    def _open(self) -> TextEmbedding:
        # fastembed and what it imports would look for newer files on the network if they were asked for any.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        with _no_socket():
            from fastembed import TextEmbedding  # noqa: PLC0415 (see the module's docstring)
            from fastembed.common.model_description import ModelSource, PoolingType  # noqa: PLC0415

        name = f"loci/{self._folder.resolve()}"
        if name.lower() not in {known["model"].lower() for known in TextEmbedding.list_supported_models()}:
            TextEmbedding.add_custom_model(
                model=name,
                pooling=PoolingType.MEAN,
                normalization=True,
                sources=ModelSource(hf="loci/local"),
                dim=self._dimensions,
                model_file="model.onnx",
            )
        folder = str(self._folder)
        try:
            return TextEmbedding(
                name, specific_model_path=folder, cache_dir=folder, threads=self._threads, local_files_only=True
            )
        except Exception as problem:  # onnxruntime's and tokenizers' errors are plain Exceptions
            raise EmbedderFailed(f"The embedder in {self._folder} cannot be loaded: {problem}") from problem


@contextmanager
def _no_socket() -> Iterator[None]:
    """Keep urllib3, which fastembed brings with it, from trying at its import whether an IPv6 address can be bound.

    It asks this flag first (urllib3.util.connection); no program of ours may open an internet socket, not even that.
    """
    known, socket.has_ipv6 = socket.has_ipv6, False
    try:
        yield
    finally:
        socket.has_ipv6 = known


def _readable(text: str) -> str:
    """The text without lone surrogates, which the tokenizer refuses."""
    return text.encode("utf-8", "replace").decode("utf-8")
