"""The memory file: opened with its key, brought up to date, written by one and read by many.

::

    with MemoryFile.open(path, key) as memory:
        with memory.transaction() as session:  # one writer at a time; commits at the end or leaves nothing
            session.add(message)
            with session.begin_nested():       # a savepoint
                ...
        with memory.reading() as session:      # any thread; sees one moment, and no write is possible
            ...

What it does not know: what the rows mean. Faults of the world are raised as :mod:`models.faults`.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from sqlmodel import Session

from models import engines, erasing, pages, rekeying, storage
from models.columns import utc_now
from models.connection import connect
from models.faults import ClosedFault, NewerFileFault, StorageFault, faults_of
from models.migrations import MIGRATIONS, last_applied, migrate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy import Engine
    from sqlcipher3 import dbapi2

    from models.migrations import Migration
    from models.storage import Progress

_PATIENCE_SECONDS = 5


class MemoryFile:
    """An open memory file. Make one with :meth:`open`; end with :meth:`close` or a ``with`` block.

    ``written`` counts the transactions that were committed; within one, nobody else changes it.
    """

    def __init__(self, path: Path, key: bytes, writer: Engine, readers: Engine, on_close: Callable[[], None]) -> None:
        self.path = path
        self.key = key
        self.writer = writer
        self._readers = readers
        self._on_close = on_close
        self._turn = threading.Lock()
        self._holder: int | None = None
        self.written = 0
        self._door = threading.Condition()
        self._inside = 0
        self._held = False
        self._closed = False

    @classmethod
    def open(
        cls,
        path: Path,
        key: bytes,
        *,
        backups: Path | None = None,
        clock: Callable[[], datetime] = utc_now,
        migrations: Sequence[Migration] = MIGRATIONS,
        on_close: Callable[[], None] = lambda: None,
    ) -> MemoryFile:
        """Open the file with its raw key of 32 bytes, or make it where there is none, and bring its tables up to date.

        A file that a migration is about to change is copied into ``backups`` first (beside the file where None).
        The caller sees to it that no other process has the file open; ``on_close`` is called when it no longer is.

        Raises:
            WrongKeyFault, NewerFileFault, DamagedFileFault, StorageFault: see :mod:`models.faults`.
        """
        storage.prepare(path)
        rekeying.sweep(path)
        with faults_of(path):
            connection = connect(path, key)
            try:
                storage.check(path, connection)
                found = _check_number(path, connection, migrations)
                now = clock()
                if 0 < found < migrations[-1].number:
                    name = f"{path.stem}-{found:04d}-{now:%Y%m%dT%H%M%SZ}{path.suffix}"
                    storage.copy(connection, (backups or path.parent) / name, key)
                writer = engines.writer(connection)
                migrate(writer, [each for each in migrations if each.number > found], now)
                if erasing.is_owed(connection):
                    erasing.erase(connection)
            except BaseException:
                connection.close()
                raise
        return cls(path, key, writer, engines.readers(path, key), on_close)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One transaction of the one writer: committed whole at the end, or rolled back whole.

        ``session.begin_nested()`` is a savepoint. Rows stay readable after the end. Another thread waits its turn.

        Raises:
            StorageFault, DamagedFileFault: nothing of the transaction was kept.
            ClosedFault: the file is closed.
            RuntimeError: this thread is in a transaction already.
        """
        if self._holder == threading.get_ident():
            message = "a transaction inside a transaction: use session.begin_nested()"
            raise RuntimeError(message)
        with self._turn, self._use(), Session(self.writer, expire_on_commit=False) as session:
            self._holder = threading.get_ident()
            try:
                with session.begin():
                    session.connection()  # takes the write lock now, not at the first statement
                    yield session
                self.written += 1
            finally:
                self._holder = None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A read-only session, from any thread: it sees the file as of its first query, whatever is written meanwhile.

        Keep it short: while it lasts the write-ahead log cannot be folded back into the file.

        Raises:
            DamagedFileFault, StorageFault: a page cannot be read; the latter too for an attempt to write.
            ClosedFault: the file is closed.
        """
        with self._use(), Session(self._readers, expire_on_commit=False) as session, session.begin():
            yield session

    def erase(self) -> None:
        """Overwrite everything that was deleted, in the file and its log: see :mod:`models.erasing`.

        Takes about as long as a copy of the file, and its size in memory.

        Raises:
            StorageFault: no room for it, or a reader would not end; what was deleted stays deleted, and the next
                opening overwrites it.
        """
        with self._turn, self._use():
            connection = self.writer.raw_connection()
            try:
                erased = erasing.erase(connection.driver_connection)
            finally:
                connection.close()
        if not erased:
            raise StorageFault(self.path, "a reader kept the log from being emptied", "busy")

    def copy(self, target: Path, progress: Progress = storage.ignore) -> None:
        """Copy the file, encrypted, as it is at this moment, while others read and write.

        See :func:`models.storage.copy`.
        """
        with self._use():
            connection = connect(self.path, self.key, read_only=True)
            try:
                connection.execute("BEGIN")
                connection.execute("SELECT count(*) FROM sqlite_schema")  # from here on it sees this one moment
                storage.copy(connection, target, self.key, progress)
            finally:
                connection.close()

    def rekey(self, key: bytes, committing: Callable[[bytes], None], progress: Progress = storage.ignore) -> None:
        """Encrypt the file with another key: into a file beside it, which then takes its place in one rename.

        Reading goes on meanwhile, writing waits. ``committing`` is called right before the rename, with the bytes
        that the file will begin with; what it raises leaves everything as it was.

        Raises:
            StorageFault: no room, or a reader would not end; everything is as it was.
        """
        fresh = rekeying.beside(self.path)
        with self._turn:
            with self._use():
                self._copy(fresh, key, progress)
            try:
                with self._alone(), faults_of(self.path):
                    self._exchange(fresh, key, committing)
            finally:
                rekeying.sweep(self.path)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody is inside, and whoever comes waits at the door."""
        with self._door:
            self._held = True
            try:
                if not self._door.wait_for(lambda: self._inside == 0, _PATIENCE_SECONDS):
                    raise StorageFault(self.path, "a reader did not end", "busy")
                yield
            finally:
                self._held = False
                self._door.notify_all()

    def _copy(self, target: Path, key: bytes, progress: Progress) -> None:
        connection = self.writer.raw_connection()
        try:
            storage.copy(connection.driver_connection, target, key, progress)
        finally:
            connection.close()

    def _exchange(self, fresh: Path, key: bytes, committing: Callable[[bytes], None]) -> None:
        """Close the file, put the other in its place, open that. Nobody else is inside."""
        if self._closed:
            raise ClosedFault(self.path)
        self._readers.dispose()
        self.writer.dispose()
        try:
            rekeying.fold(self.path, self.key)
            committing(storage.salt(fresh))
            fresh.replace(self.path)
            self.key = key
            storage.sync_folder(self.path.parent)
        except OSError as problem:
            raise storage.system_fault(self.path, problem) from problem
        finally:
            self._open_again()

    def _open_again(self) -> None:
        try:
            connection = connect(self.path, self.key)
            storage.check(self.path, connection)
            self.writer, self._readers = engines.writer(connection), engines.readers(self.path, self.key)
        except BaseException:
            self._closed = True
            self._on_close()
            raise

    def pages(self, path: Path | None = None) -> Iterator[bytes]:
        """The bytes of this file and its log, or of a copy of it, decrypted, page by page. Nobody writes meanwhile.

        Raises:
            StorageFault: it cannot be read.
        """
        with self._turn, self._use():
            try:
                yield from pages.decrypted(path or self.path, self.key)
            except OSError as problem:
                raise storage.system_fault(path or self.path, problem) from problem

    @contextmanager
    def _use(self) -> Iterator[None]:
        """Counted, so that closing can wait; with the world's failures as faults."""
        with self._door:
            self._door.wait_for(lambda: not self._held)
            if self._closed:
                raise ClosedFault(self.path)
            self._inside += 1
        try:
            with faults_of(self.path):
                yield
        finally:
            with self._door:
                self._inside -= 1
                self._door.notify_all()

    def close(self) -> None:
        """Wait for whoever reads or writes, let nobody in any more, and close every connection.

        The last one folds the write-ahead log back into the file. Who has not ended within some seconds is not waited
        for: what was committed is safe all the same. A second time does nothing.
        """
        with self._door:
            if self._closed:
                return
            self._closed = True
            self._door.wait_for(lambda: self._inside == 0, _PATIENCE_SECONDS)
        self._readers.dispose()
        self.writer.dispose()
        self.key = b""
        del self._readers  # it knows the key, too
        self._on_close()

    def check(self) -> list[str]:
        """What is wrong with the file, in SQLite's words; empty where every page and every reference checks out.

        Reads the whole file: about a second for each 100 MB.

        Raises:
            StorageFault: it cannot be read.
        """
        with self.reading() as session:
            connection = session.connection()
            pages = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]
            if pages:
                return pages
            tree = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
            lost = [
                f"{row[0]} {row[1]} refers to a {row[2]} that is missing"
                for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
            ]
        return [each for each in tree if each != "ok"] + lost

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()


def _check_number(path: Path, connection: dbapi2.Connection, migrations: Sequence[Migration]) -> int:
    """The number of the last migration that the file has seen, known to us."""
    found, known = last_applied(connection), migrations[-1].number
    if found > known:
        raise NewerFileFault(path, found=found, known=known)
    return found
