"""The backups of an open memory: made by themselves while it is open, and by hand; the vault's ``backups``."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from runtime.errors import LociError, MemoryClosed, Stopped
from runtime.events import Notice
from runtime.instance_lock import InstanceLock
from runtime.vault import backups, restoring

if TYPE_CHECKING:
    from runtime.engine import Engine
    from runtime.home import Home
    from runtime.keys import Ask
    from runtime.vault.restoring import Keys
    from runtime.vault.rotation import Backup

LOOK_SECONDS = 60.0
"""How often it is looked whether the next one is due; the first time right after the memory was opened."""
_MEGABYTE = 1_000_000
Progress = Callable[[int, int], None]


def _ignore(_done: int, _total: int) -> None:
    """Nobody is watching."""


def unless_closing(engine: Engine, progress: Progress = _ignore) -> Progress:
    """The same progress, stopped (:class:`runtime.errors.Stopped`) as soon as the assistant is closing."""

    def go_on(done: int, total: int) -> None:
        if engine.closing.is_set():
            raise Stopped
        progress(done, total)

    return go_on


class Snapshots:
    """Belongs to one assistant, which ``close`` closes."""

    def __init__(self, engine: Engine, home: Home, close: Callable[[], None]) -> None:
        self._engine, self._home, self._close = engine, home, close
        self._opened = backups.utc_now()
        threading.Thread(target=self._keep_making, name="loci-backups", daemon=True).start()

    def list(self) -> tuple[Backup, ...]:
        """All backups, newest first; see :func:`runtime.vault.backups.listed`."""
        return backups.listed(self._home)

    def make(self, progress: Progress = _ignore) -> Backup:
        """A backup by hand; see :func:`runtime.vault.backups.make`.

        Raises:
            Stopped: the assistant is closing, or ``progress`` wants no more of it; what was begun is gone again.
        """
        return backups.make(self._home, self._engine.memory, progress=unless_closing(self._engine, progress))

    def find_keys(self, name: str, ask: Ask | None = None) -> Keys:
        """What :meth:`restore` needs; ``ask`` is asked only where the backup has another key, made before a change.

        See :func:`runtime.vault.restoring.find_keys`.
        """
        return restoring.find_keys(self._home, name, ask, key=self._engine.memory.key)

    def restore(self, name: str, found: Keys | None = None, progress: Progress = _ignore) -> str:
        """Close the assistant and put a backup in place of the memory; open it anew afterwards, whatever comes of this.

        See :func:`runtime.vault.restoring.put_in_place`.
        """
        found = found or self.find_keys(name)
        self._close()
        with InstanceLock.take(self._home.lock_file):
            return restoring.put_in_place(self._home, name, found, progress)

    def make_if_due(self, now: datetime) -> Backup | None:
        """An automatic backup, where the last is old enough and something changed since; old ones go.

        Raises:
            StorageFailed: there is no room, or one cannot be removed.
            Stopped: the assistant is closing.
        """
        settings = self._engine.settings
        if not settings.backup_hours or not self._is_due(now, timedelta(hours=settings.backup_hours)):
            return None
        made = backups.make(
            self._home, self._engine.memory, "automatic", now=now, progress=unless_closing(self._engine)
        )
        backups.rotate(self._home, now, settings.backup_megabytes * _MEGABYTE)
        return made

    def make_after_sleep(self, stop: threading.Event) -> Backup | None:
        """An automatic backup of the memory as a sleep left it, however new the last one is; None where none is wanted.

        Raises:
            StorageFailed: there is no room, or one cannot be removed.
            Stopped: ``stop`` was set; what was begun is gone again.
        """
        settings, now = self._engine.settings, backups.utc_now()
        if not settings.backup_hours or not self._is_due(now, timedelta()):
            return None

        def go_on(_done: int, _total: int) -> None:
            if stop.is_set():
                raise Stopped

        progress = unless_closing(self._engine, go_on)
        made = backups.make(self._home, self._engine.memory, "automatic", now=now, progress=progress)
        backups.rotate(self._home, now, settings.backup_megabytes * _MEGABYTE)
        return made

    def _is_due(self, now: datetime, every: timedelta) -> bool:
        newest = next(iter(backups.listed(self._home)), None)
        last = newest.made_at if newest else min(self._opened, self._made_at())
        return now - last >= every and self._changed_at() > last.timestamp()

    def _made_at(self) -> datetime:
        with self._engine.reading() as session:
            (stamp,) = session.connection().exec_driver_sql("SELECT min(applied_at) FROM migration").one()
        return datetime.fromtimestamp(int(stamp) / 1_000_000, tz=self._opened.tzinfo)

    def _changed_at(self) -> float:
        log = self._home.memory_file.with_name(f"{self._home.memory_file.name}-wal")
        return max(path.stat().st_mtime for path in (self._home.memory_file, log) if path.exists())

    def _keep_making(self) -> None:
        told = ""
        closing = self._engine.closing
        while not closing.is_set():
            try:
                self.make_if_due(backups.utc_now())
                told = ""
            except (Stopped, MemoryClosed):
                return
            except LociError as problem:
                if str(problem) != told:
                    self._engine.emit(Notice(f"No backup could be made. {problem}", problem=True))
                told = str(problem)
            except OSError:
                return  # its folder was taken away meanwhile
            closing.wait(LOOK_SECONDS)
