"""An embedder that gives way while it has much to do: the person's reply comes first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from runtime.embed.port import Embedder

AT_ONCE = 8
"""So many texts, of like length, are embedded without looking up: three or four hundredths of a second."""


class Patient:
    """Embeds as another one does; of more texts than a few, it calls ``give_way`` before each portion."""

    def __init__(self, embedder: Embedder, give_way: Callable[[], None]) -> None:
        self._embedder = embedder
        self._give_way = give_way

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""
        return self._embedder.dimensions

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of the texts, in their order: [texts, dimensions], float32, each of length 1.

        Raises:
            EmbedderFailed: the embedder cannot be loaded or cannot embed these texts.
        """
        if len(texts) <= AT_ONCE:
            return self._embedder.embed(texts)
        import numpy as np  # noqa: PLC0415 (numpy is not needed at start-up)

        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        portions = []
        for begin in range(0, len(order), AT_ONCE):
            self._give_way()
            portions.append(self._embedder.embed([texts[index] for index in order[begin : begin + AT_ONCE]]))
        made = np.concatenate(portions)
        vectors = np.empty_like(made)
        vectors[order] = made
        return vectors
