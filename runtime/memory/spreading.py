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

    What belongs to no session loses nothing. Of equals the newest, the highest number, comes first. It takes one heap
    and no more steps than there are items times two: an item's score only sinks, so the best of the heap is the best
    as soon as its score is up to date.
    """
    heap = [(-total, -abs(each), each, 0) for each, total in totals.items()]
    heapq.heapify(heap)
    above: dict[int, int] = {}
    while heap:
        _, newest, each, counted = heap[0]
        session = sessions[each]
        count = above.get(session, 0) if session is not None else 0
        if count != counted:
            heapq.heapreplace(heap, (-(totals[each] + again * sqrt(count)), newest, each, count))
            continue
        heapq.heappop(heap)
        yield each, again * sqrt(count)
        if session is not None:
            above[session] = count + 1
