"""Closing the memory so that whoever opens it next has to give its key. On a worker: nothing here touches a widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.errors import LociError

if TYPE_CHECKING:
    from runtime.assistant import Assistant


@dataclass(frozen=True, slots=True)
class Left:
    """A memory that is closed: whether something has to be given to open it, and what went wrong, if anything."""

    asks: bool
    problem: str = ""


def lock(assistant: Assistant, draft: str | None) -> Left:
    """Keep what is being written, where that is known, and lock. Closed it is in any case."""
    problem = ""
    try:
        if draft is not None:
            assistant.conversations.keep_draft(draft)
    except LociError as failed:
        problem = str(failed)
    try:
        assistant.vault.lock()
    except LociError as failed:
        problem = str(failed)
    return locked_already(assistant, problem)


def locked_already(assistant: Assistant, problem: str = "") -> Left:
    """The same of one that another process had locked."""
    assistant.close()
    try:
        return Left(assistant.vault.can_ask(), problem)
    except LociError as failed:
        return Left(True, str(failed))
