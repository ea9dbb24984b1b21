# ruff: noqa: S608 (the names of tables cannot be bound; kinds are this program's own words)
"""The search index of messages and passages: what goes into it and out of it again.

Each item is indexed as two texts: what it says (*text*), and that with its surroundings (*context*): a message with its
speaker, its date and the turn before it, a passage with its date and tags. For each kind there are::

    search_K           one narrow row an item: what filters and priors look at (K: message or passage)
    search_K_words     FTS5: columns "before" (the turn before), "label" (speaker or tags, and date), "said" (the text)
    search_K_codes     both texts' vectors as two bits for each dimension, in blocks (:mod:`models.code_blocks`)
    search_K_vectors   both vectors (:mod:`models.stored_vectors`), read to score the candidates exactly
    search_K_codes_b, search_K_vectors_b   the same by another embedder, see :mod:`models.sides`

Words are indexed at once, in the caller's transaction; vectors come later: an item waits in ``embedding_queue`` until
:func:`store_vectors`. What is removed leaves no trace: FTS5 runs with ``secure-delete``, a block of codes is written
anew without the removed ones, and the next message, whose surroundings held the removed text, is indexed anew.

Every function takes a SQLModel session and works within its transaction. How the index is asked:
:mod:`models.searching`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from models import code_blocks, sides
from models.columns import microseconds, utc_now
from models.search_values import MONTHS, WEEKDAYS, Kind, Pending, Vectors
from models.sides import Shelf, serving

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlmodel import Session

    from models.message import Message
    from models.passage import Passage
    from models.sides import Side

# A message that follows another after a longer silence than this begins a session: one sitting at the desk.
_SILENCE_US = 4 * 3_600 * 1_000_000
# So much of the turn before, and so much of any text for the embedder, which reads 256 tokens.
_MOST_BEFORE = 600
_MOST_EMBEDDED = 2_400
KINDS: tuple[Kind, ...] = ("message", "passage")


class _Said(NamedTuple):
    """What an indexed message leaves for the next one: its id, session, time in microseconds, and text."""

    id: int
    session: int
    at: int
    text: str


def index_message(session: Session, message: Message, previous_text: str, speaker: str) -> None:
    """Index a stored message, or index it anew. ``previous_text``: what was said before it; empty at the beginning."""
    assert message.id is not None  # noqa: S101 (a stored message has its id)
    db = session.connection()
    _forget(db, "message", message.id)
    previous = _before(db, message.conversation_id, message.id)
    _index_messages(db, [(message, speaker, previous and previous._replace(text=previous_text), previous_text)])


def index_messages(session: Session, messages: Iterable[Message]) -> None:
    """Index stored messages that are new, oldest first; each is spoken by its role. For many: see index_message."""
    db = session.connection()
    last: dict[int, _Said | None] = {}
    rows = []
    for message in messages:
        assert message.id is not None  # noqa: S101 (a stored message has its id)
        talk = message.conversation_id
        before = last[talk] if talk in last else _before(db, talk, message.id)
        rows.append((message, message.role, before, before.text if before else ""))
        at = microseconds(message.created_at)
        last[talk] = _Said(message.id, _session(message.id, at, before), at, message.text)
    _index_messages(db, rows)


def _before(db: Connection, conversation_id: int, message_id: int) -> _Said | None:
    """The message before this one in the conversation."""
    row = db.exec_driver_sql(
        "SELECT s.id, s.session, s.created_at, w.said FROM search_message AS s"
        " JOIN search_message_words AS w ON w.rowid = s.id"
        " WHERE s.conversation_id = ? AND s.id < ? ORDER BY s.id DESC LIMIT 1",
        (conversation_id, message_id),
    ).first()
    return None if row is None else _Said(*row)


def _session(message_id: int, at: int, before: _Said | None) -> int:
    """The sitting it belongs to: that of the one before, unless there was a long silence."""
    return before.session if before is not None and at - before.at <= _SILENCE_US else message_id


def _index_messages(db: Connection, rows: Sequence[tuple[Message, str, _Said | None, str]]) -> None:
    """Messages that are in no index, each with its speaker, the one before it and what that said."""
    indexed, words = [], []
    for message, speaker, before, previous_text in rows:
        message_id, at = message.id or 0, microseconds(message.created_at)
        indexed.append(
            (
                message_id,
                message.agent_id,
                message.conversation_id,
                message.role,
                speaker,
                _session(message_id, at, before),
                before.id if before is not None else None,
                message.text.rstrip().endswith("?"),
                _digest(message.text),
                at,
            )
        )
        label = _label(speaker, message.created_at)
        words.append((message_id, previous_text[:_MOST_BEFORE], label, message.text))
    if rows:
        db.exec_driver_sql(
            "INSERT INTO search_message (id, agent_id, conversation_id, role, speaker, session, previous, asks,"
            " digest, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            indexed,
        )
        _index_words(db, "message", words)


def index_passage(session: Session, passage: Passage, tags: Iterable[str]) -> None:
    """Index a stored passage, or index it anew, say after its tags changed. A document's is labelled by its heading."""
    assert passage.id is not None  # noqa: S101 (a stored passage has its id)
    db = session.connection()
    _forget(db, "passage", passage.id)
    db.exec_driver_sql(
        "INSERT INTO search_passage (id, archive_id, digest, created_at) VALUES (?, ?, ?, ?)",
        (passage.id, passage.archive_id, _digest(passage.text), microseconds(passage.created_at)),
    )
    label = _label(", ".join(filter(None, (passage.heading, *tags))), passage.created_at)
    _index_words(db, "passage", [(passage.id, "", label, passage.text)])


