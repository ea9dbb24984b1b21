"""The vectors of texts, read as they are stored; how they get there: :mod:`models.search_index`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from models.sides import serving

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.search_values import Kind


def own_vectors(session: Session, kind: Kind, ids: Iterable[int]) -> dict[int, bytes]:
    """The vectors of what the items themselves say, as int8; items without vectors are left out."""
    db = session.connection()
    rows = db.exec_driver_sql(
        f"SELECT id, text FROM {serving(db, kind).vectors} WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608 (its own words)
        (json.dumps(list(ids)),),
    )
    return {item_id: bytes(text) for item_id, text in rows.all()}
