"""Vectors as the search index keeps them: of a multiple of 64 numbers, and rounded."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.stored_vectors import packed

_WORD_BITS = 64


def asked(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """A question's vector as the search index compares it: exact, and as long as those it keeps."""
    (padded,) = _padded(vector[np.newaxis])
    return np.asarray(padded, np.float32)


def as_bytes(vectors: NDArray[np.float32]) -> list[bytes]:
    """Each row of [texts, dimensions] as it is stored.

    Where the dimensions are no multiple of 64, zeros follow, which change no direction: codes are compared in words of
    64 bits.
    """
    return packed(_padded(vectors))


def _padded(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.pad(vectors, ((0, 0), (0, -vectors.shape[1] % _WORD_BITS)))