def remove(session: Session, kind: Kind, item_id: int) -> None:
    """Take an item out of the index, words, vectors and all; nothing happens where it is not in it.

    A message that followed it is indexed anew with what came before, for its surroundings held the removed text.
    """
    db = session.connection()
    _forget(db, kind, item_id)
    if kind == "message":
        followers = "SELECT id FROM search_message WHERE previous = ?"
        for row in db.exec_driver_sql(followers, (item_id,)).all():
            _reconnect(db, row.id)


def pending(session: Session, n: int) -> list[Pending]:
    """The next ``n`` items that wait for their vectors, messages first, each kind in the order it came."""
    db = session.connection()
    found: list[Pending] = []
    for kind in KINDS:
        rows = db.exec_driver_sql(
            "SELECT q.item_id, w.before, w.label, w.said FROM embedding_queue AS q"
            f" JOIN search_{kind}_words AS w ON w.rowid = q.item_id WHERE q.kind = ? ORDER BY q.id LIMIT ?",
            (kind, n - len(found)),
        )
        found += [_pending(kind, *row) for row in rows]
    return found


def store_vectors(session: Session, rows: Iterable[Vectors], side: Side | None = None) -> None:
    """Keep vectors; an item whose text has changed meanwhile is left out.

    Without ``side`` they are those that serve, and their items leave the queue.
    """
    db = session.connection()
    by_kind: dict[Kind, dict[int, Vectors]] = {kind: {} for kind in KINDS}
    for row in rows:
        if _is_current(db, row.of):
            by_kind[row.of.kind][row.of.id] = row
    for kind, fresh in by_kind.items():
        shelf = Shelf(kind, side) if side else serving(db, kind)
        for item_id in fresh:
            code_blocks.remove(db, shelf, item_id)
            if side is None:
                _dequeue(db, kind, item_id)
        code_blocks.add(db, shelf, list(fresh.values()))


def without_vectors(session: Session, shelf: Shelf, after: int, n: int) -> list[Pending]:
    """The next ``n`` items, by their ids, that have no vectors on a shelf."""
    rows = session.connection().exec_driver_sql(
        f"SELECT s.id, w.before, w.label, w.said FROM search_{shelf.kind} AS s"
        f" JOIN search_{shelf.kind}_words AS w ON w.rowid = s.id"
        f" WHERE s.id > ? AND NOT EXISTS (SELECT 1 FROM {shelf.vectors} AS v WHERE v.id = s.id)"
        " ORDER BY s.id LIMIT ?",
        (after, n),
    )
    return [_pending(shelf.kind, *row) for row in rows]


