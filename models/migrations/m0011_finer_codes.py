# ruff: noqa: S608 (the names of tables cannot be bound; these are this program's own)
"""Migration 11: codes of two bits a number, made anew from the vectors, where they had one.

The text is frozen: a later change of a table is a later migration.
"""

from __future__ import annotations

import json
import struct
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

_FAR = 0.98


def apply(connection: Connection) -> None:
    """Write every block anew, on both sides, in the caller's transaction."""
    for kind, side in product(("message", "passage"), ("", "_b")):
        codes, vectors = f"search_{kind}_codes{side}", f"search_{kind}_vectors{side}"
        for block, items in connection.exec_driver_sql(f"SELECT id, items FROM {codes}").all():
            ids = struct.unpack(f"<{len(items) // 8}q", items)
            query = f"SELECT id, text, context FROM {vectors} WHERE id IN (SELECT value FROM json_each(?))"
            found = {row[0]: row[1:] for row in connection.exec_driver_sql(query, (json.dumps(ids),))}
            text, context = (_codes(found[each][place] for each in ids) for place in (0, 1))
            connection.exec_driver_sql(
                f"UPDATE {codes} SET version = random(), text = ?, context = ? WHERE id = ?", (text, context, block)
            )


def _codes(stored: Iterable[bytes]) -> bytes:
    """Of each vector whether its numbers are above zero, then whether they are far above it or not far below."""
    import numpy as np  # noqa: PLC0415 (not needed at start-up)

    whole = np.stack([np.frombuffer(each, np.int8) for each in stored])
    numbers = whole[:, : whole.shape[1] * 2 // 3].astype(np.float32)
    far = np.abs(numbers) > _FAR * np.sqrt(np.square(numbers).mean(axis=1, keepdims=True))
    above = numbers > 0
    both = [np.packbits(bits, axis=1, bitorder="little") for bits in (above, above == far)]
    return np.concatenate(both, axis=1).tobytes()
