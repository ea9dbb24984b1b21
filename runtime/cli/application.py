"""The commands put together, and the program's edge: every failure becomes a sentence and an exit code."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer
from typer.main import get_command

from runtime.cli import (
    backup,
    bench,
    carry,
    charter,
    chat,
    doctor,
    documents,
    embedder,
    forget,
    history,
    key,
    llm,
    lock,
    memory,
    output,
    prompt,
    say,
    search,
    sleep,
)
from runtime.cli.signals import INTERRUPTED, leaving_cleanly
from runtime.errors import LociError
from runtime.fault import OUR_FAULT, record

_EPILOG = """LOCI_HOME names the folder with everything of yours; LOCI_PASSPHRASE opens the memory file unasked.
Exit codes: 0 done, 1 failed, 2 input refused, 3 memory file, 4 key, 5 file in use, 6 language model, 70 Loci's own
fault, 130 interrupted."""

application = typer.Typer(
    name="loci",
    help="Loci, a private assistant that remembers. Everything stays on this machine. Without a command: the window.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    epilog=_EPILOG,
)
application.command(short_help="Talk in the terminal.")(chat.chat)
application.command(short_help="Say something, print the reply.")(say.say)
application.add_typer(memory.commands)
application.command(short_help="Search messages, passages, documents.")(search.search)
application.command(short_help="Read files and folders.")(documents.add)
application.add_typer(documents.commands)
application.command(short_help="Take back a change of memory.")(history.undo)
application.command(short_help="Do again what was undone.")(history.redo)
application.command(short_help="Why the memory says something.")(history.why)
application.command(short_help="The memory at any moment.")(history.asof)
application.command(short_help="Remove something, verifiably.")(forget.forget)
application.command(short_help="Tidy the memory; what was learned.")(sleep.sleep)
application.command(short_help="Your rules for what is stored.")(charter.charter)
application.command(name="export", short_help="Write the memory into a file.")(carry.export)
application.command(name="import", short_help="Bring a file into the memory.")(carry.bring)
application.add_typer(key.commands)
application.add_typer(backup.commands)
application.command(short_help="Close the memory until a key is given.")(lock.lock)
application.add_typer(llm.commands)
application.add_typer(embedder.commands)
application.add_typer(prompt.commands)
application.add_typer(bench.commands)
application.command(short_help="What works here, and what not.")(doctor.doctor)


def _print_version(wanted: bool) -> None:
    if wanted:
        try:
            output.say(f"loci {version('loci')}")
        except PackageNotFoundError:
            output.say("loci, not installed")
        raise typer.Exit


@application.callback()
def _loci(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


def run(argv: list[str]) -> int:
    """Carry out one command line (without the program's name); the process's exit code.

    Never raises: a ``LociError`` is printed as its sentence with its own exit code, anything else is a
    fault of ours, recorded in the log, exit code 70.
    """
    output.prepare()
    try:
        with leaving_cleanly():
            get_command(application)(args=argv, prog_name="loci")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except LociError as problem:
        output.complain(str(problem))
        return problem.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as fault:  # noqa: BLE001 - the program's edge: our own faults end here, in the log
        output.complain(record(fault))
        return OUR_FAULT
    return 0
