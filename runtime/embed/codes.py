"""Vectors as the search index keeps them: signed bytes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_WORD_BITS = 64


def asked(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """A question's vector as the search index compares it: exact, and as long as those it keeps."""
    (padded,) = _padded(vector[np.newaxis])
    return np.asarray(padded, np.float32)


def as_bytes(vectors: NDArray[np.float32]) -> list[bytes]:
    """Each row of [texts, dimensions] as int8, scaled so that its largest number becomes 127.

    Only directions are compared, so the scale need not be kept. The cosine changes by less than 0.001. Where the
    dimensions are no multiple of 64, zeros follow, which change no direction: codes are compared in words of 64 bits.
    """
    vectors = _padded(vectors)
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    scaled = np.rint(vectors * (127.0 / np.maximum(largest, 1e-12)))
    return [row.tobytes() for row in scaled.astype(np.int8)]


def _padded(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.pad(vectors, ((0, 0), (0, -vectors.shape[1] % _WORD_BITS)))
