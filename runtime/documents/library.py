"""The person's documents; the assistant's ``documents``: added, listed, searched, opened, updated, removed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import col, delete, select

from models.tables import Document, EmbeddingJob, Passage, Source
from runtime.documents import shelf
from runtime.documents.reader import Reader
from runtime.documents.views import DocumentView, PartView, Progress, SourceView, Status
from runtime.errors import InputRefused
from runtime.memory import documents

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.engine import Engine


class Library:
    """Belongs to one assistant. Methods may be called from any thread; ``busy``: somebody waits for an answer."""

    def __init__(self, engine: Engine, busy: Callable[[], bool]) -> None:
        """Nothing is read before :meth:`start`."""
        self._engine = engine
        self._reader = Reader(engine, busy)

    def start(self) -> None:
        """From now on, keep up with the disk."""
        self._reader.start(at_once=False)

    def add(self, path: Path) -> SourceView:
        """Read a file, or all files of a folder, from now on; also when they change. Returns at once.

        Raises:
            InputRefused: there is no such file or folder, or it may not be read; nothing was changed.
        """
        root = self._checked(path)
        with self._engine.writing() as session:
            archive_id = shelf.archive(session, self._engine.place.agent_id)
            _refuse_overlap(root, shelf.sources(session, archive_id))
            source = Source(archive_id=archive_id, path=str(root))
            session.add(source)
            session.flush()
            source_id = source.id or 0
        self._reader.start(at_once=True)
        self._reader.look()
        return self._source(source_id)

    def sources(self) -> tuple[SourceView, ...]:
        """What was added, in that order."""
        with self._engine.reading() as session:
            archive_id = self._archive(session)
            counts = _counts(session, archive_id)
            return tuple(_source_view(each, counts) for each in shelf.sources(session, archive_id))

    def documents(
        self, source_id: int | None = None, status: Status | None = None, limit: int = 1_000, offset: int = 0
    ) -> tuple[DocumentView, ...]:
        """Documents by name; of one source, or with one status."""
        with self._engine.reading() as session:
            query = select(Document).where(Document.archive_id == self._archive(session))
            if source_id is not None:
                query = query.where(Document.source_id == source_id)
            if status is not None:
                query = query.where(Document.status == status)
            rows = session.exec(query.order_by(Document.title, col(Document.id)).offset(offset).limit(limit))
            return tuple(document_view(each) for each in rows)

    def search(self, query: str, limit: int = 20, document_ids: Sequence[int] = ()) -> tuple[PartView, ...]:
        """Passages of documents that answer a query, best first."""
        with self._engine.reading() as session:
            archive_id = self._archive(session)
            if archive_id is None:
                return ()
            hits = self._engine.search.passages(
                session, query, archive_id=archive_id, documents=document_ids, limit=limit
            )
            return parts(session, {each.id: each.score for each in hits})

    def part(self, passage_id: int) -> PartView:
        """A passage: what a citation leads to.

        Raises:
            InputRefused: it is gone.
        """
        with self._engine.reading() as session:
            found = parts(session, {passage_id: None})
        if not found:
            message = f"There is no passage {passage_id} of a document. It may have been removed, or read anew."
            raise InputRefused(message)
        return found[0]

    def open(self, document_id: int, position: int = 0, limit: int = 100) -> tuple[PartView, ...]:
        """A document's text from a position on, passage by passage."""
        with self._engine.reading() as session:
            rows = documents.passages(session, document_id, position, limit)
            return parts(session, {each.id or 0: None for each in rows})

    def progress(self) -> Progress:
        """How far reading has come."""
        reader = self._reader
        with self._engine.reading() as session:
            archive_id = self._archive(session)
            waiting = select(func.count(), func.coalesce(func.sum(Document.size), 0)).select_from(Document)
            waiting = waiting.join(Source, col(Source.id) == col(Document.source_id))
            waiting = waiting.where(col(Source.paused).is_(False), col(Document.status).in_(("waiting", "storing")))
            left, bytes_left = session.exec(waiting.where(Document.archive_id == archive_id)).one()
            unembedded = select(func.count()).select_from(EmbeddingJob).where(EmbeddingJob.kind == "passage")
            without = session.exec(unembedded).one()
        spent = time.monotonic() - reader.begun_at if reader.begun_at else 0.0
        rate = reader.bytes_done / spent if spent > 0 else 0.0
        return Progress(
            reader.at_work,
            reader.reading,
            reader.done,
            left,
            reader.bytes_done,
            int(bytes_left),
            rate,
            bytes_left / rate if rate else None,
            without,
        )

    def update(self, source_id: int | None = None) -> None:
        """Compare with the disk now, and try again what could not be read. Returns at once."""
        with self._engine.writing() as session:
            shelf.retry(session, [each.id or 0 for each in self._chosen(session, source_id)])
        self._reader.start(at_once=True)
        self._reader.look()

    def pause(self, source_id: int | None = None) -> None:
        """Read nothing more of a source, or of all; what was read stays."""
        self._set_paused(source_id, paused=True)
        self._reader.interrupt()

    def resume(self, source_id: int | None = None) -> None:
        """Go on where it was paused."""
        self._set_paused(source_id, paused=False)
        self._reader.start(at_once=True)
        self._reader.look()

    def remove(self, source_id: int) -> None:
        """Take a source away, with its documents and all their text. The files themselves are not touched.

        Raises:
            InputRefused: there is no such source.
        """
        self._set_paused(source_id, paused=True)
        self._reader.interrupt()
        with self._engine.reading() as session:
            ids = session.exec(select(Document.id).where(Document.source_id == source_id)).all()
        for document_id in ids:
            self._reader.remove(document_id or 0)
        with self._reader.changing, self._engine.writing() as session:
            session.exec(delete(Source).where(col(Source.id) == source_id))

    def find(self, text: str) -> SourceView:
        """The source that is meant by its path or its number.

        Raises:
            InputRefused: none is.
        """
        path = str(Path(text).expanduser().resolve())
        for each in self.sources():
            if each.path == path or str(each.id) == text:
                return each
        message = f"{text} was not added. What was, with its numbers: loci documents list."
        raise InputRefused(message)

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until nothing is left to read. False when ``timeout`` seconds passed before."""
        return self._reader.wait(timeout)

    def close(self) -> None:
        """Leave what is in hand for the next start. Safe to call twice."""
        self._reader.close()

    def _checked(self, path: Path) -> Path:
        try:
            root = path.expanduser().resolve(strict=True)
            str(root).encode()
        except (OSError, RuntimeError) as problem:
            message = f"{path} cannot be added: {getattr(problem, 'strerror', None) or problem}. Nothing was changed."
            raise InputRefused(message) from problem
        except UnicodeEncodeError as problem:
            message = "The name holds bytes that are no text. Rename it and add it again. Nothing was changed."
            raise InputRefused(message) from problem
        home = self._engine.memory.path.parent.resolve()
        if root.is_relative_to(home):
            message = f"{root} belongs to Loci itself and is not read. Nothing was changed."
            raise InputRefused(message)
        if not (root.is_dir() or root.is_file()):
            message = f"{root} is neither a file nor a folder. Nothing was changed."
            raise InputRefused(message)
        return root

    def _source(self, source_id: int) -> SourceView:
        return next(each for each in self.sources() if each.id == source_id)

    def _archive(self, session: Session) -> int | None:
        return documents.archive_of(session, self._engine.place.agent_id)

    def _chosen(self, session: Session, source_id: int | None) -> list[Source]:
        rows = shelf.sources(session, self._archive(session))
        chosen = [each for each in rows if source_id in {None, each.id}]
        if source_id is not None and not chosen:
            message = f"There is no source {source_id}. Nothing was changed."
            raise InputRefused(message)
        return chosen

    def _set_paused(self, source_id: int | None, *, paused: bool) -> None:
        with self._engine.writing() as session:
            for each in self._chosen(session, source_id):
                each.paused = paused
                session.add(each)


def parts(session: Session, scores: dict[int, float | None]) -> tuple[PartView, ...]:
    """Passages of documents as pictures, in the order given; those that are gone are left out."""
    query = select(Passage, Document).join(Document, col(Document.id) == col(Passage.document_id))
    rows = {passage.id: (passage, of) for passage, of in session.exec(query.where(col(Passage.id).in_(list(scores))))}
    return tuple(_part_view(*rows[each], score) for each, score in scores.items() if each in rows)


def _part_view(passage: Passage, of: Document, score: float | None) -> PartView:
    return PartView(
        passage.id or 0,
        of.id or 0,
        of.title,
        of.path,
        passage.position or 0,
        passage.page,
        passage.heading,
        passage.text,
        score,
    )


def document_view(row: Document) -> DocumentView:
    """A document's picture."""
    status: Status = row.status  # type: ignore[assignment]  # the column holds these words only
    return DocumentView(
        row.id or 0,
        row.source_id or 0,
        row.title,
        row.path,
        status,
        row.problem,
        row.size,
        row.pages,
        row.created_at,
    )


