"""Migration 1: every table of the first version, and the search index beside them.

The text is frozen: a later change of a table is a later migration. A test holds the result against the classes in
:mod:`models.tables`. STRICT makes SQLite refuse a value of the wrong type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.migrations import m0001_search

if TYPE_CHECKING:
    from sqlalchemy import Connection

_TABLES = """
CREATE TABLE archive (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE agent (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    system_prompt TEXT,
    archive_id INTEGER NOT NULL REFERENCES archive (id),
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE block (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    description TEXT NOT NULL,
    value TEXT NOT NULL,
    char_limit INTEGER NOT NULL,
    read_only INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE agent_block (
    id INTEGER PRIMARY KEY,
    agent_id INTEGER NOT NULL REFERENCES agent (id) ON DELETE CASCADE,
    block_id INTEGER NOT NULL REFERENCES block (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (agent_id, block_id)
) STRICT;
CREATE INDEX ix_agent_block_block_id ON agent_block (block_id);

CREATE TABLE agent_tool (
    id INTEGER PRIMARY KEY,
    agent_id INTEGER NOT NULL REFERENCES agent (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (agent_id, name)
) STRICT;

CREATE TABLE conversation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    agent_id INTEGER NOT NULL REFERENCES agent (id),
    title TEXT NOT NULL,
    origin TEXT NOT NULL,
    pinned INTEGER NOT NULL,
    archived_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_conversation_agent_id ON conversation (agent_id);

CREATE TABLE turn (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    agent_id INTEGER NOT NULL REFERENCES agent (id),
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    message_id INTEGER REFERENCES message (id) ON DELETE SET NULL,
    "trigger" TEXT NOT NULL,
    status TEXT NOT NULL,
    stop_reason TEXT,
    problem TEXT,
    created_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE INDEX ix_turn_conversation_id ON turn (conversation_id);
CREATE INDEX ix_turn_message_id ON turn (message_id);
CREATE INDEX ix_turn_status ON turn (status);

CREATE TABLE message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    agent_id INTEGER NOT NULL REFERENCES agent (id),
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    turn_id INTEGER REFERENCES turn (id),
    step_id INTEGER REFERENCES step (id),
    role TEXT NOT NULL,
    text TEXT NOT NULL,
    tool TEXT,
    arguments TEXT,
    ok INTEGER,
    in_context INTEGER NOT NULL,
    tokens INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_message_agent_time ON message (agent_id, created_at);
CREATE INDEX ix_message_conversation_id ON message (conversation_id);
CREATE INDEX ix_message_in_context ON message (conversation_id, in_context);
CREATE INDEX ix_message_turn_id ON message (turn_id);

CREATE TABLE prefix (
    id INTEGER PRIMARY KEY,
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    text TEXT NOT NULL,
    digest TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (conversation_id, digest)
) STRICT;

CREATE TABLE step (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    turn_id INTEGER NOT NULL REFERENCES turn (id),
    number INTEGER NOT NULL,
    tool TEXT NOT NULL,
    prefix_id INTEGER REFERENCES prefix (id),
    first_message_id INTEGER,
    last_message_id INTEGER,
    settled_message_id INTEGER,
    llm TEXT NOT NULL,
    thinking TEXT NOT NULL,
    prompt_tokens INTEGER NOT NULL,
    reused_tokens INTEGER NOT NULL,
    prefilled_tokens INTEGER NOT NULL,
    generated_tokens INTEGER NOT NULL,
    prefill_us INTEGER NOT NULL,
    decode_us INTEGER NOT NULL,
    truncated INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (turn_id, number)
) STRICT;
CREATE INDEX ix_step_prefix_id ON step (prefix_id);

CREATE TABLE summary (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    text TEXT NOT NULL,
    through_message_id INTEGER NOT NULL,
    previous_id INTEGER REFERENCES summary (id) ON DELETE SET NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_summary_conversation_id ON summary (conversation_id);
CREATE INDEX ix_summary_previous_id ON summary (previous_id);

CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    archive_id INTEGER NOT NULL REFERENCES archive (id),
    path TEXT NOT NULL,
    digest TEXT NOT NULL,
    title TEXT NOT NULL,
    mime TEXT NOT NULL,
    status TEXT NOT NULL,
    problem TEXT,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_document_archive_id ON document (archive_id);
CREATE INDEX ix_document_digest ON document (digest);
CREATE INDEX ix_document_path ON document (path);
CREATE INDEX ix_document_status ON document (status);

CREATE TABLE passage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    archive_id INTEGER NOT NULL REFERENCES archive (id),
    text TEXT NOT NULL,
    source TEXT NOT NULL,
    document_id INTEGER REFERENCES document (id) ON DELETE CASCADE,
    position INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_passage_archive_time ON passage (archive_id, created_at);
CREATE INDEX ix_passage_document_id ON passage (document_id);

CREATE TABLE passage_tag (
    id INTEGER PRIMARY KEY,
    passage_id INTEGER NOT NULL REFERENCES passage (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (passage_id, tag)
) STRICT;
CREATE INDEX ix_passage_tag_tag ON passage_tag (tag);

CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    target TEXT NOT NULL,
    target_id INTEGER NOT NULL,
    label TEXT NOT NULL,
    action TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    cause TEXT NOT NULL,
    turn_id INTEGER REFERENCES turn (id),
    step_id INTEGER REFERENCES step (id),
    tool TEXT,
    undoes_id INTEGER REFERENCES journal (id),
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_journal_created_at ON journal (created_at);
CREATE INDEX ix_journal_label ON journal (target, label);
CREATE INDEX ix_journal_target ON journal (target, target_id);
CREATE INDEX ix_journal_turn_id ON journal (turn_id);
CREATE INDEX ix_journal_undoes_id ON journal (undoes_id);

CREATE TABLE journal_evidence (
    id INTEGER PRIMARY KEY,
    journal_id INTEGER NOT NULL REFERENCES journal (id) ON DELETE CASCADE,
    message_id INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    start INTEGER,
    "end" INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_journal_evidence_journal_id ON journal_evidence (journal_id);
CREATE INDEX ix_journal_evidence_message_id ON journal_evidence (message_id);

CREATE TABLE tool (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    description TEXT NOT NULL,
    parameters TEXT NOT NULL,
    source TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE access (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE embedding_queue (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    item_id INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (kind, item_id)
) STRICT;

CREATE TABLE file_setting (
    "key" TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT
"""


def apply(connection: Connection) -> None:
    """Make the tables in the caller's transaction."""
    for statement in _TABLES.split(";"):
        connection.exec_driver_sql(statement)
    m0001_search.apply(connection)
