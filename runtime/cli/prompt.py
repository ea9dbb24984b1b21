"""``loci prompt``: the system prompt, a plain text that its owner may change."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from runtime.cli import output
from runtime.cli.talk import opened
from runtime.errors import InputRefused

commands = typer.Typer(
    name="prompt",
    help="The system prompt: what the LLM is told before anything else.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@commands.command()
def show() -> None:
    """Print the system prompt in use, without the memory that follows it."""
    with opened() as assistant:
        text = assistant.instructions()
    output.say(text)


@commands.command()
def edit(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text file in UTF-8; - reads standard input.")],
) -> None:
    """Use the text of a file from now on.

    `loci prompt show > FILE` gives you one to begin with; `loci undo` takes the change back.
    """
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise InputRefused(f"{file} cannot be read as UTF-8 text: {problem}. The prompt stays as it was.") from problem
    with opened() as assistant:
        assistant.set_instructions(text)
    output.say("The LLM reads your system prompt from now on. `loci prompt reset` brings the built-in one back.")


@commands.command()
def reset() -> None:
    """Use the built-in system prompt again."""
    with opened() as assistant:
        assistant.set_instructions(None)
    output.say("The built-in system prompt is in use again.")
