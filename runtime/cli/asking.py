"""Asking for the passphrase on the terminal."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable

from runtime.errors import KeyNeeded


def asker() -> Callable[[bool], str] | None:
    """The question to the person, or None where nobody sits at a terminal."""
    return ask if sys.stdin.isatty() else None


def ask(new: bool) -> str:
    """The passphrase as typed; a new one is typed twice.

    Raises:
        KeyNeeded: it is empty, or the two differ.
    """
    if not new:
        return getpass.getpass("Passphrase: ")
    first = getpass.getpass("Choose a passphrase for your memory: ")
    if not first:
        raise KeyNeeded("An empty passphrase protects nothing. Nothing was written; choose one and start again.")
    if getpass.getpass("The same again: ") != first:
        raise KeyNeeded("The two passphrases differ. Nothing was written; start again.")
    return first
