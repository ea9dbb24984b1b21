"""``loci lock``: the memory closed, whoever has it open, until a key is given."""

from __future__ import annotations

from typing import Annotated

import typer

from runtime.cli import output, where


def lock(as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False) -> None:
    """Close the memory, in the window too, and ask for a passphrase or the recovery key before it is opened again."""
    from runtime import key_file, opening  # noqa: PLC0415 - kept out of `--help`
    from runtime.vault import locking  # noqa: PLC0415

    home = where.home()
    content = key_file.load(home.key_file)
    locking.lock(home)
    asks = content is not None and opening.takes_text(content)
    if as_json:
        output.objects([{"locked": True, "asks": asks}])
        return
    output.say("Locked.")
    if content is not None and not asks:
        output.say("The keyring opens it again unasked: `loci key add passphrase` makes a lock that asks.")