def _is_current(db: Connection, item: Pending) -> bool:
    find = f"SELECT before, label, said FROM search_{item.kind}_words WHERE rowid = ?"
    words = db.exec_driver_sql(find, (item.id,)).first()
    return words is not None and _pending(item.kind, item.id, *words) == item


def _index_words(db: Connection, kind: Kind, words: list[tuple[int, str, str, str]]) -> None:
    """Items' ids with what was before them, their label and what they say."""
    db.exec_driver_sql(f"INSERT INTO search_{kind}_words (rowid, before, label, said) VALUES (?, ?, ?, ?)", words)
    _enqueue(db, kind, [item_id for item_id, *_ in words])


def _forget(db: Connection, kind: Kind, item_id: int) -> None:
    db.exec_driver_sql(f"DELETE FROM search_{kind}_words WHERE rowid = ?", (item_id,))
    db.exec_driver_sql(f"DELETE FROM search_{kind} WHERE id = ?", (item_id,))
    _take_away(db, kind, item_id)
    _dequeue(db, kind, item_id)


def _take_away(db: Connection, kind: Kind, item_id: int) -> None:
    """An item's vectors, whoever made them."""
    for shelf in sides.both(kind):
        code_blocks.remove(db, shelf, item_id)


def _enqueue(db: Connection, kind: Kind, item_ids: Iterable[int]) -> None:
    now = microseconds(utc_now())
    db.exec_driver_sql(
        "INSERT INTO embedding_queue (kind, item_id, created_at) VALUES (?, ?, ?)",
        [(kind, item_id, now) for item_id in item_ids],
    )


def _dequeue(db: Connection, kind: Kind, item_id: int) -> None:
    db.exec_driver_sql("DELETE FROM embedding_queue WHERE kind = ? AND item_id = ?", (kind, item_id))


def _reconnect(db: Connection, item_id: int) -> None:
    """Give a message whose predecessor is gone the one before that, in its surroundings and its vectors."""
    row = db.exec_driver_sql(
        "SELECT p.id AS previous, w.said FROM search_message AS s"
        " LEFT JOIN search_message AS p ON p.id ="
        " (SELECT max(id) FROM search_message WHERE conversation_id = s.conversation_id AND id < s.id)"
        " LEFT JOIN search_message_words AS w ON w.rowid = p.id WHERE s.id = ?",
        (item_id,),
    ).one()
    db.exec_driver_sql("UPDATE search_message SET previous = ? WHERE id = ?", (row.previous, item_id))
    before = (row.said or "")[:_MOST_BEFORE]
    db.exec_driver_sql("UPDATE search_message_words SET before = ? WHERE rowid = ?", (before, item_id))
    _take_away(db, "message", item_id)
    _dequeue(db, "message", item_id)
    _enqueue(db, "message", [item_id])


def _digest(text: str) -> int:
    """The same number for texts that differ in case and spaces at most."""
    same = " ".join(text.lower().split()).encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(same, digest_size=8).digest(), "big", signed=True)


def _label(name: str, at: datetime) -> str:
    """Who, and the day in words, in UTC and always in English: "Ann, Monday 8 May 2023"."""
    return f"{name}, {WEEKDAYS[at.weekday()]} {at.day} {MONTHS[at.month - 1]} {at.year}".removeprefix(", ")


def _pending(kind: Kind, item_id: int, before: str, label: str, said: str) -> Pending:
    # The day is left to the words: in the vector it made every text of a day alike.
    text, name = said[:_MOST_EMBEDDED], label.rpartition(", ")[0]
    context = "\n".join(part for part in (before, f"{name}: {text}" if name else text) if part)
    return Pending(kind, item_id, text, context)