def _counts(session: Session, archive_id: int | None) -> dict[tuple[int | None, str], int]:
    """By source and status how many documents; under "passages" what they were cut into."""
    rows = session.exec(
        select(Document.source_id, Document.status, func.count())
        .where(Document.archive_id == archive_id)
        .group_by(col(Document.source_id), Document.status)
    )
    counts: dict[tuple[int | None, str], int] = {(source, status): count for source, status, count in rows}
    cut = session.exec(
        select(Document.source_id, func.count())
        .join(Passage, col(Passage.document_id) == col(Document.id))
        .where(Document.archive_id == archive_id)
        .group_by(col(Document.source_id))
    )
    return counts | {(source, "passages"): count for source, count in cut}


def _source_view(row: Source, counts: dict[tuple[int | None, str], int]) -> SourceView:
    def counted(status: str) -> int:
        return counts.get((row.id, status), 0)

    return SourceView(
        row.id or 0,
        row.path,
        row.paused,
        row.problem,
        row.scanned_at,
        counted("read"),
        counted("waiting") + counted("storing"),
        counted("failed"),
        counted("passages"),
    )


def _refuse_overlap(root: Path, present: Sequence[Source]) -> None:
    for each in present:
        other = Path(each.path)
        if root == other or root.is_relative_to(other):
            message = f"{root} is read already, as part of {other}. Nothing was changed."
            raise InputRefused(message)
        if other.is_relative_to(root):
            message = f"{other}, a part of it, is read already. Remove that first: loci documents remove {each.id}."
            raise InputRefused(message)
