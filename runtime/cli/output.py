"""Writing to the terminal: JSON lines, plain lines, dim asides, errors. Every line is flushed as it is written."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterable

import typer

from runtime.cli.as_json import line

# Control characters but tab and line feed: text that came from elsewhere must not drive the terminal.
_CONTROLS = {code: "\N{REPLACEMENT CHARACTER}" for code in (*range(32), *range(127, 160)) if code not in (9, 10)}


def prepare() -> None:
    """Make standard output and error take any text: UTF-8 where piped, and no character is an error."""
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def printable(text: str) -> str:
    """``text`` without the control characters that a terminal would obey."""
    return text.translate(_CONTROLS)


def say(text: str = "", *, end: str = "\n") -> None:
    """Write text, flushed; on a terminal without control characters."""
    sys.stdout.write((printable(text) if sys.stdout.isatty() else text) + end)
    sys.stdout.flush()


def aside(text: str) -> None:
    """Write one dim line, cut to the terminal's width: what happens, beside what is said."""
    shown = " ".join(printable(text).split())
    if not sys.stdout.isatty():
        say(f"  {shown}")
        return
    width = max(20, shutil.get_terminal_size().columns - 3)
    if len(shown) > width:
        shown = shown[: width - 1] + "…"
    sys.stdout.write(typer.style(f"  {shown}", dim=True) + "\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """Write a sentence about a problem to standard error."""
    sys.stderr.write(printable(text) + "\n")
    sys.stderr.flush()


def objects(values: Iterable[object]) -> None:
    """Write each value as one line of JSON."""
    for value in values:
        sys.stdout.write(line(value) + "\n")
        sys.stdout.flush()
