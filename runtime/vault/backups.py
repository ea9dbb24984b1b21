"""Backups: whole copies of the memory file, encrypted as it is, each beside the key file of its time.

``memory-auto-20261121T140000Z.loci`` and ``….keys``. One that somebody without the present keys finds opens by the ways
that led to it then. Restoring overwrites nothing: what was there becomes a backup itself.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from runtime import key_file
from runtime.errors import InputRefused, LociError, StorageFailed
from runtime.memory_access import translated
from runtime.vault.rotation import Backup, Kind, expired

if TYPE_CHECKING:
    from models.memory_file import MemoryFile
    from runtime.home import Home

_STAMP = "%Y%m%dT%H%M%SZ"
_SECOND = timedelta(seconds=1)
_NAME = re.compile(r"memory-(auto|hand|replaced|repaired|\d{4})-(\d{8}T\d{6}Z)\.loci")
_KINDS: dict[str, Kind] = {
    "auto": "automatic",
    "hand": "by hand",
    "replaced": "replaced",
    "repaired": "repaired",
}
_WORDS = {kind: word for word, kind in _KINDS.items()}


def utc_now() -> datetime:
    """Now, to the second: a backup is named after it."""
    return datetime.now(UTC).replace(microsecond=0)


def listed(home: Home) -> tuple[Backup, ...]:
    """All backups, newest first. Needs no key.

    Raises:
        StorageFailed: the folder cannot be read.
    """
    try:
        found = [_seen(home, path) for path in home.backups.glob("memory-*.loci")] if home.backups.exists() else []
    except OSError as problem:
        raise StorageFailed(
            f"The backups in {home.backups} cannot be read: {problem.strerror or problem}."
        ) from problem
    return tuple(sorted((each for each in found if each), key=lambda each: (each.made_at, each.name), reverse=True))


def make(
    home: Home,
    memory: MemoryFile,
    kind: Kind = "by hand",
    *,
    now: datetime | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Backup:
    """Copy the open memory; reading and writing go on meanwhile. ``progress`` may raise to end it.

    Raises:
        StorageFailed: no room; what was begun is gone again.
    """
    path = free_name(home, kind, now or utc_now())
    with translated():
        memory.copy(path, progress)
    keep_ways(home)
    made = _seen(home, path)
    assert made  # noqa: S101 (it was named by this module)
    return made


def rotate(home: Home, now: datetime, most_bytes: int) -> list[Backup]:
    """Take away the automatic backups whose time is over, or that are too much; those that were taken.

    Raises:
        StorageFailed: one cannot be removed.
    """
    gone = expired(listed(home), now, most_bytes)
    for each in gone:
        path = home.backups / each.name
        try:
            path.unlink(missing_ok=True)
            path.with_suffix(".keys").unlink(missing_ok=True)
        except OSError as problem:
            raise StorageFailed(f"The backup {path} cannot be removed: {problem.strerror or problem}.") from problem
    return gone


def keep_ways(home: Home) -> None:
    """Put the present key file beside every backup that has none: they are of its key.

    Done before the key changes, and after each backup.

    Raises:
        StorageFailed: it cannot be written.
    """
    content = key_file.load(home.key_file)
    if content is None or not home.backups.exists():
        return
    for path in home.backups.glob("memory-*.loci"):
        if not path.with_suffix(".keys").exists():
            key_file.save(path.with_suffix(".keys"), content)


def drop_twins(home: Home) -> None:
    """Take away a second name of the memory file itself, which a restoring that was killed had given it.

    Raises:
        OSError: it cannot be removed.
    """
    for path in home.backups.glob("memory-replaced-*.loci"):
        if _is_twin(home, path):
            path.unlink()
            path.with_suffix(".keys").unlink(missing_ok=True)


def named(home: Home, name: str) -> Path:
    """The path of the backup with this name, its whole path, or ``newest``.

    Raises:
        InputRefused: there is none.
    """
    found = listed(home)
    if name == "newest" and found:
        return home.backups / found[0].name
    path = home.backups / Path(name).name
    if path.name not in {each.name for each in found}:
        raise InputRefused(
            f"There is no backup “{name}” in {home.backups}. Nothing was changed. See `loci backup list`."
        )
    return path


def copy_out(home: Home, name: str, folder: Path) -> Path:
    """Put a backup into a folder of its own, as a memory that ``LOCI_HOME`` can name.

    Raises:
        InputRefused: there is something in the folder.
        StorageFailed: it cannot be written.
    """
    path = named(home, name)
    try:
        if folder.exists() and any(folder.iterdir()):
            raise InputRefused(f"{folder} is not empty. Nothing was written; choose another folder.")
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(path.with_suffix(".keys"), folder / home.key_file.name)
        shutil.copyfile(path, folder / home.memory_file.name)
    except OSError as problem:
        raise StorageFailed(f"{folder} cannot be written: {problem.strerror or problem}.") from problem
    return folder


def free_name(home: Home, kind: Kind, now: datetime) -> Path:
    """Where a backup of this kind goes: nothing that is there is overwritten."""
    home.prepare()
    home.backups.mkdir(mode=0o700, exist_ok=True)
    at = now
    while (path := home.backups / f"memory-{_WORDS[kind]}-{at:{_STAMP}}.loci").exists():
        at = at.replace(microsecond=0) + _SECOND
    return path


def _seen(home: Home, path: Path) -> Backup | None:
    """What the name tells of it; None for a file that is none of ours."""
    parts = _NAME.fullmatch(path.name)
    if parts is None or _is_twin(home, path):
        return None
    made_at = datetime.strptime(parts[2], _STAMP).replace(tzinfo=UTC)
    kind = _KINDS.get(parts[1], "before a migration")
    return Backup(path.name, kind, made_at, path.stat().st_size, _is_of_present_key(home, path))


def _is_twin(home: Home, path: Path) -> bool:
    return home.memory_file.exists() and path.samefile(home.memory_file)


def _is_of_present_key(home: Home, path: Path) -> bool:
    try:
        present, then = key_file.load(home.key_file), key_file.load(path.with_suffix(".keys"))
    except LociError:
        return False
    return then is None or (present is not None and present.check == then.check)
