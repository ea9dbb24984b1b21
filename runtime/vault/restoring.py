"""A backup put in place of the memory. What was there becomes a backup itself; nothing is overwritten.

::

    1  the backup is copied beside the memory file, under the present key   killed here: all as it was
    2  the memory file gets a second name among the backups                 killed here: the same
    3  the copy takes the memory file's place in one rename                 from here on: the backup
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from models import rekeying as exchange
from models import storage
from models.connection import connect
from models.faults import MemoryFileFault, faults_of
from runtime import key_file, keys
from runtime.errors import DamagedFile, StorageFailed
from runtime.memory_access import translated
from runtime.vault import backups

if TYPE_CHECKING:
    from runtime.home import Home
    from runtime.key_file import KeyFile
    from runtime.keys import Ask


@dataclass(frozen=True, slots=True)
class Keys:
    """The memory's key and the backup's; ``lost``: the backup's key file, where the memory has none any more."""

    present: bytes = field(repr=False)
    then: bytes = field(repr=False)
    lost: KeyFile | None


def find_keys(home: Home, name: str, ask: Ask | None = None, *, key: bytes | None = None) -> Keys:
    """The keys that putting this backup in place needs. ``key`` is the memory's, where the caller has it.

    Raises:
        InputRefused: there is no such backup.
        WrongKey, KeyNeeded: a key is needed that is not at hand.
        DamagedFile: there are no keys to be read, neither the memory's nor the backup's.
    """
    path = backups.named(home, name)
    then = key_file.load(path.with_suffix(".keys"))
    present = _present(home)
    first = present or then
    if first is None:
        raise DamagedFile(
            f"There are neither keys in {home.key_file} nor beside the backup {path}. Nothing was changed."
        )
    key = key or keys.key_of(home, first, ask)
    old = key if then is None or then.recognises(key) else keys.key_of(home, then, ask)
    return Keys(key, old, then if present is None else None)


def restore(
    home: Home, name: str, ask: Ask | None = None, *, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> str:
    """Put the backup in place; see :func:`find_keys` and :func:`put_in_place`."""
    return put_in_place(home, name, find_keys(home, name, ask), progress)


def put_in_place(home: Home, name: str, found: Keys, progress: Callable[[int, int], None]) -> str:
    """Put the backup in place, for a caller who holds the instance lock and has the memory file closed.

    The present ways open it afterwards, whatever key it was made with; where the key file is lost or damaged, those
    that were kept with the backup.

    Returns:
        The name of the backup that what was there before has become; "" where there was nothing.

    Raises:
        InputRefused: there is no such backup.
        DamagedFile: the backup itself is damaged; nothing was changed.
        StorageFailed: no room; nothing was changed.
    """
    path = backups.named(home, name)
    fresh = exchange.beside(home.memory_file)
    with translated():
        exchange.sweep(home.memory_file)
        with faults_of(path):
            _copy(path, found, fresh, progress)
    try:
        backups.drop_twins(home)
        _fold_log(home, found.present)
        kept = _keep_present(home)
        if found.lost is not None:
            key_file.save(home.key_file, found.lost)
        _rename(home, fresh)
    except OSError as problem:
        raise StorageFailed(
            f"The backup cannot be put in place: {problem.strerror or problem}. The memory is as it was."
        ) from problem
    finally:
        with translated():
            exchange.sweep(home.memory_file)
    return kept


def _present(home: Home) -> KeyFile | None:
    """The key file of the memory, if it is there and whole; a damaged one is put aside under another name."""
    try:
        return key_file.load(home.key_file)
    except DamagedFile:
        home.key_file.rename(home.key_file.with_name(f"{home.key_file.name}.damaged"))
        return None


def _copy(path: Path, found: Keys, fresh: Path, progress: Callable[[int, int], None]) -> None:
    connection = connect(path, found.then, read_only=True)
    try:
        storage.copy(connection, fresh, found.present, progress)
    finally:
        connection.close()


def _keep_present(home: Home) -> str:
    """Give the present memory file, and what its log has, a second name among the backups."""
    if not home.memory_file.exists() or not home.memory_file.stat().st_size:
        return ""
    kept = backups.free_name(home, "replaced", backups.utc_now())
    if home.key_file.exists():
        shutil.copyfile(home.key_file, kept.with_suffix(".keys"))
    log = home.memory_file.with_name(f"{home.memory_file.name}-wal")
    if log.exists():
        _link(log, kept.with_name(f"{kept.name}-wal"))
    _link(home.memory_file, kept)
    return kept.name


def _link(path: Path, second: Path) -> None:
    """A second name takes no room and no time; where the file system has none, a copy."""
    try:
        os.link(path, second)
    except OSError:
        shutil.copyfile(path, second)


def _rename(home: Home, fresh: Path) -> None:
    """The old log must not be beside the new file: it goes first, and has its second name already."""
    for ending in ("-wal", "-shm"):
        home.memory_file.with_name(f"{home.memory_file.name}{ending}").unlink(missing_ok=True)
    fresh.replace(home.memory_file)
    storage.sync_folder(home.root)


def _fold_log(home: Home, key: bytes) -> None:
    """Fold the log of a memory that was not closed into it; a damaged one keeps its log, which is kept with it."""
    if home.memory_file.exists():
        with suppress(MemoryFileFault), faults_of(home.memory_file):
            exchange.fold(home.memory_file, key)
