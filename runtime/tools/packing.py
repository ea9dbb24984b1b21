"""What a search hands to the LLM: the best first, as much as it can read well, and no more than fits its context."""

from __future__ import annotations

from collections.abc import Iterable

NOTHING = "Nothing found."
MOST_TOKENS = 3_000
"""Small LLMs answer worse with more of what was found before them, however long their context."""
_SHARE = 6
"""One part in six of the context, so that the question, the memory and the reply have room beside it."""
_BYTES = 3


def room(context_length: int) -> int:
    """How many tokens what was found may have in a context of so many."""
    return min(MOST_TOKENS, context_length // _SHARE)


def tokens(text: str) -> int:
    """No fewer tokens than a text has, as a rule: English has four bytes each, other scripts about a letter.

    A guess, because asking the LLM's process would hold up the transaction in which a tool runs.
    """
    return -(-len(text.encode("utf-8", "replace")) // _BYTES)


def fitting(text: str, left: int) -> str:
    """The text, or its beginning that fits so many tokens."""
    if tokens(text) <= left:
        return text
    return text.encode("utf-8", "replace")[: max(0, left * _BYTES - len("…".encode()))].decode("utf-8", "ignore") + "…"


def packed(lines: Iterable[str], kind: str, most: int) -> str:
    """The best first, as many as fit into ``most`` tokens; one that alone is too long is cut."""
    chosen: list[str] = []
    left = most
    for line in lines:
        if chosen and tokens(line) + 1 > left:
            break
        chosen.append(fitting(line, left))
        left -= tokens(chosen[-1]) + 1
    if not chosen:
        return NOTHING
    number = f"{len(chosen)} {kind}" + ("s" if len(chosen) > 1 else "")
    return f"Found {number}:\n" + "\n".join(chosen)
