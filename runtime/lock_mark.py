"""The mark of a locked memory: while it stands, the keyring is not asked where there is another way.

It is a file with a random word, so that a process that has the memory open sees when somebody sets it anew.
"""

from __future__ import annotations

import secrets

from runtime.errors import StorageFailed
from runtime.home import Home


def read(home: Home) -> str:
    """The mark's word; "" where there is none."""
    try:
        return home.lock_mark.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def set_anew(home: Home) -> None:
    """Lock: whoever has the memory open closes it.

    Raises:
        StorageFailed: the mark cannot be written.
    """
    home.prepare()
    try:
        home.lock_mark.write_text(secrets.token_hex(16), encoding="utf-8")
    except OSError as problem:
        raise StorageFailed(
            f"The memory cannot be locked: {problem.strerror or problem}. Nothing was changed. "
            "Make room on the disk or mend the folder's permissions."
        ) from problem


def clear(home: Home) -> None:
    """Unlocked: somebody gave a key.

    Raises:
        StorageFailed: the mark cannot be removed.
    """
    try:
        home.lock_mark.unlink(missing_ok=True)
    except OSError as problem:
        raise StorageFailed(
            f"The memory cannot be unlocked: {problem.strerror or problem}. Nothing was changed. "
            f"Mend the permissions of {home.root}."
        ) from problem
