"""The vectors of texts as they are stored: twelve bits a number, of any scale, for only directions are compared.

First a signed byte for each number, then half a byte for each: how far it lies from sixteen times the first, -8 to 7.
Number *i* of *n* has the lower half of byte *i* there, number *i + n / 2* the upper half. So the first two thirds are
the vector as bytes. Those alone put one in a hundred of the nearest ten among a million in the wrong place.

A vector's *code* has two bits a number, made of those bytes: first for each whether it is above zero, then for each
whether it is in the upper half of its side: far above zero, or not far below it. So twice the first bit plus the second
counts through four levels: -3, -1, 1 and 3.

How vectors get into the file: :mod:`models.search_index`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.sides import serving

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.search_values import Kind

_SIXTEENTHS = 16
_LARGEST = 127 * _SIXTEENTHS
# From so many times the root of the mean square on a number is far from zero: four levels tell most so (Lloyd, Max).
_FAR = 0.98


def packed(vectors: NDArray[np.float32]) -> list[bytes]:
    """Each row of [texts, an even number of dimensions], scaled so that its largest number becomes 127 and 0/16.

    The cosine changes by less than 0.0001.
    """
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    fine = np.rint(vectors * (_LARGEST / np.maximum(largest, 1e-12))).astype(np.int16)
    coarse = (fine + _SIXTEENTHS // 2) >> 4
    lower, upper = np.split((fine - coarse * _SIXTEENTHS) & 15, 2, axis=1)
    whole = np.concatenate([coarse.astype(np.int8).view(np.uint8), (lower | upper << 4).astype(np.uint8)], axis=1)
    return [row.tobytes() for row in whole]


def unpacked(stored: Sequence[bytes]) -> NDArray[np.float32]:
    """Vectors of one length: [texts, dimensions]."""
    whole = np.frombuffer(b"".join(stored), np.uint8).reshape(len(stored), -1)
    dimensions = whole.shape[1] * 2 // 3
    halves = whole[:, dimensions:]
    vectors = whole[:, :dimensions].view(np.int8).astype(np.float32) * np.float32(_SIXTEENTHS)
    vectors[:, : dimensions // 2] += (halves << 4).view(np.int8) >> 4
    vectors[:, dimensions // 2 :] += halves.view(np.int8) >> 4
    return vectors


def codes(stored: Sequence[bytes]) -> list[bytes]:
    """The codes of vectors of one length: a quarter of a byte a number."""
    if not stored:
        return []
    whole = np.frombuffer(b"".join(stored), np.uint8).reshape(len(stored), -1)
    numbers = whole[:, : whole.shape[1] * 2 // 3].view(np.int8).astype(np.float32)
    far = np.abs(numbers) > _FAR * np.sqrt(np.square(numbers).mean(axis=1, keepdims=True))
    above = numbers > 0
    both = (np.packbits(bits, axis=1, bitorder="little") for bits in (above, above == far))
    return [row.tobytes() for row in np.concatenate(list(both), axis=1)]


def own_vectors(session: Session, kind: Kind, ids: Iterable[int]) -> dict[int, bytes]:
    """The vectors of what the items themselves say, as they are stored; items without vectors are left out."""
    db = session.connection()
    rows = db.exec_driver_sql(
        f"SELECT id, text FROM {serving(db, kind).vectors} WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608 (its own words)
        (json.dumps(list(ids)),),
    )
    return {item_id: bytes(text) for item_id, text in rows.all()}
