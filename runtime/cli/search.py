"""``loci search``: one search over messages, passages and documents."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from runtime.cli import output, show
from runtime.cli.talk import opened
from runtime.cli.typed import checked
from runtime.errors import InputRefused, ToolFailed
from runtime.filters import KINDS, Filters
from runtime.memory.dates import end_of, start_of

if TYPE_CHECKING:
    from runtime.views import HitView

_MOST = 1_000
_SHOWN = 0.005  # what rounds to 0.00 tells nothing


def search(  # noqa: PLR0913, PLR0917 (each filter is one option)
    query: Annotated[str, typer.Argument(metavar="QUERY", help='What to look for; "in quotes" stands word for word.')],
    kind: Annotated[
        Literal["message", "passage", "document"] | None, typer.Option("--kind", help="Only these.")
    ] = None,
    role: Annotated[
        Literal["user", "assistant"] | None, typer.Option("--role", help="Only messages of the one or the other.")
    ] = None,
    conversation: Annotated[
        int | None, typer.Option("--conversation", metavar="ID", help="Only messages of this conversation.")
    ] = None,
    tags: Annotated[
        list[str] | None, typer.Option("--tag", metavar="TAG", help="Only passages with this tag, or another given.")
    ] = None,
    all_tags: Annotated[bool, typer.Option("--all-tags", help="Only passages with all of the tags.")] = False,
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="From this day on, YYYY-MM-DD.")] = "",
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="Up to this day, YYYY-MM-DD.")] = "",
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=_MOST, metavar="N", help="So many a page.")] = 10,
    page: Annotated[int, typer.Option("--page", min=1, metavar="N", help="Which page of them.")] = 1,
    explain: Annotated[bool, typer.Option("--explain", help="Why each stands where it stands.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON each.")] = False,
) -> None:
    """Search all messages, passages and documents, by words and by meaning, best first."""
    filters = Filters((kind,) if kind else KINDS, (role,) if role else (), conversation, tuple(tags or ()), all_tags)
    filters = _dated(filters, since, until)
    first = (page - 1) * limit
    with opened() as assistant:
        found = assistant.finding.find(checked(query), filters, limit=limit, offset=first)
    if as_json:
        output.objects(found)
    elif found:
        output.say("\n".join(as_text(each, first + place, explain) for place, each in enumerate(found, start=1)))
    else:
        output.complain("Nothing found." if page == 1 else f"Nothing more on page {page}.")


def as_text(found: HitView, place: int, explain: bool) -> str:
    """What was found, as it stands in the terminal."""
    who = show.SPEAKERS.get(found.role or "", found.role) if found.role else found.kind
    tags = f"  [{', '.join(found.tags)}]" if found.tags else ""
    page = f", page {found.page}" if found.page else ""
    where = f"{found.heading}{page}: " if found.heading else ""
    line = f"{place:>3}. {show.when(found.created_at)}  {who:<7} {where}{found.text}{tags}"
    if not explain:
        return line
    parts = sorted(found.reasons.items(), key=lambda part: -abs(part[1]))
    told = " ".join(f"{name.replace('_', ' ')} {value:+.2f}" for name, value in parts if abs(value) >= _SHOWN)
    return f"{line}\n     {found.uid}  score {found.score:.2f} = {told}"


def _dated(filters: Filters, since: str, until: str) -> Filters:
    try:
        start = start_of(since, None, parameter="--since")
        end = end_of(until, None, parameter="--until")
    except ToolFailed as problem:
        raise InputRefused(str(problem).removeprefix("ValueError: ")) from problem
    if start and end and start >= end:
        raise InputRefused(f"--since {since} is after --until {until}: nothing can be found.")
    return replace(filters, start=start, end=end)
