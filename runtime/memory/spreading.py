"""Not all from one sitting: what is told in several needs a place for each, and one sitting repeats itself."""

from __future__ import annotations

import heapq
from collections.abc import Mapping


def spread(totals: Mapping[int, float], sessions: Mapping[int, int | None], again: float) -> list[tuple[int, float]]:
    """Every item, best first, each with what ``again`` (0 or less) took from it for every item of its session above.

    What belongs to no session loses nothing. Of equals the newest, the highest number, comes first. It takes one heap
    and no more steps than there are items times two: an item's score only sinks, so the best of the heap is the best
    as soon as its score is up to date.
    """
    heap = [(-total, -abs(each), each, 0) for each, total in totals.items()]
    heapq.heapify(heap)
    above: dict[int, int] = {}
    order: list[tuple[int, float]] = []
    while heap:
        _, newest, each, counted = heap[0]
        session = sessions[each]
        count = above.get(session, 0) if session is not None else 0
        if count != counted:
            heapq.heapreplace(heap, (-(totals[each] + again * count), newest, each, count))
            continue
        heapq.heappop(heap)
        order.append((each, again * count))
        if session is not None:
            above[session] = count + 1
    return order
