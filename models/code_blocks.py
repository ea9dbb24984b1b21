# ruff: noqa: S608 (the names of tables cannot be bound; they are this program's own words)
"""Codes of vectors, in blocks: small enough to be held in memory, so that a search looks at all of them.

A row of ``search_K_codes`` is a block of up to 512 items of one owner: their ids as little-endian int64 (*items*),
and the codes of each of the two texts' vectors (*text*, *context*; :func:`models.stored_vectors.codes`), in the same
order. With every change a block gets a new random *version*, so that whoever keeps a copy knows by (id, version)
whether it is still true, in whatever moment of the file it reads. ``search_K_vectors.block`` tells where an item's
codes are. Each side has its own of both (:mod:`models.sides`).
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from models.search_values import Vectors
    from models.sides import Shelf

ITEMS = 512
"""At most so many items in a block: 102 KB, which is also what adding a single one writes."""
_ID_BYTES = 8


class _Item(NamedTuple):
    """An item's codes."""

    id: int
    text: bytes
    context: bytes


def add(db: Connection, shelf: Shelf, rows: Sequence[Vectors]) -> None:
    """Store the vectors of items that have none, and their codes at the end of their owners' last blocks."""
    from models.stored_vectors import codes  # noqa: PLC0415 (numpy is not needed at start-up)

    by_owner: dict[int, list[_Item]] = {}
    find = f"SELECT {shelf.owner} FROM search_{shelf.kind} WHERE id = ?"
    both = codes([each.text for each in rows]), codes([each.context for each in rows])
    for row, text, context in zip(rows, *both, strict=True):
        owner = db.exec_driver_sql(find, (row.of.id,)).scalar_one()
        by_owner.setdefault(owner, []).append(_Item(row.of.id, text, context))
    blocks = {
        item: block for owner, items in by_owner.items() for item, block in _append(db, shelf, owner, items).items()
    }
    for row in rows:
        db.exec_driver_sql(
            f"INSERT INTO {shelf.vectors} (id, text, context, block) VALUES (?, ?, ?, ?)",
            (row.of.id, row.text, row.context, blocks[row.of.id]),
        )


def remove(db: Connection, shelf: Shelf, item_id: int) -> None:
    """Take an item's vectors and codes away; nothing happens where it has none."""
    find = f"SELECT block FROM {shelf.vectors} WHERE id = ?"
    block = db.exec_driver_sql(find, (item_id,)).scalar_one_or_none()
    if block is None:
        return
    db.exec_driver_sql(f"DELETE FROM {shelf.vectors} WHERE id = ?", (item_id,))
    left = [each for each in _read(db, shelf, block) if each.id != item_id]
    if left:
        _write(db, shelf, block, left)
    else:
        db.exec_driver_sql(f"DELETE FROM {shelf.codes} WHERE id = ?", (block,))


def rebuild(db: Connection, shelf: Shelf, most: int = 16) -> int:
    """Pack blocks that are half empty or emptier into full ones, up to so many of them; how many there are fewer.

    Nothing is lost or embedded anew. 0: there is nothing more to pack.
    """
    count = f"SELECT count(*) FROM {shelf.codes}"
    before: int = db.exec_driver_sql(count).scalar_one()
    half_empty = f"length(items) <= {ITEMS * _ID_BYTES // 2}"
    several = f"SELECT owner FROM {shelf.codes} WHERE {half_empty} GROUP BY owner HAVING count(*) > 1"
    sparse = db.exec_driver_sql(
        f"SELECT id, owner FROM {shelf.codes} WHERE {half_empty} AND owner IN ({several}) ORDER BY owner, id LIMIT ?",
        (most,),
    ).all()
    by_owner: dict[int, list[_Item]] = {}
    for block, owner in sparse:
        by_owner.setdefault(owner, []).extend(_read(db, shelf, block))
        db.exec_driver_sql(f"DELETE FROM {shelf.codes} WHERE id = ?", (block,))
    for owner, items in by_owner.items():
        for item, block in _append(db, shelf, owner, items).items():
            db.exec_driver_sql(f"UPDATE {shelf.vectors} SET block = ? WHERE id = ?", (block, item))
    after: int = db.exec_driver_sql(count).scalar_one()
    return before - after


def _append(db: Connection, shelf: Shelf, owner: int, items: Iterable[_Item]) -> dict[int, int]:
    """Put items into the last block and new ones after it. In which block each is now."""
    last = f"SELECT max(id) FROM {shelf.codes} WHERE owner = ?"
    block: int | None = db.exec_driver_sql(last, (owner,)).scalar_one()
    inside = _read(db, shelf, block) if block is not None else []
    waiting, places = list(items), {}
    while waiting:
        room = ITEMS - len(inside)
        inside, waiting, new = inside + waiting[:room], waiting[room:], waiting[:room]
        if new:
            block = _write(db, shelf, block, inside) if block is not None else _insert(db, shelf, owner, inside)
            places.update({each.id: block for each in new})
        block, inside = None, []
    return places


def _read(db: Connection, shelf: Shelf, block: int) -> list[_Item]:
    query = f"SELECT items, text, context FROM {shelf.codes} WHERE id = ?"
    ids, text, context = db.exec_driver_sql(query, (block,)).one()
    count = len(ids) // _ID_BYTES
    size = len(text) // count
    codes = ([whole[at : at + size] for at in range(0, len(whole), size)] for whole in (text, context))
    return [_Item(*each) for each in zip(struct.unpack(f"<{count}q", ids), *codes, strict=True)]


def _insert(db: Connection, shelf: Shelf, owner: int, items: Sequence[_Item]) -> int:
    statement = f"INSERT INTO {shelf.codes} (owner, version, items, text, context) VALUES (?, random(), ?, ?, ?)"
    block: int = db.exec_driver_sql(statement, (owner, *_columns(items))).lastrowid
    return block


def _write(db: Connection, shelf: Shelf, block: int, items: Sequence[_Item]) -> int:
    statement = f"UPDATE {shelf.codes} SET version = random(), items = ?, text = ?, context = ? WHERE id = ?"
    db.exec_driver_sql(statement, (*_columns(items), block))
    return block


def _columns(items: Sequence[_Item]) -> tuple[bytes, bytes, bytes]:
    ids = struct.pack(f"<{len(items)}q", *(each.id for each in items))
    return ids, b"".join(each.text for each in items), b"".join(each.context for each in items)
