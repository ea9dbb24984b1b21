"""Edits of a block's text: pure functions from the old text to the new one.

They behave as the reference's memory tools do, word for word in what they refuse, except that an empty
old text is refused (it would match everywhere), tabs are left as they are, and ``core_memory_append`` to an
empty block adds no empty line.
"""

from __future__ import annotations

import re
from itertools import pairwise

from runtime.errors import ToolFailed

LINE_NUMBER_PREFIX = re.compile(r"^[ \t]*\d+→[ \t]*", re.MULTILINE)
LINE_NUMBER_WARNING = (
    "# NOTE: Line numbers shown below (with arrows like '1→') are to help during editing. "
    "Do NOT include line number prefixes in your memory edit tool calls."
)


def refused(sentence: str) -> ToolFailed:
    """The error of a tool that refuses its arguments, in the form the LLM knows from the reference."""
    return ToolFailed(f"ValueError: {sentence}")


def refuse_line_numbers(parameter: str, text: str) -> None:
    """Refuse text that carries the line numbers a memory may be displayed with.

    Raises:
        ToolFailed: it does.
    """
    if LINE_NUMBER_PREFIX.search(text):
        message = (
            f"{parameter} contains a line number prefix, which is not allowed. Do not include line numbers when "
            "calling memory tools (line numbers are for display purposes only)."
        )
        raise refused(message)
    if LINE_NUMBER_WARNING in text:
        message = (
            f"{parameter} contains a line number warning, which is not allowed. Do not include line number "
            "information when calling memory tools (line numbers are for display purposes only)."
        )
        raise refused(message)


def appended(value: str, content: str) -> str:
    """The content as a new last line."""
    return f"{value}\n{content}" if value else content


def replaced(value: str, old: str, new: str, *, parameter: str, missing: str) -> str:
    """``old`` replaced by ``new``, where it stands exactly once. ``missing`` is said where it does not stand.

    Raises:
        ToolFailed: ``old`` is empty, absent or ambiguous.
    """
    if not old:
        message = f"No replacement was performed, {parameter} is empty. Give the exact text to replace."
        raise refused(message)
    starts = _occurrences(value, old)
    if not starts:
        raise refused(missing)
    if len(starts) > 1:
        lines = sorted({value.count("\n", 0, start) + 1 for start in starts})
        message = (
            f"No replacement was performed. Multiple occurrences of {parameter} `{old}` in lines {lines}. "
            "Please ensure it is unique."
        )
        raise refused(message)
    return value.replace(old, new)


def inserted(value: str, new: str, line: int) -> str:
    """The new text's lines after line ``line`` (0: at the top, -1: at the end).

    Raises:
        ToolFailed: the block has no such line.
    """
    lines = value.split("\n")
    if line == -1:
        line = len(lines)
    if not 0 <= line <= len(lines):
        message = (
            f"Invalid `insert_line` parameter: {line}. It should be within the range of lines of the memory block: "
            f"{[0, len(lines)]}, or -1 to append to the end of the memory block."
        )
        raise refused(message)
    return "\n".join([*lines[:line], *new.split("\n"), *lines[line:]])


def patched(value: str, patch: str) -> str:
    """The block after a simplified unified diff: hunks of ' ', '-' and '+' lines, parted by '@@'.

    Raises:
        ToolFailed: no hunk, or a hunk whose context is absent or ambiguous.
    """
    lines = value.split("\n")
    hunks = _hunks(patch)
    if not hunks:
        message = "No applicable hunks found in patch. Ensure lines start with ' ', '-', or '+'."
        raise refused(message)
    for hunk in hunks:
        expected = [line[1:] for line in hunk if line[0] in " -"]
        replacement = [line[1:] for line in hunk if line[0] in " +"]
        start = _place(lines, expected) if expected else len(lines)
        lines[start : start + len(expected)] = replacement
    return "\n".join(lines)


def pieces(value: str, longest: int = 240) -> tuple[str, ...]:
    """The parts of a block that an edit may name: its lines, and the sentences of long lines.

    Each stands exactly once in ``value``, so that replacing it cannot be ambiguous.
    """
    parts: list[str] = []
    for line in value.split("\n"):
        parts.append(line)
        if len(line) > longest:
            ends = [0, *(match.end() for match in re.finditer(r"[.!?;]\s+", line)), len(line)]
            parts.extend(line[start:end].strip() for start, end in pairwise(ends))
    return tuple(part for part in dict.fromkeys(parts) if part.strip() and len(_occurrences(value, part)) == 1)


def _occurrences(value: str, part: str) -> list[int]:
    starts, start = [], value.find(part)
    while start >= 0:
        starts.append(start)
        start = value.find(part, start + 1)
    return starts


def _hunks(patch: str) -> list[list[str]]:
    hunks: list[list[str]] = [[]]
    for line in patch.splitlines():
        if line.startswith("@@"):
            hunks.append([])
        elif not line.strip():
            hunks[-1].append(" ")
        elif line[0] in " -+" and not line.startswith(("---", "+++")):
            hunks[-1].append(line)
    return [hunk for hunk in hunks if hunk]


def _place(lines: list[str], expected: list[str]) -> int:
    size = len(expected)
    starts = [start for start in range(len(lines) - size + 1) if lines[start : start + size] == expected]
    if not starts:
        sample = "\n".join(expected[:4])
        message = (
            "Failed to apply patch: expected hunk context not found in the memory block. "
            f"Verify the target lines exist and try providing more context. Expected start:\n{sample}"
        )
        raise refused(message)
    if len(starts) > 1:
        message = (
            "Failed to apply patch: hunk context matched multiple places in the memory block. "
            "Please add more unique surrounding context to disambiguate."
        )
        raise refused(message)
    return starts[0]


def lines_only_in(text: str | None, other: str | None) -> list[str]:
    """The lines of a text that another does not have, without empty ones; None is a text without any."""
    kept = (other or "").split("\n")
    return [line for line in (text or "").split("\n") if line and line not in kept]
