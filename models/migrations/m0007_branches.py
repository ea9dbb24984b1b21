"""Migration 7: edited messages as branches of a conversation.

The text is frozen: a later change of a table is a later migration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

_STATEMENTS = (
    "ALTER TABLE turn ADD COLUMN edits_id INTEGER REFERENCES turn (id) ON DELETE SET NULL",
    "ALTER TABLE turn ADD COLUMN after_id INTEGER REFERENCES turn (id) ON DELETE SET NULL",
    "ALTER TABLE conversation ADD COLUMN tip_id INTEGER REFERENCES turn (id) ON DELETE SET NULL",
    "CREATE INDEX ix_turn_edits_id ON turn (edits_id)",
    "CREATE INDEX ix_turn_after_id ON turn (after_id)",
    "CREATE INDEX ix_conversation_tip_id ON conversation (tip_id)",
)


def apply(connection: Connection) -> None:
    """Add the columns; before them every conversation had one branch."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
