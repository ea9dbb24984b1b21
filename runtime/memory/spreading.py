"""Not all from one sitting: what is told in several needs a place for each, and one sitting repeats itself."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from math import sqrt


def spread(
    totals: Mapping[int, float], sessions: Mapping[int, int | None], again: float
) -> Iterator[tuple[int, float]]:
    """Every item, best first, each with what it lost to those of its session above it.

    That is ``again`` (0 or less) times the root of how many they are: the second gives way most, the tenth hardly more
    than the ninth, so that a sitting that is all about the matter is not buried.

    What belongs to no session loses nothing. Of equals the newest, the highest number, comes first. Within a session
    the order is that of the totals, so one heap of each session's best is enough.
    """
    queues: dict[tuple[int | None, int], list[int]] = {}
    for each in sorted(totals, key=lambda each: (totals[each], abs(each))):
        session = sessions[each]
        queues.setdefault((session, 0 if session is not None else each), []).append(each)
    heap = [_entry(totals, queue.pop(), 0.0, key) for key, queue in queues.items()]
    heapq.heapify(heap)
    above = dict.fromkeys(queues, 0)
    while heap:
        *_, each, lost, key = heap[0]
        yield each, lost
        above[key] += 1
        if queues[key]:
            heapq.heapreplace(heap, _entry(totals, queues[key].pop(), again * sqrt(above[key]), key))
        else:
            heapq.heappop(heap)


def _entry(
    totals: Mapping[int, float], item: int, lost: float, key: tuple[int | None, int]
) -> tuple[float, int, int, float, tuple[int | None, int]]:
    """An item as the heap sorts it: the best first, of equals the newest."""
    return -(totals[item] + lost), -abs(item), item, lost, key
