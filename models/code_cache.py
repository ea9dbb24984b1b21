# ruff: noqa: S608 (the names of tables cannot be bound; they are this program's own words)
"""The codes that searches have looked at, held in memory: 200 bytes an item, so a million take 200 MB.

(That is for vectors of 384 numbers, the built-in embedder's; codes grow with them.)

A scan of all codes of an owner, by the first of their two bits a number, takes a millisecond at 100,000 items. Before
each one the list of blocks is compared with what is held, and only blocks that are new or changed are read and
decrypted.

The more items there are, the more of them lie as near to a query as the nearest do, as far as a bit a number can tell.
So what is looked at more closely, by both bits, grows with them, slowly: in a million the nearest ten are among the
nearest 8,000 by the first bits. By both bits they are among the nearest 100, among however many.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.code_blocks import ITEMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Row

    from models.search_values import View
    from models.sides import Shelf

VIEWS: tuple[View, ...] = ("text", "context")
_WORD_BITS = 64
# So many blocks are read at once, and so many more are made room for than there are.
_READ_AT_ONCE = 64
_SPARE = 16
# So many are taken by distance between first bits and compared with the query's own numbers by both bits; for each item
# asked for at least so many, and at least one of so many that there are.
_CLOSER_LOOK = 2_000
_LOOKS_A_CANDIDATE = 5
_ITEMS_A_LOOK = 50
# So many codes are compared at once: what that takes stays in the processor's cache.
_SCANNED_AT_ONCE = 1 << 15
# The bits of every byte.
_BITS = np.unpackbits(np.arange(256, dtype=np.uint8)[:, np.newaxis], axis=1, bitorder="little").astype(np.float32)

Vector = NDArray[np.float32]
Passing = Callable[[list[int]], frozenset[int]]


class CodeCache:
    """Holds codes of any kinds and owners. May be used from any thread; what it holds goes when it goes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: dict[tuple[Shelf, int], _Codes] = {}

    def nearest(
        self, db: Connection, shelf: Shelf, owner: int, vector: Vector, limit: int, passing: Passing | None = None
    ) -> dict[View, list[int]]:
        """For each view the ``limit`` items nearest to a vector, nearest first.

        Codes of the other side, and of vectors of another length, are let go: another embedder has taken over.

        Args:
            db: whose moment of the file counts.
            shelf: where that moment's vectors are.
            owner: whose they are.
            vector: what to look for.
            limit: how many at least, where there are so many.
            passing: says which of some items may be found at all; None: all of them.
        """
        with self._lock:
            self._held.pop((shelf.other, owner), None)
            codes = self._held.get((shelf, owner))
            if codes is None or codes.bits != len(vector):
                codes = self._held[shelf, owner] = _Codes(len(vector))
            codes.refresh(db, shelf, owner)
            return {view: codes.nearest(view, vector, limit, passing) for view in VIEWS}


