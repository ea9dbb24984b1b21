"""``loci bench``: measuring the search on data that is at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runtime.cli import output
from runtime.errors import InputRefused

if TYPE_CHECKING:
    from runtime.measuring.table import Table

commands = typer.Typer(
    name="bench", help="Measure the search on data that is at hand.", no_args_is_help=True, rich_markup_mode=None
)


@commands.callback()
def _bench() -> None:
    pass


@commands.command()
def locomo(
    data: Annotated[Path, typer.Option("--data", metavar="FOLDER", help="The folder with LoCoMo's JSON.")],
    captions: Annotated[bool, typer.Option("--captions", help="A turn's picture counts, by its caption.")] = False,
    fit: Annotated[bool, typer.Option("--fit", help="Print the weights fitted on all conversations instead.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of the table.")] = False,
) -> None:
    """How much of the evidence is among the first messages found, in LoCoMo's conversations.

    Each is stored in a memory file of its own, which goes afterwards; your memory is not touched.
    """
    # numpy and the engine room take half a second to import; `--help` and typing errors need none of it.
    from runtime.embed.local import LocalEmbedder  # noqa: PLC0415
    from runtime.home import asset  # noqa: PLC0415
    from runtime.measuring import table  # noqa: PLC0415

    if not data.is_dir():
        raise InputRefused(f"{data} is no folder. Nothing was measured.")
    embedder = LocalEmbedder(asset("embedder"))
    if fit:
        output.say(str(table.fitted(data, embedder, captions=captions, tell=output.complain)))
        return
    measured = table.measure(data, embedder, captions=captions, tell=output.complain)
    output.say(json.dumps(measured.as_json()) if as_json else as_text(measured))


def as_text(table: Table) -> str:
    """The table as it stands in the terminal."""
    count = sum(len(talk.questions) for talk in table.talks)
    rows = [
        f"{count} questions of {len(table.talks)} conversations",
        "",
        f"{'share of the evidence among the first':37s}      5     10     20   all@10   p50 ms",
    ]
    for line in table.lines:
        at5, at10, at20, hops, p50 = line.figures().values()
        rows.append(f"{line.name:37s}  {at5:.3f}  {at10:.3f}  {at20:.3f}    {hops:.3f}   {p50:6.1f}")
    rows += [f"  {name}: {value:.3f} at 10" for name, value in table.by_conversation().items()]
    return "\n".join(rows)
