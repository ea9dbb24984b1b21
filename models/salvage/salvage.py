"""What can be read of a damaged memory file, put into a new one, which is whole.

::

    the file's tables, as its last migration left them, empty  <-  every row that can be read
    the migrations since                                       <-  what is missing for the rows to belong together
    and the rest of the migrations' tables: the search index is left empty, its texts are all there

The damaged file is only read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from models import engines, storage
from models.columns import utc_now
from models.connection import connect
from models.faults import DamagedFileFault, NewerFileFault, WrongKeyFault, faults_of
from models.migrations import MIGRATIONS, migrate
from models.salvage.mending import mend
from models.salvage.pages import Pages
from models.salvage.shapes import shapes
from models.salvage.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from models.salvage.shapes import Shape
    from models.salvage.trees import Row


@dataclass(frozen=True, slots=True)
class TableSaved:
    """``lost``: rows that were in it and cannot be read; ``more``: and perhaps others, nothing tells any more.

    ``left_out``: rows that were read, but belong to what is lost. ``made``: put in place of lost ones.
    """

    name: str
    read: int
    lost: int = 0
    more: bool = False
    left_out: int = 0
    made: int = 0


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a damaged file. ``checked``: its pages' seals could be held against what they hold."""

    pages: int
    damaged: int
    checked: bool
    tables: tuple[TableSaved, ...]


def salvage(path: Path, key: bytes, target: Path) -> Saved:
    """Make the file ``target``, under the same key, of what can be read at ``path``.

    Raises:
        WrongKeyFault: nothing of it makes sense under this key.
        NewerFileFault: a later version wrote it.
        DamagedFileFault: nothing can be read.
        StorageFault: the one cannot be read, or the other not written. There may be a beginning of it.
    """
    try:
        with Pages(path, key) as pages:
            source = Source(pages)
            if source.is_empty and not pages.sealed:
                raise WrongKeyFault(path, "no page of it makes sense")
            storage.make(target)
            with faults_of(target):
                tables = _build(source, target, key, _number(path, source, sure=pages.sealed))
            if not any(each.read for each in tables):
                raise DamagedFileFault(path, "nothing of it can be read")
            return Saved(pages.count, len(pages.damaged), pages.sealed, tables)
    except OSError as problem:
        raise storage.system_fault(path, problem) from problem


def _number(path: Path, source: Source, *, sure: bool) -> int:
    """The last migration that the file has seen; where that is lost, the last there is."""
    found = max((row.id for row in source.rows("migration")), default=0)
    known = MIGRATIONS[-1].number
    if found > known and not sure:
        return known  # garbled, most likely
    if found > known:
        raise NewerFileFault(path, found=found, known=known)
    return known if source.lost("migration")[0] or not found else found


def _build(source: Source, target: Path, key: bytes, number: int) -> tuple[TableSaved, ...]:
    connection = connect(target, key)
    engine = engines.writer(connection)
    try:
        # What belongs together is seen to at the end.
        connection.execute("PRAGMA foreign_keys = OFF")
        migrate(engine, [each for each in MIGRATIONS if each.number <= number], utc_now())
        kinds = shapes(connection)
        read = _fill(connection, source, kinds)
        migrate(engine, [each for each in MIGRATIONS if each.number > number], utc_now())
        mended = mend(engine, blocks_alone=source.lost("agent_block") != (0, True))
        connection.execute("PRAGMA foreign_keys = ON")
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise DamagedFileFault(target, "what was read does not belong together")
    finally:
        engine.dispose()
    saved = []
    for name in kinds:
        lost, all_known = source.lost(name)
        saved.append(TableSaved(name, read[name], lost, not all_known, mended.left_out[name], mended.made[name]))
    return tuple(saved)


def _fill(connection: dbapi2.Connection, source: Source, kinds: Mapping[str, Shape]) -> dict[str, int]:
    """Put every row in that can be read; how many of each table."""
    read = dict.fromkeys(kinds, 0)
    connection.execute("BEGIN IMMEDIATE")
    for name, shape in kinds.items():
        for row in source.rows(name):
            read[name] += _put(connection, shape, row)
    sequences = source.sequences()
    for name, row in source.strays(kinds):
        read[name] += _put(connection, kinds[name], row)
    for name, highest in sequences.items():
        connection.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (highest, name))
    connection.execute("COMMIT")
    return read


def _put(connection: dbapi2.Connection, shape: Shape, row: Row) -> bool:
    """Store a row; False where no such row can be: then it was garbled."""
    if not shape.fits(row):
        return False
    values = shape.values(row)
    columns = ", ".join(f'"{column.name}"' for column in shape.columns[: len(values)])
    marks = ", ".join("?" for _ in values)
    try:
        connection.execute(f'INSERT INTO "{shape.name}" ({columns}) VALUES ({marks})', values)  # noqa: S608 (our own)
    except dbapi2.IntegrityError:
        return False
    return True
