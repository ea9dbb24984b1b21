"""``loci memory``: reading the memory, and changing a block by hand."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from runtime.cli import output, show
from runtime.cli.talk import opened
from runtime.cli.typed import LONGEST_LINE
from runtime.errors import InputRefused
from runtime.views import BlockView, ChangeView

if TYPE_CHECKING:
    from runtime.assistant import Assistant

commands = typer.Typer(
    name="memory",
    help="Look into the memory, and change its blocks by hand.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Query = Annotated[
    str, typer.Option("--query", "-q", metavar="Q", help="Only what matches this, best first where it is a search.")
]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="At most this many.")]
AsJson = Annotated[bool, typer.Option("--json", help="One line of JSON each.")]

View = TypeVar("View")

_SEARCHED_CHANGES = 10_000  # so far back a query of the journal goes


@commands.command()
def blocks(query: Query = "", limit: Limit = 100, as_json: AsJson = False) -> None:
    """Core memory: blocks always in sight."""
    with opened() as assistant:
        found = matching_blocks(assistant, query)[:limit]
    _write(found, show.block, as_json=as_json, nothing="No block matches.")


@commands.command()
def recall(query: Query = "", limit: Limit = 20, as_json: AsJson = False) -> None:
    """Recall memory: every message ever.

    The newest stands last; with --query the best match stands first.
    """
    with opened() as assistant:
        found = assistant.search_messages(query, limit=limit) if query else assistant.messages(limit=limit)
    _write(found, show.message, as_json=as_json, nothing="No message." if not query else "No message matches.")


@commands.command()
def archival(query: Query = "", limit: Limit = 20, as_json: AsJson = False) -> None:
    """Archival memory: passages put away."""
    with opened() as assistant:
        found = assistant.search_passages(query, limit=limit) if query else assistant.passages(limit=limit)
    _write(found, show.passage, as_json=as_json, nothing="No passage." if not query else "No passage matches.")


@commands.command()
def journal(query: Query = "", limit: Limit = 20, as_json: AsJson = False) -> None:
    """The journal: every change of memory.

    Each with its cause and the message it rests on, the newest first.
    """
    with opened() as assistant:
        found = matching_changes(assistant, query, limit)
    _write(found, show.change, as_json=as_json, nothing="No change.")


@commands.command()
def edit(
    label: Annotated[str, typer.Argument(metavar="LABEL", help="The block's label, such as human.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="Its whole new value; - reads it from standard input.")],
) -> None:
    """Give a block a new value by hand.

    `loci undo` takes it back.
    """
    wanted = _standard_input() if value == "-" else value
    with opened() as assistant:
        block = next((each for each in assistant.blocks() if each.label == label), None)
        if block is None:
            labels = ", ".join(each.label for each in assistant.blocks())
            raise InputRefused(f"There is no block '{label}'. Blocks: {labels}. Nothing was changed.")
        assistant.edit_block(label, wanted, block.version)
    output.say(f"{label} has its new value.")


@commands.command()
def add(
    label: Annotated[str, typer.Argument(metavar="LABEL", help="What to call it, such as projects.")],
    description: Annotated[str, typer.Option("--description", "-d", help="What belongs in it, for the LLM.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="Characters it may hold.")] = 2_000,
    read_only: Annotated[bool, typer.Option("--read-only", help="The LLM may read it and not change it.")] = False,
) -> None:
    """Add a block to core memory.

    `loci undo` takes it away again.
    """
    with opened() as assistant:
        assistant.create_block(label, description=description, char_limit=limit, read_only=read_only)
    output.say(f"{label} is part of core memory now. `loci memory edit {label} TEXT` writes into it.")


def matching_blocks(assistant: Assistant, query: str) -> list[BlockView]:
    """The blocks with ``query`` in label, description or value, whatever its case."""
    wanted = query.casefold()
    blocks = assistant.blocks()
    return [each for each in blocks if wanted in f"{each.label}\n{each.description}\n{each.value}".casefold()]


def matching_changes(assistant: Assistant, query: str, limit: int) -> Sequence[ChangeView]:
    """The newest changes with ``query`` in label, text or evidence, whatever its case."""
    if not query:
        return assistant.journal(limit=limit)
    wanted = query.casefold()
    everything = assistant.journal(limit=_SEARCHED_CHANGES)
    return [each for each in everything if wanted in _text(each).casefold()][:limit]


def _text(change: ChangeView) -> str:
    evidence = (each.text for each in change.evidence)
    return "\n".join([change.label, change.before or "", change.after or "", *evidence])


def _standard_input() -> str:
    raw = sys.stdin.buffer.read(LONGEST_LINE)
    try:
        return raw.decode("utf-8").removesuffix("\n")
    except UnicodeDecodeError as problem:
        refusal = f"Standard input is not valid UTF-8 (at byte {problem.start + 1}). Nothing was changed."
        raise InputRefused(refusal) from problem


def _write(found: Iterable[View], text: Callable[[View], str], *, as_json: bool, nothing: str) -> None:
    views = list(found)
    if as_json:
        output.objects(views)
    elif views:
        output.say("\n".join(text(each) for each in views))
    else:
        output.complain(nothing)