class _Codes:
    """One owner's codes, in slots of 512 columns, one for each block."""

    def __init__(self, bits: int) -> None:
        self.bits = bits
        self._words = bits // _WORD_BITS
        # Further away than any code can be: where no item is.
        self._nowhere = bits + 1
        self._slots: dict[int, tuple[int, int]] = {}  # of each block its version and its slot
        self._free: list[int] = []
        self._ids = np.zeros(0, np.int64)
        # All first bits, then all second ones.
        self._codes = {view: np.zeros((2 * self._words, 0), np.uint64) for view in VIEWS}

    def refresh(self, db: Connection, shelf: Shelf, owner: int) -> None:
        """Bring the copy to the moment that ``db`` reads."""
        query = f"SELECT id, version FROM {shelf.codes} WHERE owner = ?"
        present = {row.id: row.version for row in db.exec_driver_sql(query, (owner,))}
        for block in [each for each in self._slots if each not in present]:
            _, slot = self._slots.pop(block)
            self._ids[slot * ITEMS : (slot + 1) * ITEMS] = 0
            self._free.append(slot)
        changed = [block for block, version in present.items() if self._slots.get(block, (None,))[0] != version]
        self._make_room(sum(block not in self._slots for block in changed))
        for begin in range(0, len(changed), _READ_AT_ONCE):
            wanted = json.dumps(changed[begin : begin + _READ_AT_ONCE])
            query = f"SELECT * FROM {shelf.codes} WHERE id IN (SELECT value FROM json_each(?))"
            for row in db.exec_driver_sql(query, (wanted,)):
                slot = self._slots[row.id][1] if row.id in self._slots else self._free.pop()
                self._slots[row.id] = (row.version, slot)
                self._fill(slot * ITEMS, row)

    def _make_room(self, slots: int) -> None:
        missing = slots - len(self._free)
        if missing <= 0:
            return
        have = self._ids.size // ITEMS
        more = missing + max(_SPARE, have // 8)
        self._free += range(have, have + more)
        self._ids = np.concatenate([self._ids, np.zeros(more * ITEMS, np.int64)])
        for view, codes in self._codes.items():
            self._codes[view] = np.concatenate([codes, np.zeros((2 * self._words, more * ITEMS), np.uint64)], axis=1)

    def _fill(self, start: int, row: Row[tuple[object, ...]]) -> None:
        ids = np.frombuffer(row.items, "<i8")
        self._ids[start : start + ITEMS] = 0
        self._ids[start : start + ids.size] = ids
        for view, blob in zip(VIEWS, (row.text, row.context), strict=True):
            self._codes[view][:, start : start + ids.size] = np.frombuffer(blob, "<u8").reshape(-1, 2 * self._words).T

    def nearest(self, view: View, vector: Vector, limit: int, passing: Passing | None) -> list[int]:
        """Candidates by the distance between codes, ranked by how the vector itself lies to their codes."""
        found: list[int] = []
        closer = max(_CLOSER_LOOK, limit * _LOOKS_A_CANDIDATE, len(self._slots) * ITEMS // _ITEMS_A_LOOK)
        for places in self._portions(view, vector, closer):
            ranked = self._ids[places[np.argsort(-self._likeness(view, vector, places), kind="stable")]].tolist()
            for begin in range(0, len(ranked), 2 * limit):
                some = ranked[begin : begin + 2 * limit]
                allowed = frozenset(some) if passing is None else passing(some)
                found += [each for each in some if each in allowed]
                if len(found) >= limit:
                    return found[:limit]
        return found

    def _portions(self, view: View, vector: Vector, size: int) -> Iterator[NDArray[np.intp]]:
        """Where the items are, nearest first, in portions of at least ``size``, each eight times the one before."""
        distances = self._distances(view, vector)
        within = np.cumsum(np.bincount(distances, minlength=self._nowhere + 1))[: self._nowhere]
        nearer = -1
        while nearer + 1 < self._nowhere and within[-1] > (within[nearer] if nearer >= 0 else 0):
            farthest = min(int(np.searchsorted(within, size)), self._nowhere - 1)
            yield np.flatnonzero((distances > nearer) & (distances <= farthest))
            nearer, size = farthest, size * 8

    def _distances(self, view: View, vector: Vector) -> NDArray[np.uint16]:
        """In how many first bits each code differs from the vector's."""
        asked = np.packbits(vector > 0, bitorder="little").view("<u8")
        distances = np.zeros(self._ids.size, np.uint16)
        differing, count = np.empty(_SCANNED_AT_ONCE, np.uint64), np.empty(_SCANNED_AT_ONCE, np.uint8)
        for begin in range(0, distances.size, _SCANNED_AT_ONCE):
            some = slice(begin, begin + _SCANNED_AT_ONCE)
            size = distances[some].size
            for word, part in zip(self._codes[view][: self._words], asked, strict=True):
                np.bitwise_xor(word[some], part, out=differing[:size])
                distances[some] += np.bitwise_count(differing[:size], out=count[:size])
        distances[self._ids == 0] = self._nowhere
        return distances

    def _likeness(self, view: View, vector: Vector, places: NDArray[np.intp]) -> NDArray[np.float32]:
        """The product of the vector with each code's levels, over their length: close to the cosine.

        The sums of each eight numbers are made for every byte that there is, and then looked up.
        """
        sums = (vector.reshape(-1, _WORD_BITS // 8, 8) @ _BITS.T).astype(np.float32)
        codes = [word[places] for word in self._codes[view]]
        # From the levels as bits tell them, 0 to 3, to those from -3 to 3.
        likeness = np.full(places.size, -1.5 * vector.sum(), np.float32)
        for word, of_bytes in zip(codes, (*(2 * sums), *sums), strict=True):
            for of_byte, column in zip(of_bytes, word.view(np.uint8).reshape(-1, 8).T, strict=True):
                likeness += of_byte.take(column)
        # Where both bits are the same, the number is far from zero.
        near = np.zeros(places.size, np.float32)
        for first, second in zip(codes[: self._words], codes[self._words :], strict=True):
            near += np.bitwise_count(first ^ second)
        return np.asarray(likeness / np.sqrt(9 * self.bits - 8 * near), np.float32)
