"""``loci export`` and ``loci import``: the memory as a file, out and in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runtime.cli import output
from runtime.cli.asking import asker
from runtime.cli.talk import opened
from runtime.errors import InputRefused, KeyNeeded

_VARIABLE = "LOCI_FILE_PASSPHRASE"
_AGENT_FILE, _PORTABLE = ".af", ".loci"
_TOLD = 20  # times that progress is told of, at most

if TYPE_CHECKING:
    from runtime.carry.bring import Brought

AsJson = Annotated[bool, typer.Option("--json", help="What was done, as one JSON object.")]


def export(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="NAME.loci: everything, sealed. NAME.af: for Letta too. NAME.zip, NAME/: to read."
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Write the memory into FILE, which must not be there yet.

    NAME.loci holds everything under a passphrase (LOCI_FILE_PASSPHRASE, or asked for). NAME.af is a Letta agent file
    with the agent in use, readable by anyone. NAME.zip, or a folder NAME, holds everything as Markdown and JSON Lines;
    NAME.zip.age is the zip sealed with age under a passphrase.
    """
    if file.suffix in {".zip", ".age", ""}:
        _export_readable(file, as_json=as_json)
        return
    if file.suffix not in {_AGENT_FILE, _PORTABLE}:
        raise InputRefused(f"{file} should end in {_PORTABLE}, {_AGENT_FILE}, .zip or .zip.age. Nothing was exported.")
    passphrase = _passphrase(new=True) if file.suffix == _PORTABLE else ""
    with opened() as assistant:
        keeping = assistant.keeping
        names = keeping.export_portable(file, passphrase) if passphrase else keeping.export_agent_file(file)
    if as_json:
        output.objects([{"file": file, "agents": names}])
    else:
        note = "" if passphrase else " It is not encrypted."
        output.say(f"Written to {file}: {', '.join(names)}.{note}")


def _export_readable(file: Path, *, as_json: bool) -> None:
    passphrase = _passphrase(new=True) if file.suffix == ".age" else ""
    with opened() as assistant:
        assistant.keeping.export_readable(file, passphrase)
    if as_json:
        output.objects([{"file": file}])
    else:
        output.say(f"Written to {file}.{'' if passphrase else ' It is not encrypted.'}")


def bring(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A .loci or .af file; ChatGPT's or Claude's export (.zip, .json).")
    ],
    use: Annotated[bool, typer.Option("--use", help="Talk with its first agent from now on.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring FILE into the memory: new agents beside those that are here; what is here already stays as it is.

    Either all of it or nothing is imported. Tools that come with it stay disabled; nothing of it is run or opened.
    Of an export of ChatGPT or Claude the conversations come into recall memory with their dates, put away, one after
    the other: interrupt it, and it goes on the next time.
    """
    if file.suffix in {".zip", ".json"}:
        _bring_histories(file, as_json=as_json)
        return
    from runtime.carry.files import is_sealed  # noqa: PLC0415 - kept out of `--help`

    passphrase = _passphrase(new=False) if is_sealed(file) else ""
    with opened() as assistant:
        brought = assistant.keeping.bring_file(file, passphrase, use=use)
    if as_json:
        output.objects([_as_object(brought)])
        return
    output.say(f"Imported {', '.join(name for _, name in brought.agents)}: {_counted(brought)}.")
    for note in brought.notes:
        output.say(f"- {note}")


def _bring_histories(file: Path, *, as_json: bool) -> None:
    told = 0

    def progress(done: int, total: int) -> None:
        nonlocal told
        if not as_json and done * _TOLD // total > told:
            told = done * _TOLD // total
            output.aside(f"{done} of {total} conversations")

    with opened() as assistant:
        brought = assistant.keeping.bring_histories(file, progress)
    if as_json:
        output.objects([_as_object(brought)])
    else:
        output.say(f"Imported into recall memory: {_counted(brought)}.")


def _as_object(brought: Brought) -> dict[str, object]:
    return {"agents": brought.agents, "counts": brought.counts, "notes": [str(each) for each in brought.notes]}


def _counted(brought: Brought) -> str:
    counted = (f"{count} {what}" for what, count in brought.counts.items() if count)
    return ", ".join(counted) or "nothing that was not here"


def _passphrase(*, new: bool) -> str:
    given = os.environ.get(_VARIABLE, "")
    ask = asker()
    if given or ask is None:
        if not given:
            raise KeyNeeded(f"The file needs a passphrase and nobody is here to be asked. Set {_VARIABLE}.")
        return given
    return ask(new)
