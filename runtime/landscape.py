"""The memory seen from above, the assistant's ``landscape``: a map of archival memory, and how the memory grew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from sqlmodel import col, select

from models.stored_vectors import own_vectors, unpacked
from models.tables import JournalEntry, Message, Passage
from runtime import reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runtime.engine import Engine
    from runtime.views import PassageView

MOST_SPOTS = 5_000
"""The newest passages, where there are more."""
_NOTHING = 1e-6


@dataclass(frozen=True, slots=True)
class Spot:
    """A passage with its place on the map, from 0 to 1 each way; what is near on it is near in meaning."""

    passage: PassageView
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Day:
    """How much there was at the end of a day: messages said by either, passages, changes of memory."""

    day: date
    messages: int
    passages: int
    changes: int


class Landscape:
    """Belongs to one assistant. May be asked from any thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def spots(self, most: int = MOST_SPOTS) -> tuple[Spot, ...]:
        """The passages of archival memory that have their vectors already, newest first, each with its place."""
        with self._engine.reading() as session:
            passages = reading.passages(session, self._engine.place.archive_id, limit=most)
            vectors = own_vectors(session, "passage", [each.id for each in passages])
        known = [each for each in passages if each.id in vectors]
        if not known:
            return ()
        rows = unpacked([vectors[each.id] for each in known])
        return tuple(Spot(each, float(x), float(y)) for each, (x, y) in zip(known, flattened(rows), strict=True))

    def growth(self) -> tuple[Day, ...]:
        """Each day on which something came, the first one first."""
        place = self._engine.place
        with self._engine.reading() as session:
            spoken = col(Message.role).in_(("user", "assistant")), col(Message.text) != ""  # no calls, no results
            said = session.exec(select(Message.created_at).where(Message.agent_id == place.agent_id, *spoken))
            came = [self._by_day(said)]
            kept = session.exec(select(Passage.created_at).where(Passage.archive_id == place.archive_id))
            came.append(self._by_day(kept))
            came.append(self._by_day(session.exec(select(JournalEntry.created_at))))
        days = sorted({day for each in came for day in each})
        totals = [np.cumsum([each.get(day, 0) for day in days]).tolist() for each in came]
        return tuple(Day(day, *counts) for day, *counts in zip(days, *totals, strict=True))

    def _by_day(self, moments: Iterable[datetime]) -> dict[date, int]:
        counts: dict[date, int] = {}
        for moment in moments:
            day = moment.astimezone(self._engine.zone).date()
            counts[day] = counts.get(day, 0) + 1
        return counts


def flattened(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each row of [texts, dimensions] as a point [texts, 2] from 0 to 1: the two principal components of the rows.

    Rows are brought to length 1 first. A component points where its largest weight is positive, so that the same
    texts always lie in the same places.
    """
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = vectors / np.where(lengths > 0, lengths, 1)
    centred = unit - unit.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)  # the largest last
    chosen = axes[:, [-1, -2]]
    signs = np.sign(chosen[np.abs(chosen).argmax(axis=0), [0, 1]])
    points = centred @ (chosen * np.where(signs == 0, 1, signs))
    low, high = points.min(axis=0), points.max(axis=0)
    width = high - low
    wide = width > _NOTHING
    scaled = np.where(wide, (points - low) / np.where(wide, width, 1), 0.5)
    return scaled.astype(np.float32)
