"""``loci add`` and ``loci documents``: files and folders that are read, and kept up to date."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runtime.cli import output, show
from runtime.cli.signals import INTERRUPTED, first_interrupt
from runtime.cli.talk import opened
from runtime.documents.walk import visible

if TYPE_CHECKING:
    from runtime.documents.library import Library
    from runtime.documents.views import DocumentView, Progress, SourceView

commands = typer.Typer(
    name="documents",
    help="Files and folders that are read.",
    no_args_is_help=True,
    short_help="What was added, and more.",
)
_TICK = 0.2
_TOLD_SECONDS = 2.0
# Where no vector was made for so long, the embedder does not work; words are found without it.
_PATIENCE_SECONDS = 60.0
_MOST_LISTED = 100_000
_THOUSAND = 1_000
_Source = Annotated[str, typer.Argument(metavar="SOURCE", help="Its path, or its number in the list.")]
_AnySource = Annotated[str, typer.Argument(metavar="SOURCE", help="Its path, or its number; without: all of them.")]
_AsJson = Annotated[bool, typer.Option("--json", help="One line of JSON each.")]


def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders.")],
    as_json: _AsJson = False,
) -> None:
    """Read files and folders, and keep up with them: their text is searched like all memory.

    Ctrl+C leaves the rest for the next time. Reads pdf, docx, odt, epub, pptx, xlsx, html, md, txt, csv, eml and code.
    """
    with opened() as assistant:
        added = [assistant.documents.add(each).id for each in paths]
        whole = _follow(assistant.documents)
        _print_sources(
            [each for each in assistant.documents.sources() if each.id in added], assistant.documents, as_json
        )
    if not whole:
        raise typer.Exit(INTERRUPTED)


@commands.command(name="list")
def listed(
    source: _AnySource = "",
    everything: Annotated[bool, typer.Option("--all", help="Every document, not only the unreadable.")] = False,
    as_json: _AsJson = False,
) -> None:
    """What was added, how far it is read, and what cannot be read, with the reason."""
    with opened() as assistant:
        library = assistant.documents
        chosen = [library.find(source)] if source else list(library.sources())
        if everything:
            _print_documents(
                [row for each in chosen for row in library.documents(each.id, limit=_MOST_LISTED)], as_json
            )
        elif chosen:
            _print_sources(chosen, library, as_json)
        elif not as_json:
            output.complain("Nothing was added yet: loci add PATH.")


@commands.command()
def update(source: _AnySource = "", as_json: _AsJson = False) -> None:
    """Look what changed on the disk, read it, and try again what could not be read."""
    with opened() as assistant:
        library = assistant.documents
        library.update(library.find(source).id if source else None)
        whole = _follow(library)
        _print_sources(library.sources(), library, as_json)
    if not whole:
        raise typer.Exit(INTERRUPTED)


@commands.command()
def pause(source: _AnySource = "") -> None:
    """Read nothing more for now; what was read stays."""
    with opened() as assistant:
        assistant.documents.pause(assistant.documents.find(source).id if source else None)


@commands.command()
def resume(source: _AnySource = "") -> None:
    """Go on reading where it was paused."""
    with opened() as assistant:
        library = assistant.documents
        library.resume(library.find(source).id if source else None)
        whole = _follow(library)
    if not whole:
        raise typer.Exit(INTERRUPTED)


@commands.command()
def remove(source: _Source) -> None:
    """Take a file or folder out of the memory, with all its text. The files themselves stay as they are."""
    with opened() as assistant:
        assistant.documents.remove(assistant.documents.find(source).id)


def _follow(library: Library) -> bool:
    """Tell how far it is until all is read. False where Ctrl+C ended it; the rest waits for the next time."""
    stop = threading.Event()
    told_at = grew_at = time.monotonic()
    without = library.progress().without_vectors
    with first_interrupt(stop.set):
        while not stop.is_set():
            done = library.wait(_TICK)
            progress, now = library.progress(), time.monotonic()
            if progress.without_vectors != without or not done:
                without, grew_at = progress.without_vectors, now
            if done and (not without or now - grew_at > _PATIENCE_SECONDS):
                return True
            if now - told_at > _TOLD_SECONDS:
                told_at = now
                output.aside(as_text(progress))
            if done:
                stop.wait(_TICK)
    output.complain("Left for the next time: loci documents update goes on at the same file.")
    return False


def as_text(progress: Progress) -> str:
    """How far it is, in one line."""
    if not progress.left:
        return f"{progress.without_vectors} passages are still to be understood; their words are found already"
    speed = f", {_size(progress.rate)} a second" if progress.rate else ""
    left = f", about {_time(progress.seconds_left)} left" if progress.seconds_left is not None else ""
    name = f": {visible(progress.reading)}" if progress.reading else ""
    return f"{progress.done} read, {progress.left} to go ({_size(progress.bytes_left)}{speed}{left}){name}"


def _print_sources(sources: list[SourceView] | tuple[SourceView, ...], library: Library, as_json: bool) -> None:
    failed = {each.id: library.documents(each.id, "failed", limit=_MOST_LISTED) for each in sources if each.failed}
    if as_json:
        output.objects(sources)
        output.objects(row for rows in failed.values() for row in rows)
        return
    for each in sources:
        output.say(_source_line(each))
        for row in failed.get(each.id, ()):
            output.say(_document_line(row))


def _print_documents(rows: list[DocumentView], as_json: bool) -> None:
    if as_json:
        output.objects(rows)
        return
    for row in rows:
        output.say(_document_line(row))


def _source_line(source: SourceView) -> str:
    told = [f"{source.read} read", f"{source.passages} passages"]
    told += [f"{source.waiting} waiting"] if source.waiting else []
    told += [f"{source.failed} unreadable"] if source.failed else []
    told += ["paused"] if source.paused else []
    problem = f"\n     {source.problem}" if source.problem else ""
    return f"{source.id:>3}  {visible(source.path)}  ({', '.join(told)}){problem}"


def _document_line(row: DocumentView) -> str:
    pages = f", {row.pages} pages" if row.pages else ""
    state = row.problem or f"{row.status}, {_size(row.size)}{pages}, {show.when(row.changed_at)}"
    return f"     {visible(row.title)}: {state}"


def _size(count: float) -> str:
    for unit in ("bytes", "kB", "MB"):
        if count < _THOUSAND:
            return f"{count:.0f} {unit}"
        count /= _THOUSAND
    return f"{count:.1f} GB"


def _time(seconds: float) -> str:
    if seconds < 100:  # noqa: PLR2004 (a hundred seconds is better told in minutes)
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min"
