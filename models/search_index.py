# ruff: noqa: S608 (the names of tables cannot be bound; kinds and views are this program's own words)
"""The search index of messages and passages: all raw SQL for FTS5 and vec0.

Each item is indexed as two texts: what it says (*text*), and that with its surroundings (*context*): a message with its
speaker, its date and the turn before it, a passage with its date and tags. For each kind there are::

    search_K           one narrow row an item: what filters and priors look at (K: message or passage)
    search_K_words     FTS5: columns "before" (the turn before), "label" (speaker or tags, and date), "said" (the text)
    search_K_codes     vec0: both texts' vectors as a bit for each dimension; scanned to find candidates
    search_K_vectors   both vectors as int8, of any scale; read to score the candidates exactly

Words are indexed at once, in the caller's transaction; vectors come later: an item waits in ``embedding_queue`` until
:func:`store_vectors`. What is removed leaves no trace: FTS5 runs with ``secure-delete``, vec0 overwrites a deleted
vector with zeros, and the next message, whose surroundings held the removed text, is indexed anew.

Every function takes a SQLModel session and works within its transaction. Nothing here knows what makes a good ranking;
that is :mod:`runtime.memory.search`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from models.columns import microseconds, utc_now
from models.search_values import (
    Kind,
    Likeness,
    MessageScope,
    PassageScope,
    Pending,
    Place,
    Scope,
    Vectors,
    View,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlmodel import Session

    from models.message import Message
    from models.passage import Passage

DIMENSIONS = 384
# vec0 gives at most so many neighbours.
MOST_NEIGHBOURS = 4_096
# A message that follows another after a longer silence than this begins a session: one sitting at the desk.
_SILENCE_US = 4 * 3_600 * 1_000_000
# How much a word counts in the turn before, in the label and in the text itself.
_BM25 = "1.0, 1.0, 1.0"
# So much of the turn before, and so much of any text for the embedder, which reads 256 tokens.
_MOST_BEFORE = 600
_MOST_EMBEDDED = 2_400
_KINDS: tuple[Kind, ...] = ("message", "passage")
_OWNER = {"message": "agent_id", "passage": "archive_id"}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_TABLES = """
CREATE TABLE search_message (
    id INTEGER PRIMARY KEY,
    agent_id INTEGER NOT NULL,
    conversation_id INTEGER NOT NULL,
    role TEXT NOT NULL,
    speaker TEXT NOT NULL,
    session INTEGER NOT NULL,
    previous INTEGER,
    asks INTEGER NOT NULL,
    digest INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_search_message_agent ON search_message (agent_id, created_at);
CREATE INDEX ix_search_message_conversation ON search_message (conversation_id, id);
CREATE INDEX ix_search_message_previous ON search_message (previous);
CREATE INDEX ix_search_message_speaker ON search_message (agent_id, speaker);
CREATE TABLE search_passage (
    id INTEGER PRIMARY KEY,
    archive_id INTEGER NOT NULL,
    digest INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_search_passage_archive ON search_passage (archive_id, created_at)
"""
_TABLES_OF_A_KIND = """
CREATE VIRTUAL TABLE search_{k}_words
    USING fts5(before, label, said, tokenize = 'porter unicode61 remove_diacritics 2');
INSERT INTO search_{k}_words (search_{k}_words, rank) VALUES ('secure-delete', 1);
CREATE VIRTUAL TABLE search_{k}_codes
    USING vec0(id INTEGER PRIMARY KEY, owner INTEGER PARTITION KEY, text BIT[{d}], context BIT[{d}]);
CREATE TABLE search_{k}_vectors (id INTEGER PRIMARY KEY, text BLOB NOT NULL, context BLOB NOT NULL) STRICT
"""


# --- making ------------------------------------------------------------------------------------------


def create(connection: Connection) -> None:
    """Make the tables, in the caller's transaction."""
    scripts = [_TABLES, *(_TABLES_OF_A_KIND.format(k=kind, d=DIMENSIONS) for kind in _KINDS)]
    for script in scripts:
        for statement in script.split(";"):
            connection.exec_driver_sql(statement)


# --- writing -----------------------------------------------------------------------------------------


def index_message(session: Session, message: Message, previous_text: str, speaker: str) -> None:
    """Index a stored message, or index it anew. ``previous_text``: what was said before it; empty at the beginning."""
    assert message.id is not None  # noqa: S101 (a stored message has its id)
    db = session.connection()
    at = microseconds(message.created_at)
    _forget(db, "message", message.id)
    previous = db.exec_driver_sql(
        "SELECT id, session, created_at FROM search_message"
        " WHERE conversation_id = ? AND id < ? ORDER BY id DESC LIMIT 1",
        (message.conversation_id, message.id),
    ).first()
    same_session = previous is not None and at - previous.created_at <= _SILENCE_US
    db.exec_driver_sql(
        "INSERT INTO search_message (id, agent_id, conversation_id, role, speaker, session, previous, asks,"
        " digest, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            message.id,
            message.agent_id,
            message.conversation_id,
            message.role,
            speaker,
            previous.session if previous is not None and same_session else message.id,
            previous.id if previous is not None else None,
            message.text.rstrip().endswith("?"),
            _digest(message.text),
            at,
        ),
    )
    words = (previous_text[:_MOST_BEFORE], _label(speaker, message.created_at), message.text)
    _index_words(db, "message", message.id, words)


def index_passage(session: Session, passage: Passage, tags: Iterable[str]) -> None:
    """Index a stored passage, or index it anew, say after its tags changed."""
    assert passage.id is not None  # noqa: S101 (a stored passage has its id)
    db = session.connection()
    _forget(db, "passage", passage.id)
    db.exec_driver_sql(
        "INSERT INTO search_passage (id, archive_id, digest, created_at) VALUES (?, ?, ?, ?)",
        (passage.id, passage.archive_id, _digest(passage.text), microseconds(passage.created_at)),
    )
    words = ("", _label(", ".join(tags), passage.created_at), passage.text)
    _index_words(db, "passage", passage.id, words)


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
    for kind in _KINDS:
        rows = db.exec_driver_sql(
            "SELECT q.item_id, w.before, w.label, w.said FROM embedding_queue AS q"
            f" JOIN search_{kind}_words AS w ON w.rowid = q.item_id WHERE q.kind = ? ORDER BY q.id LIMIT ?",
            (kind, n - len(found)),
        )
        found += [_pending(kind, *row) for row in rows]
    return found


def store_vectors(session: Session, rows: Iterable[Vectors]) -> None:
    """Keep vectors and take their items from the queue; an item whose text has changed meanwhile goes on waiting."""
    db = session.connection()
    for row in rows:
        kind, item_id = row.of.kind, row.of.id
        find = f"SELECT before, label, said FROM search_{kind}_words WHERE rowid = ?"
        words = db.exec_driver_sql(find, (item_id,)).first()
        if words is None or _pending(kind, item_id, *words) != row.of:
            continue
        _forget_vectors(db, kind, item_id)
        db.exec_driver_sql(
            f"INSERT INTO search_{kind}_codes (id, owner, text, context)"
            f" SELECT id, {_OWNER[kind]}, vec_quantize_binary(vec_int8(?)), vec_quantize_binary(vec_int8(?))"
            f" FROM search_{kind} WHERE id = ?",
            (row.text, row.context, item_id),
        )
        db.exec_driver_sql(
            f"INSERT INTO search_{kind}_vectors (id, text, context) VALUES (?, ?, ?)", (item_id, row.text, row.context)
        )
        _dequeue(db, kind, item_id)


def _index_words(db: Connection, kind: Kind, item_id: int, words: tuple[str, str, str]) -> None:
    db.exec_driver_sql(
        f"INSERT INTO search_{kind}_words (rowid, before, label, said) VALUES (?, ?, ?, ?)", (item_id, *words)
    )
    _enqueue(db, kind, item_id)


def _forget(db: Connection, kind: Kind, item_id: int) -> None:
    db.exec_driver_sql(f"DELETE FROM search_{kind}_words WHERE rowid = ?", (item_id,))
    db.exec_driver_sql(f"DELETE FROM search_{kind} WHERE id = ?", (item_id,))
    _forget_vectors(db, kind, item_id)
    _dequeue(db, kind, item_id)


def _forget_vectors(db: Connection, kind: Kind, item_id: int) -> None:
    db.exec_driver_sql(f"DELETE FROM search_{kind}_codes WHERE id = ?", (item_id,))
    db.exec_driver_sql(f"DELETE FROM search_{kind}_vectors WHERE id = ?", (item_id,))


def _enqueue(db: Connection, kind: Kind, item_id: int) -> None:
    db.exec_driver_sql(
        "INSERT INTO embedding_queue (kind, item_id, created_at) VALUES (?, ?, ?)",
        (kind, item_id, microseconds(utc_now())),
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
    _forget_vectors(db, "message", item_id)
    _dequeue(db, "message", item_id)
    _enqueue(db, "message", item_id)


def _digest(text: str) -> int:
    """The same number for texts that differ in case and spaces at most."""
    same = " ".join(text.lower().split()).encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(same, digest_size=8).digest(), "big", signed=True)


def _label(name: str, at: datetime) -> str:
    """Who, and the day in words, in UTC and always in English: "Ann, Monday 8 May 2023"."""
    return f"{name}, {_DAYS[at.weekday()]} {at.day} {_MONTHS[at.month - 1]} {at.year}".removeprefix(", ")


def _pending(kind: Kind, item_id: int, before: str, label: str, said: str) -> Pending:
    # The day is left to the words: in the vector it made every text of a day alike.
    text, name = said[:_MOST_EMBEDDED], label.rpartition(", ")[0]
    context = "\n".join(part for part in (before, f"{name}: {text}" if name else text) if part)
    return Pending(kind, item_id, text, context)


# --- asking ------------------------------------------------------------------------------------------


def matching(session: Session, scope: Scope, expression: str, limit: int) -> dict[int, Likeness]:
    """The items that match an FTS5 expression, the ``limit`` best by their context, with BM25 for text and context."""
    kind, table = scope.kind, f"search_{scope.kind}_words"
    where, values = _where(scope)
    rows = session.connection().exec_driver_sql(
        f"SELECT w.rowid, -bm25({table}, 0.0, 0.0, 1.0), -bm25({table}, {_BM25}) AS whole"
        f" FROM {table} AS w CROSS JOIN search_{kind} AS s ON s.id = w.rowid"
        f" WHERE {table} MATCH ? AND {where} ORDER BY whole DESC LIMIT ?",
        (expression, *values, limit),
    )
    return {item_id: Likeness(text, context) for item_id, text, context in rows.all()}


def nearest(session: Session, scope: Scope, view: View, vector: bytes, limit: int) -> list[int]:
    """The items whose vectors point most nearly the same way, by binary code, nearest first: good candidates."""
    absent = _in_context(session, scope)
    filtered = ""
    values: list[object] = []
    if _is_narrow(scope):
        where, values = _where(scope)
        filtered = f" AND id IN (SELECT s.id FROM search_{scope.kind} AS s WHERE {where})"
    rows = session.connection().exec_driver_sql(
        f"SELECT id FROM search_{scope.kind}_codes WHERE {view} MATCH vec_quantize_binary(vec_int8(?))"
        f" AND k = ? AND owner = ?{filtered} ORDER BY distance",
        # As many more as are left out afterwards: the filter stays inside the search, without listing all the others.
        (vector, min(limit + len(absent), MOST_NEIGHBOURS), scope.owner, *values),
    )
    return [item_id for (item_id,) in rows.all() if item_id not in absent][:limit]


def likenesses(session: Session, kind: Kind, ids: Iterable[int], vector: bytes) -> dict[int, Likeness]:
    """The cosine similarity of a vector and the items' two vectors; items without vectors are left out."""
    rows = session.connection().exec_driver_sql(
        "SELECT id, 1 - vec_distance_cosine(vec_int8(text), vec_int8(?1)),"
        f" 1 - vec_distance_cosine(vec_int8(context), vec_int8(?1)) FROM search_{kind}_vectors"
        " WHERE id IN (SELECT value FROM json_each(?2))",
        (vector, json.dumps(list(ids))),
    )
    return {item_id: Likeness(text, context) for item_id, text, context in rows.all()}


def places(session: Session, kind: Kind, ids: Iterable[int]) -> dict[int, Place]:
    """Where items stand in time and talk."""
    columns = "id, created_at, digest"
    if kind == "message":
        columns += ", speaker, session, previous, asks"
    rows = session.connection().exec_driver_sql(
        f"SELECT {columns} FROM search_{kind} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )
    return {row[0]: Place(*row) for row in rows.all()}


def speakers(session: Session, agent_id: int) -> list[str]:
    """Everyone who has said something to the agent, or as it."""
    # One step of the index for each name, however many messages there are.
    rows = session.connection().exec_driver_sql(
        "WITH RECURSIVE known (name) AS (SELECT min(speaker) FROM search_message WHERE agent_id = ?1 UNION ALL"
        " SELECT (SELECT min(speaker) FROM search_message WHERE agent_id = ?1 AND speaker > known.name)"
        " FROM known WHERE known.name IS NOT NULL) SELECT name FROM known WHERE name IS NOT NULL",
        (agent_id,),
    )
    return [name for (name,) in rows]


def _in_context(session: Session, scope: Scope) -> frozenset[int]:
    """What a scope that leaves out the context, and nothing else, leaves out."""
    if isinstance(scope, PassageScope) or not scope.exclude_in_context or _is_narrow(scope):
        return frozenset()
    rows = session.connection().exec_driver_sql(
        "SELECT m.id FROM conversation AS c JOIN message AS m ON m.conversation_id = c.id AND m.in_context = 1"
        " WHERE c.agent_id = ?",
        (scope.agent_id,),
    )
    return frozenset(item_id for (item_id,) in rows)


def _is_narrow(scope: Scope) -> bool:
    """Whether the scope asks for more than an owner's items, in context or not."""
    if isinstance(scope, PassageScope):
        return bool(scope.tags or scope.start or scope.end)
    return bool(scope.conversation_id is not None or scope.roles or scope.start or scope.end)


def _where(scope: Scope) -> tuple[str, list[object]]:
    """The scope as a condition on the kind's narrow table, under the name ``s``, and the values for it."""
    conditions, values = _of_messages(scope) if isinstance(scope, MessageScope) else _of_passages(scope)
    if scope.start is not None:
        conditions.append("s.created_at >= ?")
        values.append(microseconds(scope.start))
    if scope.end is not None:
        conditions.append("s.created_at < ?")
        values.append(microseconds(scope.end))
    return " AND ".join(conditions), values


def _of_messages(scope: MessageScope) -> tuple[list[str], list[object]]:
    conditions: list[str] = ["s.agent_id = ?"]
    values: list[object] = [scope.agent_id]
    if scope.conversation_id is not None:
        conditions.append("s.conversation_id = ?")
        values.append(scope.conversation_id)
    if scope.roles:
        conditions.append("s.role IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(scope.roles))
    if scope.exclude_in_context:
        conditions.append("NOT EXISTS (SELECT 1 FROM message AS m WHERE m.id = s.id AND m.in_context = 1)")
    return conditions, values


def _of_passages(scope: PassageScope) -> tuple[list[str], list[object]]:
    tags = sorted(set(scope.tags))
    if not tags:
        return ["s.archive_id = ?"], [scope.archive_id]
    tagged = (
        "(SELECT count(*) FROM passage_tag AS t WHERE t.passage_id = s.id"
        " AND t.tag IN (SELECT value FROM json_each(?))) >= ?"
    )
    return ["s.archive_id = ?", tagged], [scope.archive_id, json.dumps(tags), len(tags) if scope.match_all else 1]
