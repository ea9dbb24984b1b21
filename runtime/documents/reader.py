"""The thread that reads documents: looks what lies on the disk, and takes in one file after another."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from models.tables import Document, Source
from runtime import fault
from runtime.documents import shelf, walk
from runtime.documents.chunks import chunks
from runtime.documents.host import Content, ReadingRoom
from runtime.documents.pieces import MEGABYTE, MOST_CHARACTERS, Unreadable
from runtime.errors import LociError
from runtime.events import DocumentsChanged
from runtime.memory import documents

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.engine import Engine

Thing = TypeVar("Thing")

LOOK_AGAIN_SECONDS = 120.0
"""The folders are compared with the disk this often, and at once when somebody asks."""
_FIRST_LOOK_SECONDS = 3.0
_BUSY_SECONDS = 0.2
_TOLD_SECONDS = 0.5
_MANY = 500
_CUT = f"Only its first {MOST_CHARACTERS // MEGABYTE} million characters are kept."


class Reader:
    """Works while there is something to read and ``busy`` says that nobody waits for an answer.

    ``changing`` is held while a document's passages come or go. ``reading`` is the name of the file in hand.
    """

    def __init__(self, engine: Engine, busy: Callable[[], bool]) -> None:
        self._engine = engine
        self._busy = busy
        self._room = ReadingRoom()
        self._wanted = threading.Event()
        self._closing = threading.Event()
        self._interrupt = threading.Event()
        self._idle = threading.Condition()
        self._at_work = False
        self._told_at = 0.0
        self._thread: threading.Thread | None = None
        self.changing = threading.Lock()
        self.reading: str | None = None
        self.begun_at = 0.0
        self.done = self.bytes_done = 0

    @property
    def at_work(self) -> bool:
        """Whether it reads, or is about to."""
        return self._at_work

    def start(self, *, at_once: bool) -> None:
        """Begin to work, unless that was done; without ``at_once`` after some seconds, when the program has started."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="documents", daemon=True)
            self._at_work = at_once
            if at_once:
                self._wanted.set()
            self._thread.start()

    def look(self) -> None:
        """Compare with the disk and read what waits. Returns at once."""
        if self._thread is not None:
            self._at_work = True
        self._wanted.set()

    def interrupt(self) -> None:
        """Leave the file in hand; whether it is read again is looked up."""
        self._interrupt.set()
        self.look()

    def wait(self, timeout: float | None) -> bool:
        """Wait until nothing is left to read. False when ``timeout`` seconds passed before."""
        with self._idle:
            return self._idle.wait_for(lambda: not self._at_work, timeout)

    def close(self) -> None:
        """Leave the file in hand for the next start. Safe to call twice."""
        self._closing.set()
        self._interrupt.set()
        self._wanted.set()
        if self._thread is not None:
            self._thread.join()
        self._room.close()

    def _work(self) -> None:
        self._wanted.wait(_FIRST_LOOK_SECONDS)
        while not self._closing.is_set():
            self._wanted.clear()
            self._interrupt.clear()
            try:
                self._round()
            except LociError as problem:
                self._engine.complain(str(problem))
            except Exception as bug:  # noqa: BLE001 - the thread's edge: our own bug is told of
                self._engine.complain(fault.record(bug))
            self._rest()
            self._wanted.wait(LOOK_AGAIN_SECONDS)

    def _rest(self) -> None:
        self._room.close()
        self.reading = None
        with self._idle:
            self._at_work = self._wanted.is_set() and not self._closing.is_set()
            if not self._at_work:
                self.begun_at = 0.0
            self._idle.notify_all()
        if self._told_at:
            self._tell(at_once=True)
            self._told_at = 0.0

    def _round(self) -> None:
        """Compare every source with the disk, then read what waits."""
        with self._engine.reading() as session:
            archive_id = documents.archive_of(session, self._engine.place.agent_id)
            sources = [each for each in shelf.sources(session, archive_id) if not each.paused]
        if archive_id is None:
            return
        if not self.begun_at:
            self.begun_at, self.done, self.bytes_done = time.monotonic(), 0, 0
        self._at_work = True
        with self._engine.writing() as session:
            shelf.take_up(session, archive_id)
        for source in sources:
            if not self._closing.is_set():
                self._compare(source)
        # Whoever wants something else looked at begins the next round.
        while not self._wanted.is_set() and (row := self._next(archive_id)) is not None:
            self._take_in(row)

    def _compare(self, source: Source) -> None:
        root, home = Path(source.path), self._engine.memory.path.parent.resolve()
        problem = None
        try:
            found = list(islice(walk.files(root, home), walk.MOST_FILES + 1))
        except OSError as error:
            found, problem = [], f"It cannot be looked through: {error.strerror or error}. What was read of it is kept."
        if len(found) > walk.MOST_FILES:
            problem = f"It holds more than {walk.MOST_FILES:,} files; the others are not read."
        with self._engine.reading() as session:
            changes = shelf.compare(session, source, found[: walk.MOST_FILES])
        if not found and changes.gone:
            # A drive that is not plugged in looks like an empty folder.
            changes.gone, problem = [], problem or "It is empty now. What was read of it is kept."
        for some in _batches(changes.new):
            with self._engine.writing() as session:
                shelf.note_new(session, source, some)
        for others in _batches(changes.changed):
            with self._engine.writing() as session:
                shelf.note_changed(session, others)
        for document_id in changes.gone:
            self.remove(document_id)
        with self._engine.writing() as session:
            row = session.get(Source, source.id)
            if row is not None:
                row.scanned_at, row.problem = self._engine.clock(), problem
        if changes.new or changes.changed or changes.gone or problem != source.problem:
            self._tell(at_once=True)

    def _next(self, archive_id: int) -> Document | None:
        while self._busy() and not self._closing.wait(_BUSY_SECONDS):
            continue
        if self._closing.is_set():
            return None
        self._interrupt.clear()
        with self._engine.reading() as session:
            return shelf.next_waiting(session, archive_id)

    def _take_in(self, row: Document) -> None:
        document_id = row.id or 0
        self.reading = row.title
        self._tell()
        try:
            content = self._room.read(Path(row.path), self._interrupt)
        except Unreadable as reason:
            self._store(document_id, None, str(reason))
        else:
            if content is None:
                return
            self._store(document_id, content, _CUT if content.cut else None)
        self.done += 1
        self.bytes_done += row.size

    def _store(self, document_id: int, content: Content | None, problem: str | None) -> None:
        """Put the passages of what was read in the place of those that are there."""
        with self.changing:
            self._give_way()
            with self._engine.writing() as session:
                if content is not None and shelf.unchanged(session, document_id, content.digest):
                    return
                row = shelf.begin(session, document_id)
                more = row is not None and shelf.clear(session, document_id)
            if row is None:
                return
            if more:
                self._clear(document_id)
            batches = list(_batches(enumerate(chunks(content.pieces if content else ())), shelf.BATCH)) or [()]
            for number, some in enumerate(batches, 1):
                self._give_way()
                if self._interrupt.is_set():
                    return
                with self._engine.writing() as session:
                    shelf.put(session, row, some)
                    if number == len(batches):
                        _finish(session, document_id, content, problem)
                self._engine.wake_embedding()

    def _give_way(self) -> None:
        """Wait until nobody waits for an answer any more, or the file in hand is to be left."""
        while self._busy() and not self._interrupt.wait(_BUSY_SECONDS):
            continue

    def remove(self, document_id: int) -> None:
        """Take a document away with its passages."""
        with self.changing:
            self._clear(document_id)
            with self._engine.writing() as session:
                shelf.drop(session, document_id)

    def _clear(self, document_id: int) -> None:
        more = True
        while more:
            with self._engine.writing() as session:
                more = shelf.clear(session, document_id)

    def _tell(self, *, at_once: bool = False) -> None:
        """Let the window know, not more often than it can show."""
        now = time.monotonic()
        if at_once or now - self._told_at > _TOLD_SECONDS:
            self._told_at = now
            self._engine.emit(DocumentsChanged())


def _finish(session: Session, document_id: int, content: Content | None, problem: str | None) -> None:
    if content is None:
        shelf.fail(session, document_id, problem or "")
    else:
        pages = max((each.page or 0 for each in content.pieces), default=0) or None
        shelf.finish(session, document_id, content.digest, pages, problem)


def _batches(things: Iterable[Thing], most: int = _MANY) -> Iterator[Sequence[Thing]]:
    iterator = iter(things)
    while some := list(islice(iterator, most)):
        yield some
