"""Which messages a prompt showed, as a step keeps it: ``{"messages": [[1, 40], [45, 47]], …}``.

``messages`` are spans of ids, both ends in, in the order of the prompt. ``cut`` says by id how many characters of a
message stood there where it was not all, ``related`` names the messages beside which their turn's related lines stood,
``brief`` that every edit's result was short, and ``digest`` is the SHA-256 of the whole prompt's messages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

LARGEST = 1_000_000
"""Messages that one prompt can have shown; a file that claims more is not believed."""


def packed(ids: Iterable[int]) -> list[list[int]]:
    """Ids as spans, in their order."""
    spans: list[list[int]] = []
    for each in ids:
        if spans and each == spans[-1][1] + 1:
            spans[-1][1] = each
        else:
            spans.append([each, each])
    return spans


def unpacked(spans: Iterable[Iterable[int]]) -> Iterator[int]:
    """The ids of spans, in their order.

    Raises:
        ValueError: they are no spans.
    """
    left = LARGEST
    for first, last in spans:
        left -= last - first + 1
        if left < 0:
            message = "more messages than a prompt can show"
            raise ValueError(message)
        yield from range(first, last + 1)


def moved(shown: Mapping[str, Any], to: Callable[[int], int | None]) -> dict[str, Any]:
    """The same of a file in which the messages have other ids; those that ``to`` does not know are gone.

    Raises:
        ValueError, TypeError, KeyError: it is not what a step keeps.
    """
    ids = [new for each in unpacked(shown["messages"]) if (new := to(each)) is not None]
    cut = {str(new): kept for each, kept in shown.get("cut", {}).items() if (new := to(int(each))) is not None}
    related = [new for each in shown.get("related", []) if (new := to(each)) is not None]
    return {**shown, "messages": packed(ids), "cut": cut, "related": related}
