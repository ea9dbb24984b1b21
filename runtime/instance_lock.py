"""One process for one memory file. The second is told which process has it, and since when.

The lock is the operating system's, so it vanishes with the process that held it, however that ended. Who holds it is
written in a file of its own beside it, because a locked file cannot be read on Windows.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from runtime.errors import FileInUse, StorageFailed


class InstanceLock:
    """The right to open the memory file, held until :meth:`release` or the end of the process."""

    def __init__(self, lock: FileLock, holder: Path) -> None:
        self._lock = lock
        self._holder = holder

    @classmethod
    def take(cls, path: Path, program: str = "loci") -> InstanceLock:
        """Take the lock at ``path``, or find out who has it.

        Raises:
            FileInUse: another process, or another part of this one, holds it.
            StorageFailed: the lock file cannot be made.
        """
        lock = FileLock(path, timeout=0, mode=0o600, thread_local=False)
        holder = path.with_name(path.name + "-holder")
        try:
            lock.acquire()
        except Timeout as problem:
            raise FileInUse(_in_use(path, holder)) from problem
        except OSError as problem:
            raise StorageFailed(_not_made(path, problem)) from problem
        try:
            _write_holder(holder, program)
        except OSError as problem:
            lock.release()
            raise StorageFailed(_not_made(path, problem)) from problem
        return cls(lock, holder)

    def release(self) -> None:
        """Give it back. A second time does nothing."""
        if self._lock.is_locked:
            self._holder.unlink(missing_ok=True)
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.release()


def _write_holder(holder: Path, program: str) -> None:
    """Say who we are. No arguments of the command: they may be a message."""
    about = {"pid": os.getpid(), "program": program, "since": datetime.now(UTC).isoformat(timespec="seconds")}
    unfinished = holder.with_name(holder.name + ".part")
    unfinished.write_text(json.dumps(about), encoding="utf-8")
    unfinished.replace(holder)


def _in_use(path: Path, holder: Path) -> str:
    return (
        f"The memory in {path.parent} is already open in {_who(holder)}. Nothing was changed. "
        "Go on there, or close it and try again."
    )


def _who(holder: Path) -> str:
    """The holder in words; it may be just starting, or just gone."""
    try:
        about = json.loads(holder.read_text(encoding="utf-8"))
        since = datetime.fromisoformat(about["since"]).astimezone()
        return f"{about['program']} (process {int(about['pid'])}, since {since:%Y-%m-%d %H:%M})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


def _not_made(path: Path, problem: OSError) -> str:
    return (
        f"The lock {path} cannot be made: {problem.strerror or problem}. Nothing was changed. "
        "Make room on the disk or mend the folder's permissions, or choose another folder with LOCI_HOME."
    )
