"""The tool by which the LLM hands a wish to forget on to the person, who alone decides."""

from __future__ import annotations

from runtime.memory.edits import refused
from runtime.tools.registry import Workspace

FORGET = "forget"
SHORTEST = 2
ASKED = (
    "The user is being shown everything that would be forgotten, and decides. Nothing was removed by this call. "
    "Say only that they are being asked."
)


def forget(at: Workspace, text: str) -> str:  # noqa: ARG001 - every tool takes the workspace
    """Ask the user whether to forget something for good, everywhere. Only when they tell you to forget it.

    Args:
        text: The name or the exact words to forget, as they stand in the memory; a name alone is best.
    """
    if len("".join(text.split())) < SHORTEST:
        message = f"text needs at least {SHORTEST} characters. Give the name or the words to forget."
        raise refused(message)
    return ASKED
