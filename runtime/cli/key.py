"""``loci key``: the ways to the memory's key, and another key."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from runtime.cli import output, where
from runtime.cli.as_json import plain
from runtime.cli.asking import asker
from runtime.errors import KeyNeeded

if TYPE_CHECKING:
    from runtime.vault.ways import Way, Ways

_NEW = "LOCI_NEW_PASSPHRASE"
_WORDS_IN_A_ROW = 6

commands = typer.Typer(
    name="key",
    help="The ways to the memory's key: keyring, passphrase, recovery key.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

AsJson = Annotated[bool, typer.Option("--json", help="As JSON, one object a line.")]
Weak = Annotated[bool, typer.Option("--weak", help="Take a passphrase that is soon guessed, too.")]
Which = Annotated[
    str, typer.Argument(metavar="WAY", help="keyring, passphrase, recovery, or an id of `loci key list`.")
]
New = Annotated[
    Literal["keyring", "passphrase", "recovery"],
    typer.Argument(metavar="KIND", help="keyring, passphrase or recovery."),
]


@commands.command(name="list")
def list_(as_json: AsJson = False) -> None:
    """List the ways to the key. Asks for none of them."""
    from runtime.vault.ways import listed  # noqa: PLC0415 - kept out of `--help`

    for way in listed(where.home()):
        _show(way, as_json=as_json)


@commands.command()
def add(kind: New, weak: Weak = False, as_json: AsJson = False) -> None:
    """Add a way. A new passphrase is asked for, or LOCI_NEW_PASSPHRASE; a recovery key is printed."""
    with _ways() as ways:
        if kind == "recovery":
            way, words = ways.add_recovery()
            _show_words(way, words, as_json=as_json)
        elif kind == "keyring":
            _show(ways.add_keyring(), as_json=as_json)
        else:
            _show(ways.add_passphrase(_new_passphrase(), weak=weak), as_json=as_json)


@commands.command()
def remove(which: Which, as_json: AsJson = False) -> None:
    """Take a way away; never the last one."""
    with _ways() as ways:
        way = ways.remove(which)
    if as_json:
        output.objects([plain(way)])
    else:
        output.say(f"{way.name} no longer opens the memory. Copies of the key file made before still know it.")
        output.say("If somebody may have one, `loci key rekey` makes it worthless.")


@commands.command()
def change(which: Which, weak: Weak = False, as_json: AsJson = False) -> None:
    """Give a way another secret: a new passphrase, new words, a new entry in the keyring."""
    with _ways() as ways:
        kinds = {way.id: way.kind for way in ways.list()}
        typed = which == "passphrase" or any(kinds[each] == "passphrase" for each in kinds if each.startswith(which))
        way, words = ways.change(which, _new_passphrase() if typed else "", weak=weak)
    if words:
        _show_words(way, words, as_json=as_json)
    else:
        _show(way, as_json=as_json)


@commands.command()
def recovery(as_json: AsJson = False) -> None:
    """Print a recovery key: 24 words to keep on paper. One that was printed before opens nothing any more."""
    with _ways() as ways:
        before = [way.id for way in ways.list() if way.kind == "recovery"]
        way, words = ways.change(before[0]) if before else ways.add_recovery()
        for other in before[1:]:
            ways.remove(other)
    _show_words(way, words, as_json=as_json)


@commands.command()
def rekey(as_json: AsJson = False) -> None:
    """Encrypt the whole memory file anew, under a new key. Every way goes on opening it.

    May be interrupted at any time: the memory then has its old key or the new one, and opens. Earlier backups keep the
    key that they were made with.
    """
    from runtime.memory_access import open_memory  # noqa: PLC0415 - kept out of `--help`
    from runtime.vault.rekeying import rekey  # noqa: PLC0415

    home = where.home()
    memory = open_memory(home, asker())
    try:
        made = rekey(home, memory, _Progress(as_json=as_json))
    finally:
        memory.close()
    if as_json:
        output.objects([made])
        return
    output.say(f"The memory has a new key ({made.bytes / 1e6:,.1f} MB encrypted anew); {made.ways} ways open it.")
    if made.dropped:
        output.complain(f"{made.dropped} ways that Loci had not made stood in the key file; they open nothing now.")


class _Progress:
    """Tells how far it is: on a terminal in one line, as JSON an object for each hundredth, else nothing."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json, self._shown = as_json, -1

    def __call__(self, done: int, total: int) -> None:
        percent = 100 * done // max(total, 1)
        if percent == self._shown:
            return
        self._shown = percent
        if self._as_json:
            output.objects([{"done": done, "total": total}])
        elif sys.stdout.isatty():
            output.say(f"\r{percent} % encrypted anew", end="\n" if done == total else "")


@contextmanager
def _ways() -> Iterator[Ways]:
    """The ways of a memory that no other process has open."""
    from runtime.instance_lock import InstanceLock  # noqa: PLC0415 - kept out of `--help`
    from runtime.keys import find_key  # noqa: PLC0415
    from runtime.vault.ways import Ways  # noqa: PLC0415

    home = where.home()
    home.prepare()
    with InstanceLock.take(home.lock_file):
        key = find_key(home, asker())
        yield Ways(home, lambda: key)


def _new_passphrase() -> str:
    given = os.environ.get(_NEW, "")
    ask = asker()
    if given or ask is None:
        if not given:
            raise KeyNeeded(f"A new passphrase is needed and nobody is here to be asked. Set {_NEW}.")
        return given
    from runtime.vault.strength import judge  # noqa: PLC0415 - a dictionary that `--help` need not load

    passphrase = ask(True)
    found = judge(passphrase)
    output.aside(f"{found.word}: guessed in {found.guessed_in}. {found.hint}")
    return passphrase


def _show(way: Way, *, as_json: bool) -> None:
    if as_json:
        output.objects([plain(way)])
        return
    state = {True: "works", False: "DOES NOT WORK", None: "opens when given"}[way.works]
    output.say(f"{way.id[:8]}  {way.kind:10}  {way.name}, since {way.created_at.astimezone():%Y-%m-%d}: {state}")


def _show_words(way: Way, words: str, *, as_json: bool) -> None:
    if as_json:
        output.objects([{"way": way, "words": words}])
        return
    numbered = [f"{place:2} {word:9}" for place, word in enumerate(words.split(), 1)]
    rows = [numbered[start : start + _WORDS_IN_A_ROW] for start in range(0, len(numbered), _WORDS_IN_A_ROW)]
    output.say("\n".join("  ".join(row).rstrip() for row in rows))
    output.aside("Print or write down these words and keep them where the computer is not: they are shown this once.")
    output.aside("They open the memory wherever its passphrase is asked for; four letters of each are enough.")
