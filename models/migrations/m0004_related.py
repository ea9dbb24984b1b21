"""Migration 4: what of core memory stood beside a turn's message.

The text is frozen: a later change of a table is a later migration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection


def apply(connection: Connection) -> None:
    """Add the column; it was empty for every turn before."""
    connection.exec_driver_sql("ALTER TABLE turn ADD COLUMN related TEXT NOT NULL DEFAULT ''")
