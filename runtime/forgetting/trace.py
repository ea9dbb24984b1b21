"""A place where the forgotten stood, and what is asked to be forgotten."""

from __future__ import annotations

from dataclasses import dataclass

from runtime.forgetting.mention import Mention


@dataclass(frozen=True, slots=True)
class Trace:
    """A row that goes, or the part of one that does.

    ``what``: message, passage, tag, block, summary, change, prompt, thought, or the table of another text. ``text`` is
    what goes; ``whole`` False: the rest of the row stays.
    """

    what: str
    id: int | str
    text: str
    whole: bool = True

    @property
    def counted_as(self) -> str:
        """What a receipt counts it as: ``message``, or ``message, in part``."""
        return self.what if self.whole else f"{self.what}, in part"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to go: whatever names the text, and messages and passages named by their row ids."""

    mention: Mention
    messages: frozenset[int] = frozenset()
    passages: frozenset[int] = frozenset()


def lost(before: str, after: str) -> str:
    """The lines of a text that it has lost."""
    kept = after.split("\n")
    return "\n".join(line for line in before.split("\n") if line not in kept)
