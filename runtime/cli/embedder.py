"""``loci embedder``: what makes the vectors that searches by meaning compare, and another one in its place."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runtime.cli import output
from runtime.cli.signals import INTERRUPTED, first_interrupt
from runtime.cli.talk import opened

if TYPE_CHECKING:
    from runtime.embed.embedding import Embedding
    from runtime.embed.steps import Reembedding

commands = typer.Typer(
    name="embedder",
    help="Choose what finds by meaning.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_TICK = 0.2
_TOLD_SECONDS = 2.0
_BUILT_IN = "builtin"


@commands.command()
def info(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Which embedder is in use, and how far it has been through everything."""
    with opened() as assistant:
        folder, under_way = assistant.embedding.folder, assistant.embedding.progress()
    if as_json:
        done, total = (under_way.done, under_way.total) if under_way else (0, 0)
        output.objects([{"folder": str(folder or _BUILT_IN), "complete": under_way is None, "done": done, "of": total}])
        return
    output.say(str(folder or "The one that came with Loci."))
    if under_way is not None:
        output.say(as_text(under_way))


@commands.command()
def use(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER", help="An ONNX model as fastembed reads it; `builtin` is the one that came with Loci."
        ),
    ],
) -> None:
    """Find by meaning with this one: all is embedded anew, while the old vectors serve.

    Ctrl+C leaves the rest for later; it goes on whenever Loci is open.
    """
    path = None if str(folder) == _BUILT_IN else folder.expanduser().absolute()
    with opened() as assistant:
        assistant.change_setting("embedder_path", path)
        whole = _follow(assistant.embedding)
    if not whole:
        raise typer.Exit(INTERRUPTED)
    output.say(f"{path or 'The one that came with Loci'} finds by meaning from now on.")


def _follow(embedding: Embedding) -> bool:
    """Tell how far it is until all is embedded. False where Ctrl+C ended it."""
    stop = threading.Event()
    told_at = time.monotonic()
    with first_interrupt(stop.set):
        while (under_way := embedding.progress()) is not None:
            if time.monotonic() - told_at > _TOLD_SECONDS:
                told_at = time.monotonic()
                output.aside(as_text(under_way))
            if stop.wait(_TICK):
                output.complain("Left for later: it goes on whenever Loci is open.")
                return False
    return True


def as_text(under_way: Reembedding) -> str:
    """How far it is, in one line."""
    return f"{under_way.done} of {under_way.total} texts embedded anew; until all are, the old vectors serve"
