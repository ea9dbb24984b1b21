"""``loci backup``: whole copies of the memory, made and put back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runtime.cli import output, where
from runtime.cli.asking import asker

if TYPE_CHECKING:
    from runtime.vault.rotation import Backup

commands = typer.Typer(
    name="backup",
    help="Copies of the memory file, encrypted as it is.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

AsJson = Annotated[bool, typer.Option("--json", help="As JSON, one object a line.")]


@commands.command(name="list")
def list_(as_json: AsJson = False) -> None:
    """List the backups, newest first."""
    from runtime.vault.backups import listed  # noqa: PLC0415 - kept out of `--help`

    for backup in listed(where.home()):
        _show(backup, as_json=as_json)


@commands.command()
def make(as_json: AsJson = False) -> None:
    """Make a backup now. It stays until you remove it."""
    from runtime.memory_access import open_memory  # noqa: PLC0415 - kept out of `--help`
    from runtime.vault import backups  # noqa: PLC0415

    home = where.home()
    memory = open_memory(home, asker())
    try:
        made = backups.make(home, memory)
    finally:
        memory.close()
    _show(made, as_json=as_json)


@commands.command()
def restore(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A backup of `loci backup list`, or newest.")],
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FOLDER", help="Into this empty folder; the memory stays as it is.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Put a backup in place of the memory, which becomes a backup itself.

    The present passphrase, keyring or recovery key opens it afterwards, too.
    """
    from runtime.instance_lock import InstanceLock  # noqa: PLC0415 - kept out of `--help`
    from runtime.vault import backups  # noqa: PLC0415
    from runtime.vault.restoring import restore as put_back  # noqa: PLC0415

    home = where.home()
    home.prepare()
    if to is not None:
        folder = backups.copy_out(home, name, to.expanduser().absolute())
        said, told = {"restored": name, "folder": folder}, f"{name} lies in {folder}. Open it with LOCI_HOME={folder}."
    else:
        with InstanceLock.take(home.lock_file):
            kept = put_back(home, name, asker())
        said = {"restored": name, "kept": kept}
        told = f"{name} is the memory now." + (f" What was there before is the backup {kept}." if kept else "")
    if as_json:
        output.objects([said])
    else:
        output.say(told)


def _show(backup: Backup, *, as_json: bool) -> None:
    if as_json:
        output.objects([backup])
        return
    key = "" if backup.same_key else ", with an earlier key"
    output.say(
        f"{backup.name}  {backup.kind}, {backup.made_at.astimezone():%Y-%m-%d %H:%M}, {backup.bytes / 1e6:,.1f} MB{key}"
    )
