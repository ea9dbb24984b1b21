"""The documents that an agent was given to read: found by name, read by position, searched by text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import col, select

from models.tables import Agent, Document, Passage

if TYPE_CHECKING:
    from sqlmodel import Session


def archive_of(session: Session, agent_id: int) -> int | None:
    """The archive of the agent's documents; None where it was never given any."""
    return session.exec(select(Agent.documents_archive_id).where(Agent.id == agent_id)).first()


def count(session: Session, archive_id: int | None) -> int:
    """How many documents can be read."""
    query = select(func.count()).select_from(Document).where(Document.archive_id == archive_id)
    return session.exec(query.where(Document.status == "read")).one()


def titles(session: Session, archive_id: int | None, most: int) -> tuple[str, ...]:
    """The names of the documents that can be read, in order; nothing where there are more than ``most``."""
    query = select(Document.title).where(Document.archive_id == archive_id, Document.status == "read")
    names = session.exec(query.order_by(Document.title).limit(most + 1)).all()
    return tuple(dict.fromkeys(names)) if len(names) <= most else ()


def named(session: Session, archive_id: int | None, name: str) -> Sequence[Document]:
    """The documents of that name; where there is none, those whose name ends or begins like it, else has it inside."""
    rows = select(Document).where(Document.archive_id == archive_id, Document.status == "read")
    exact = session.exec(rows.where(Document.title == name)).all()
    if exact:
        return exact
    inside = session.exec(rows.where(func.instr(func.lower(Document.title), name.lower()) > 0)).all()
    file_name = [each for each in inside if each.title.lower().rpartition("/")[2] == name.lower()]
    return file_name or inside


def passages(session: Session, document_id: int, position: int = 0, most: int | None = None) -> Sequence[Passage]:
    """A document's passages from a position on, in order."""
    query = select(Passage).where(Passage.document_id == document_id, col(Passage.position) >= position)
    return session.exec(query.order_by(col(Passage.position)).limit(most)).all()


def length(session: Session, document_id: int) -> int:
    """How many passages a document has."""
    return session.exec(select(func.count()).select_from(Passage).where(Passage.document_id == document_id)).one()


def containing(session: Session, archive_id: int | None, text: str, document_ids: Sequence[int]) -> Iterator[Passage]:
    """The passages in which a text stands, whatever its case, document by document; of some documents, or of all."""
    query = select(Passage).join(Document, col(Document.id) == col(Passage.document_id))
    query = query.where(Passage.archive_id == archive_id, Document.status == "read")
    if document_ids:
        query = query.where(col(Passage.document_id).in_(document_ids))
    pattern = re.compile(re.escape(text), re.IGNORECASE)
    for passage in session.exec(query.order_by(Document.title, col(Passage.position)).execution_options(yield_per=200)):
        if pattern.search(passage.text):
            yield passage
