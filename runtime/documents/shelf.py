"""Sources and documents in the memory file: each function is one or a few short transactions of the caller's session.

A document's passages come and go in batches, so that whoever else writes waits milliseconds; its ``status`` says
``storing`` meanwhile and its ``digest`` is empty. Whatever stands so when the program starts was interrupted: its
passages are taken away and it is read again. So none is there twice and none is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlmodel import col, delete, select, update

from models import search_index
from models.row import append
from models.tables import Agent, Archive, Document, Passage, PassageTag, Source
from runtime.documents.chunks import Chunk
from runtime.documents.walk import Found, visible

if TYPE_CHECKING:
    from sqlmodel import Session

BATCH = 64
"""Passages stored or removed in one transaction."""
ARCHIVE = "Documents"


@dataclass(slots=True)
class Comparison:
    """How the disk differs from what is known: files not known yet, documents whose file changed, and those without."""

    new: list[Found] = field(default_factory=list)
    changed: list[tuple[int, Found]] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)


def archive(session: Session, agent_id: int) -> int:
    """The archive of the agent's documents, made where there is none."""
    agent = session.get_one(Agent, agent_id)
    if agent.documents_archive_id is None:
        agent.documents_archive_id = append(session, Archive(name=ARCHIVE))
        session.add(agent)
        session.flush()
    return agent.documents_archive_id


def sources(session: Session, archive_id: int | None) -> Sequence[Source]:
    """The sources, in the order in which they were added."""
    return session.exec(select(Source).where(Source.archive_id == archive_id).order_by(col(Source.id))).all()


def take_up(session: Session, archive_id: int | None) -> None:
    """What was interrupted waits again."""
    interrupted = (col(Document.archive_id) == archive_id) & (col(Document.status) == "storing")
    session.exec(update(Document).where(interrupted).values(status="waiting"))


def compare(session: Session, source: Source, found: Iterable[Found]) -> Comparison:
    """What of the files on the disk is new, or differs from what is known of it; and what is no longer there."""
    known = {each.path: each for each in session.exec(select(Document).where(Document.source_id == source.id))}
    result = Comparison()
    for file in found:
        row = known.pop(file.path, None)
        if row is None:
            result.new.append(file)
        elif file.problem and row.problem != file.problem:
            result.gone.append(row.id or 0)
            result.new.append(file)
        elif row.stamp != file.stamp:
            result.changed.append((row.id or 0, file))
    result.gone += [each.id or 0 for each in known.values()]
    return result


def note_new(session: Session, source: Source, files: Iterable[Found]) -> None:
    """New files wait to be read; of those that cannot be it is noted why."""
    for file in files:
        row = Document(
            archive_id=source.archive_id,
            source_id=source.id,
            path=file.path,
            title=visible(file.name),
            stamp=file.stamp,
            size=file.size,
            status="failed" if file.problem else "waiting",
            problem=file.problem,
            created_at=file.changed_at,
        )
        append(session, row)


def note_changed(session: Session, files: Iterable[tuple[int, Found]]) -> None:
    """Changed files wait to be read again; until then their old text is found."""
    for document_id, file in files:
        row = session.get(Document, document_id)
        if row is not None:
            row.stamp, row.size, row.created_at = file.stamp, file.size, file.changed_at
            row.status, row.problem = "waiting", None


def retry(session: Session, source_ids: Sequence[int]) -> None:
    """What could not be read waits to be tried again."""
    failed = col(Document.source_id).in_(source_ids) & (col(Document.status) == "failed") & (col(Document.stamp) != "")
    session.exec(update(Document).where(failed).values(status="waiting", problem=None))


def next_waiting(session: Session, archive_id: int) -> Document | None:
    """The document to be read next: the first that waits in a source that is not paused."""
    query = select(Document).join(Source, col(Source.id) == col(Document.source_id))
    query = query.where(Document.archive_id == archive_id, Document.status == "waiting", col(Source.paused).is_(False))
    return session.exec(query.order_by(col(Document.id)).limit(1)).first()


def begin(session: Session, document_id: int) -> Document | None:
    """The document, from now on being stored; None where it was removed or paused meanwhile."""
    row = session.get(Document, document_id)
    source = session.get(Source, row.source_id) if row else None
    if row is None or source is None or source.paused or row.status != "waiting":
        return None
    row.status, row.digest = "storing", ""
    return row


def clear(session: Session, document_id: int) -> bool:
    """Take a batch of a document's passages away, with all that is indexed of them. False where there was none."""
    query = select(Passage.id).where(Passage.document_id == document_id).order_by(col(Passage.id)).limit(BATCH)
    ids = [each for each in session.exec(query) if each is not None]
    for passage_id in ids:
        search_index.remove(session, "passage", passage_id)
    session.exec(delete(PassageTag).where(col(PassageTag.passage_id).in_(ids)))
    session.exec(delete(Passage).where(col(Passage.id).in_(ids)))
    return bool(ids)


def put(session: Session, row: Document, some: Iterable[tuple[int, Chunk]]) -> None:
    """Store chunks as passages at their positions, and index them."""
    for position, chunk in some:
        passage = Passage(
            archive_id=row.archive_id,
            text=chunk.text,
            source="document",
            document_id=row.id,
            position=position,
            page=chunk.page,
            heading=" > ".join(filter(None, (row.title, chunk.heading))),
            created_at=row.created_at,
        )
        append(session, passage)
        search_index.index_passage(session, passage, ())


def finish(session: Session, document_id: int, digest: str, pages: int | None, problem: str | None) -> None:
    """All of its passages are there."""
    row = session.get_one(Document, document_id)
    row.status, row.digest, row.pages, row.problem = "read", digest, pages, problem


def unchanged(session: Session, document_id: int, digest: str) -> bool:
    """Whether its passages were made from these very bytes; if so, it is read again already."""
    row = session.get(Document, document_id)
    if row is None or row.digest != digest:
        return False
    row.status, row.problem = "read", None
    return True


def fail(session: Session, document_id: int, problem: str) -> None:
    """It cannot be read; its passages are gone."""
    row = session.get_one(Document, document_id)
    row.status, row.problem = "failed", problem


def drop(session: Session, document_id: int) -> None:
    """Take a document away, of which no passages are left."""
    session.exec(delete(Document).where(col(Document.id) == document_id))
