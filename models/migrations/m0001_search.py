"""Migration 1, the search index: its tables as the first version made them.

The text is frozen: a later change of a table is a later migration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

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
    USING vec0(id INTEGER PRIMARY KEY, owner INTEGER PARTITION KEY, text BIT[384], context BIT[384]);
CREATE TABLE search_{k}_vectors (id INTEGER PRIMARY KEY, text BLOB NOT NULL, context BLOB NOT NULL) STRICT
"""


def apply(connection: Connection) -> None:
    """Make the tables in the caller's transaction."""
    scripts = [_TABLES, *(_TABLES_OF_A_KIND.format(k=kind) for kind in ("message", "passage"))]
    for script in scripts:
        for statement in script.split(";"):
            connection.exec_driver_sql(statement)
