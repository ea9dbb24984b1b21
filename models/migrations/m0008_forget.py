"""Migration 8: agents of earlier versions get the tool by which the LLM hands on the wish to forget.

The text is frozen: a later change of a table is a later migration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

_GIVEN = """
INSERT INTO agent_tool (agent_id, name, position, created_at)
SELECT agent_id, 'forget', max(position) + 1, max(created_at) FROM agent_tool GROUP BY agent_id
HAVING sum(name = 'send_message') AND NOT sum(name = 'forget')
"""


def apply(connection: Connection) -> None:
    """Give it to every agent that talks and has it not."""
    connection.exec_driver_sql(_GIVEN)
