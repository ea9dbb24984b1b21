"""Migration 2: facts that cite their evidence, sleeps with their changes and questions, and the journal's link to them.

The text is frozen: a later change of a table is a later migration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

_TABLES = """
CREATE TABLE sleep (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    agent_id INTEGER NOT NULL REFERENCES agent (id),
    status TEXT NOT NULL,
    after_message_id INTEGER NOT NULL,
    through_message_id INTEGER NOT NULL,
    read_message_id INTEGER NOT NULL,
    asked INTEGER NOT NULL,
    prompt_tokens INTEGER NOT NULL,
    prefilled_tokens INTEGER NOT NULL,
    generated_tokens INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE INDEX ix_sleep_agent_id ON sleep (agent_id);

CREATE TABLE fact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    agent_id INTEGER NOT NULL REFERENCES agent (id),
    message_id INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    statement TEXT NOT NULL,
    slot TEXT NOT NULL,
    value TEXT NOT NULL,
    status TEXT NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_until INTEGER,
    replaced_by_id INTEGER REFERENCES fact (id) ON DELETE SET NULL,
    passage_id INTEGER REFERENCES passage (id) ON DELETE SET NULL,
    sleep_id INTEGER REFERENCES sleep (id) ON DELETE SET NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_fact_agent_valid ON fact (agent_id, valid_until);
CREATE INDEX ix_fact_message_id ON fact (message_id);
CREATE INDEX ix_fact_passage_id ON fact (passage_id);
CREATE INDEX ix_fact_replaced_by_id ON fact (replaced_by_id);
CREATE INDEX ix_fact_sleep_id ON fact (sleep_id);

CREATE TABLE sleep_change (
    id INTEGER PRIMARY KEY,
    sleep_id INTEGER NOT NULL REFERENCES sleep (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    reason TEXT NOT NULL,
    fact_id INTEGER REFERENCES fact (id) ON DELETE SET NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_sleep_change_fact_id ON sleep_change (fact_id);
CREATE INDEX ix_sleep_change_sleep_id ON sleep_change (sleep_id);

CREATE TABLE sleep_question (
    id INTEGER PRIMARY KEY,
    sleep_id INTEGER NOT NULL REFERENCES sleep (id) ON DELETE CASCADE,
    fact_id INTEGER NOT NULL REFERENCES fact (id) ON DELETE CASCADE,
    label TEXT NOT NULL,
    line TEXT NOT NULL,
    answered_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_sleep_question_fact_id ON sleep_question (fact_id);
CREATE INDEX ix_sleep_question_sleep_id ON sleep_question (sleep_id);

ALTER TABLE journal ADD COLUMN sleep_change_id INTEGER REFERENCES sleep_change (id) ON DELETE SET NULL;
CREATE INDEX ix_journal_sleep_change_id ON journal (sleep_change_id)
"""


def apply(connection: Connection) -> None:
    """Make the tables in the caller's transaction."""
    for statement in _TABLES.split(";"):
        connection.exec_driver_sql(statement)
