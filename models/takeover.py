# ruff: noqa: S608 (the names of tables cannot be bound; they are this program's own words)
"""From one embedder's vectors to another's: begun, made item by item on the other side, taken over in one transaction.

::

    begin       the other side, which is empty, is the new embedder's
    …           its vectors are stored there (:func:`models.search_index.store_vectors`), while the old ones serve
    take_over   it serves; what was the old one's is of no use any more
    clear       and is deleted, a block of items at a time

Wherever the process ends in between, the file says how far it was: ``maker`` whose sides are, and an item that has no
vectors on the new side has still to be embedded.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from sqlmodel import col, select

from models import sides
from models.search_index import KINDS
from models.sides import Shelf
from models.tables import Maker

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.sides import Side

_ID_BYTES = 8


def serving(session: Session) -> Maker:
    """Who made the vectors that searches look at."""
    return session.exec(select(Maker).where(col(Maker.serves))).one()


def coming(session: Session) -> Maker | None:
    """Whose vectors are being made to take over."""
    return session.exec(select(Maker).where(col(Maker.serves).is_(False))).one_or_none()


def begin(session: Session, name: str, folder: str) -> None:
    """Another embedder is to make vectors, on the side that does not serve and is empty."""
    session.add(Maker(name=name, folder=folder, side=_other(session), serves=False))
    session.flush()


def give_up(session: Session) -> None:
    """Nobody is to take over; what was made for it is left to :func:`clear`."""
    if (maker := coming(session)) is not None:
        session.delete(maker)
        session.flush()


def take_over(session: Session) -> None:
    """The vectors that were made serve from now on, and what waits only for them leaves the queue."""
    new, old = coming(session), serving(session)
    assert new is not None  # noqa: S101 (who takes over has begun)
    session.delete(old)
    new.serves = True
    session.flush()
    db = session.connection()
    for kind in KINDS:
        made = f"SELECT 1 FROM {sides.serving(db, kind).vectors} AS v WHERE v.id = embedding_queue.item_id"
        db.exec_driver_sql(f"DELETE FROM embedding_queue WHERE kind = ? AND EXISTS ({made})", (kind,))


def clear(session: Session) -> bool:
    """Delete a block of what lies on the side that does not serve, and its items' vectors; False: it is empty."""
    db = session.connection()
    for kind in KINDS:
        shelf = Shelf(kind, _other(session))
        block = db.exec_driver_sql(f"SELECT id, items FROM {shelf.codes} ORDER BY id LIMIT 1").first()
        if block is not None:
            ids = struct.unpack(f"<{len(block.items) // _ID_BYTES}q", block.items)
            db.exec_driver_sql(f"DELETE FROM {shelf.vectors} WHERE id = ?", [(each,) for each in ids])
            db.exec_driver_sql(f"DELETE FROM {shelf.codes} WHERE id = ?", (block.id,))
            return True
    return False


def counted(session: Session) -> tuple[int, int]:
    """How many items have vectors on the side that does not serve, and how many items there are."""
    db, side = session.connection(), _other(session)
    made = total = 0
    for kind in KINDS:
        items = f"SELECT coalesce(sum(length(items)), 0) / {_ID_BYTES} FROM {Shelf(kind, side).codes}"
        made += db.exec_driver_sql(items).scalar_one()
        total += db.exec_driver_sql(f"SELECT count(*) FROM search_{kind}").scalar_one()
    return made, total


def _other(session: Session) -> Side:
    return "b" if serving(session).side == "a" else "a"
