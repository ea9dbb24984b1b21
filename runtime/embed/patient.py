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
IN_TALK = 2
"""So many while somebody talks: one hundredth. A turn waits for what is in hand, where there is one core for both."""


class Patient:
    """Embeds as another one does; of more texts than a few, it calls ``give_way`` before each portion.

    ``give_way`` returns whether somebody talked lately, and not before nobody waits any more.
    """

    def __init__(self, embedder: Embedder, give_way: Callable[[], bool]) -> None:
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
        if len(texts) <= IN_TALK:
            return self._embedder.embed(texts)
        import numpy as np  # noqa: PLC0415 (numpy is not needed at start-up)

        ordered = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        portions, done = [], 0
        while done < len(ordered):
            some = ordered[done : done + (IN_TALK if self._give_way() else AT_ONCE)]
            portions.append(self._embedder.embed([texts[index] for index in some]))
            done += len(some)
        made = np.concatenate(portions)
        vectors = np.empty_like(made)
        vectors[ordered] = made
        return vectors
