"""What lies in a folder: its files in their order, with what the file system says of each. No link is followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from unicodedata import category

MOST_FILES = 100_000
"""So many files of one folder are looked at."""
MOST_DEPTH = 64
_HEAPS = frozenset(("node_modules", "__pycache__", "site-packages", "System Volume Information", "$RECYCLE.BIN"))
_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Found:
    """A file. ``name``: below the source; ``stamp`` changes when the file does; ``problem``: why it cannot be read."""

    path: str
    name: str
    stamp: str = ""
    size: int = 0
    changed_at: datetime = _EARLIEST
    problem: str | None = None


def files(root: Path, left_out: Path) -> Iterator[Found]:
    """The file ``root``, or all files below it; hidden ones and heaps of code that others wrote are left out.

    ``left_out``: a folder that is never looked into.

    Raises:
        OSError: it is not there, or cannot be listed.
    """
    found = root.lstat()
    if not stat.S_ISDIR(found.st_mode):
        yield _found(str(root), root.name, found)
        return
    waiting = [(str(root), "", 0)]
    while waiting:
        folder, prefix, depth = waiting.pop()
        deeper = []
        for entry in _entries(folder, root):
            if isinstance(entry, Found):
                yield entry
                continue
            name = prefix + entry.name
            if entry.is_symlink():
                yield _problem(entry.path, name, "It is a link, and links are not followed.")
            elif not entry.is_dir(follow_symlinks=False):
                yield _file(entry, name)
            elif entry.name in _HEAPS or entry.path == str(left_out):
                continue
            elif depth >= MOST_DEPTH:
                yield _problem(entry.path, name, f"It lies more than {MOST_DEPTH} folders deep.")
            else:
                deeper.append((entry.path, f"{name}/", depth + 1))
        waiting += reversed(deeper)


def visible(name: str) -> str:
    """A file's name on one line, without marks that would change how it looks; any space is one."""
    return "".join(
        each if each.isprintable() else " " if category(each) == "Zs" else "\N{REPLACEMENT CHARACTER}" for each in name
    )


def _entries(folder: str, root: Path) -> list[os.DirEntry[str] | Found]:
    """What a folder holds, by name; where it cannot be listed, that."""
    try:
        with os.scandir(folder) as entries:
            return sorted((each for each in entries if not each.name.startswith(".")), key=lambda each: each.name)
    except OSError as problem:
        if folder == str(root):
            raise
        name = os.path.relpath(folder, root)
        return [_problem(folder, name, f"The folder cannot be opened: {problem.strerror or problem}.")]


def _file(entry: os.DirEntry[str], name: str) -> Found:
    try:
        return _found(entry.path, name, entry.stat(follow_symlinks=False))
    except OSError as problem:
        return _problem(entry.path, name, f"It cannot be read: {problem.strerror or problem}.")


def _found(path: str, name: str, found: os.stat_result) -> Found:
    if stat.S_ISLNK(found.st_mode):
        return _problem(path, name, "It is a link, and links are not followed.")
    if not stat.S_ISREG(found.st_mode):
        return _problem(path, name, "It is no ordinary file.")
    if not _is_text(path):
        return _problem(path, name, "Its name holds bytes that are no text. Rename it.")
    stamp = f"{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}:{found.st_ino}"
    return Found(path, name, stamp, found.st_size, _moment(found.st_mtime))


def _moment(seconds: float) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return _LATEST


def _problem(path: str, name: str, problem: str) -> Found:
    return Found(_shown(path), _shown(name), problem=problem)


def _is_text(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _shown(name: str) -> str:
    """The name with bytes that are no text written out."""
    return name.encode("utf-8", "backslashreplace").decode()
