"""What is odd about a file that came in: words and values apart, so that the window can say it in its language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Odd(StrEnum):
    """Each kind in English, with blanks for its values."""

    TWO_BLOCKS = "{agent}: two blocks are called {label}; the later is {label} {number}."
    OVER_ITS_LIMIT = "Block {label} has {count} characters, over its limit of {limit}."
    BLOCK_DIFFERS = (
        "The block '{label}' differs, and the one here was kept.\n  here:        {here}\n  in the file: {there}"
    )
    OTHER_CODE = "A tool {tool} with other code is here already and was kept."
    SAME_ID = "{count} of its {list} have an id that another has too; the last of each was taken."
    LEADS_NOWHERE = "{agent}: {ids} names {lost}, not in the file."
    NOT_IN_THE_FILE = "{agent}: {count} messages are said to be in context and are not in the file."
    LONG_MESSAGE = "{agent}: Message {message} has {count} characters; it is shown cut in the context."
    NO_DATE = "{agent}: {count} messages have no date that can be read; they have that of the one before."


@dataclass(frozen=True, slots=True)
class Note:
    """One odd thing, and the values for the blanks of its words."""

    odd: Odd
    values: Mapping[str, str | int]

    def __str__(self) -> str:
        """In English."""
        shown = {name: f"{each:,}" if isinstance(each, int) else each for name, each in self.values.items()}
        return self.odd.format(**shown)
