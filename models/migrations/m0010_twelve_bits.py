"""Migration 10: vectors of twelve bits a number.

Those made so far keep their eight: the further four, half a byte for each number after all the bytes, are zero. The
text is frozen: a later change of a table is a later migration.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

# Two BLOBs put together are text to SQLite, with the same bytes.
_LONGER = """
UPDATE search_{k}_vectors{side} SET
    text = CAST(text || zeroblob(length(text) / 2) AS BLOB),
    context = CAST(context || zeroblob(length(context) / 2) AS BLOB)
"""


def apply(connection: Connection) -> None:
    """Make room for the further bits, on both sides."""
    for kind, side in product(("message", "passage"), ("", "_b")):
        connection.exec_driver_sql(_LONGER.format(k=kind, side=side))
