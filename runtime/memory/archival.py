"""Archival memory: passages with tags, stored and found within the caller's transaction, each change journalled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import col, delete, select

from models import search_index
from models.columns import microseconds, moment
from models.row import append
from models.tables import Archive, Passage, PassageTag
from runtime.memory import journal
from runtime.memory.journal import Cause, Change

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.tables import JournalEntry

MOST_TAGS = 20
"""Tags named in the prompt, the most used first."""


def insert(session: Session, archive_id: int, text: str, tags: Sequence[str], cause: Cause) -> Passage:
    """Store a passage, index it and write it into the journal."""
    passage = Passage(archive_id=archive_id, text=text, source=cause.kind)
    passage_id = append(session, passage)
    unique = _unique(tags)
    for tag in unique:
        append(session, PassageTag(passage_id=passage_id, tag=tag))
    search_index.index_passage(session, passage, unique)
    journal.record(session, Change("passage", passage_id, ", ".join(unique), "create", None, text), cause)
    return passage


def index(session: Session, passage: Passage) -> None:
    """Make a stored passage searchable, with its tags."""
    assert passage.id is not None  # noqa: S101 - a stored passage
    search_index.index_passage(session, passage, tags_of(session, [passage.id])[passage.id])


def change(session: Session, passage: Passage, text: str, tags: Sequence[str], cause: Cause) -> JournalEntry:
    """Give a passage another text and other tags, index it anew and write that into the journal."""
    assert passage.id is not None  # noqa: S101 - a stored passage
    before, unique = tags_of(session, [passage.id])[passage.id], _unique(tags)
    details = {"tags": before, "tags_after": unique}
    told = Change("passage", passage.id, ", ".join(unique), "update", passage.text, text, details=details)
    entry = journal.record(session, told, cause)
    passage.text = text
    session.add(passage)
    session.exec(delete(PassageTag).where(col(PassageTag.passage_id) == passage.id))
    for tag in unique:
        append(session, PassageTag(passage_id=passage.id, tag=tag))
    search_index.index_passage(session, passage, unique)
    return entry


def remove(session: Session, passage: Passage, cause: Cause) -> JournalEntry:
    """Delete a passage with its tags and index entries; all of it stays in the journal."""
    assert passage.id is not None  # noqa: S101 - a stored passage
    tags = tags_of(session, [passage.id])[passage.id]
    details = {
        "uid": passage.uid,
        "tags": tags,
        "source": passage.source,
        "archive": session.get_one(Archive, passage.archive_id).uid,
        "created_at": microseconds(passage.created_at),
    }
    change = Change("passage", passage.id, ", ".join(tags), "delete", passage.text, None, details=details)
    entry = journal.record(session, change, cause)
    search_index.remove(session, "passage", passage.id)
    session.exec(delete(PassageTag).where(col(PassageTag.passage_id) == passage.id))
    session.delete(passage)
    return entry


def bring_back(session: Session, archive_id: int, entry: JournalEntry, cause: Cause) -> JournalEntry:
    """A deleted passage as it was: same id, same time, same tags, as a new change of the journal."""
    details = entry.details or {"tags": [tag for tag in entry.label.split(", ") if tag]}
    kept = {name: details[name] for name in ("uid", "source") if name in details}
    if "created_at" in details:
        kept["created_at"] = moment(details["created_at"])
    passage = Passage(id=entry.target_id, archive_id=archive_id, text=entry.before or "", **kept)
    session.add(passage)
    session.flush()
    for tag in details["tags"]:
        append(session, PassageTag(passage_id=entry.target_id, tag=tag))
    search_index.index_passage(session, passage, details["tags"])
    change = Change("passage", entry.target_id, entry.label, "create", None, passage.text)
    return journal.record(session, change, cause)


def tags_of(session: Session, passage_ids: Sequence[int]) -> dict[int, list[str]]:
    """The tags of each passage, in the order they were given."""
    tags: dict[int, list[str]] = {passage_id: [] for passage_id in passage_ids}
    query = select(PassageTag).where(col(PassageTag.passage_id).in_(passage_ids)).order_by(col(PassageTag.id))
    for tag in session.exec(query):
        tags[tag.passage_id].append(tag.tag)
    return tags


def _unique(tags: Sequence[str]) -> list[str]:
    """Each tag once, without space around it."""
    return list(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))


def count(session: Session, archive_id: int) -> int:
    """How many passages the archive holds."""
    return session.exec(select(func.count()).select_from(Passage).where(Passage.archive_id == archive_id)).one()


def tags(session: Session, archive_id: int, most: int = MOST_TAGS) -> list[str]:
    """The archive's tags, the most used first."""
    query = (
        select(PassageTag.tag)
        .join(Passage, col(Passage.id) == col(PassageTag.passage_id))
        .where(Passage.archive_id == archive_id)
        .group_by(PassageTag.tag)
        .order_by(func.count().desc(), col(PassageTag.tag))
        .limit(most)
    )
    return list(session.exec(query))
