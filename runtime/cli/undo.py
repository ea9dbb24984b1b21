"""``loci undo``: taking back a change of memory."""

from __future__ import annotations

from typing import Annotated

import typer

from runtime.cli import output, show
from runtime.cli.talk import opened


def undo(
    change: Annotated[
        int | None, typer.Argument(metavar="ID", help="The number in the journal; else the newest.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The change that was made, as JSON.")] = False,
) -> None:
    """Take back a change of memory. The journal keeps both."""
    with opened() as assistant:
        made = assistant.undo(change)
    if as_json:
        output.objects([made])
    else:
        output.say(show.change(made))
