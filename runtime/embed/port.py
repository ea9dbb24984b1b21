"""The port to an embedder: texts become vectors, texts of like meaning like vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Embedder(Protocol):
    """Makes vectors. May be called from any thread, also from several at once."""

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of the texts: [texts, dimensions], float32, each of length 1.

        Raises:
            errors.EmbedderFailed: the embedder cannot be loaded or cannot embed these texts.
        """
