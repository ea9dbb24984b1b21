"""An embedder on this machine: an ONNX network in a local folder, through fastembed, with no connection to anywhere.

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

from runtime import lasting
from runtime.embed.folder import Folder
from runtime.embed.prompts import Prompts
from runtime.errors import EmbedderFailed

if TYPE_CHECKING:
    import numpy as np
    from fastembed import TextEmbedding
    from numpy.typing import NDArray

    from runtime.embed.port import Embedder

# Texts of like length together, and few at once: less padding, less memory.
_BATCH = 8


class LocalEmbedder:
    """An embedder read from a folder: the built-in one, or any whose format fastembed reads. Loaded at the first use.

    ``threads``: how many cores one call may use. One is enough to answer a query in two milliseconds, and leaves
    the others to the LLM.
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self.folder = folder
        self._threads = threads
        self._dimensions = 0
        self._name = ""
        self._loading = threading.Lock()
        self._network: TextEmbedding | None = None
        self._prompts = Prompts()

    @property
    def name(self) -> str:
        """What tells it from all other embedders, wherever its folder lies. Looks into its files the first time.

        Raises:
            EmbedderFailed: the files are missing.
        """
        if not self._name:
            self._name = Folder.read(self.folder).digest()
        return self._name

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has. Embeds something to know it, the first time."""
        if not self._dimensions:
            self._dimensions = self.embed(["."]).shape[1]
        return self._dimensions

    @property
    def for_questions(self) -> Embedder:
        """The same, for the vectors of questions that are to be found near those of texts."""
        return _Questions(self)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of the texts, in their order: [texts, dimensions], float32, each of length 1.

        Raises:
            EmbedderFailed: the files are missing or damaged, or the network cannot be run.
        """
        network = self.load()
        return self._run(network, texts, self._prompts.passage)

    def of_questions(self, questions: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of questions, as :meth:`embed` makes those of texts."""
        network = self.load()
        return self._run(network, questions, self._prompts.query)

    def _run(self, network: TextEmbedding, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        """The vectors of texts, each read after the prompt."""
        import numpy as np  # noqa: PLC0415 (see the module's docstring)

        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        clean = [_readable(prompt + texts[index]) for index in order]
        try:
            made = np.stack(list(network.embed(clean, batch_size=_BATCH)))
            vectors = np.empty(made.shape, np.float32)
            vectors[order] = made
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
                folder = Folder.read(self.folder)
                with lasting.loading():
                    self._network, self._prompts = self._open(folder), folder.prompts
            return self._network

    def unload(self) -> None:
        """Give the memory back that the network takes; who embeds again loads it again."""
        with self._loading:
            self._network = None

    def _open(self, folder: Folder) -> TextEmbedding:
        # fastembed and what it imports would look for newer files on the network if they were asked for any.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        with _no_socket():
            from fastembed import TextEmbedding  # noqa: PLC0415 (see the module's docstring)
            from fastembed.common.model_description import ModelSource, PoolingType  # noqa: PLC0415

        name = f"loci/{folder.path.resolve()}"
        if name.lower() not in {known["model"].lower() for known in TextEmbedding.list_supported_models()}:
            TextEmbedding.add_custom_model(
                model=name,
                pooling=PoolingType(folder.pooling),
                normalization=True,
                sources=ModelSource(hf="loci/local"),
                dim=0,  # it is the network that says it
                model_file=folder.network,
            )
        path = str(folder.path)
        try:
            return TextEmbedding(
                name, specific_model_path=path, cache_dir=path, threads=self._threads, local_files_only=True
            )
        except Exception as problem:  # onnxruntime's and tokenizers' errors are plain Exceptions
            raise EmbedderFailed(f"The embedder in {path} cannot be loaded: {problem}") from problem


class _Questions:
    """An embedder for questions."""

    def __init__(self, embedder: LocalEmbedder) -> None:
        self._embedder = embedder

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""
        return self._embedder.dimensions

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of questions."""
        return self._embedder.of_questions(texts)


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
