"""What a row of each table looks like: how rows are told apart whose place in the file is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models import tables as all_tables

if TYPE_CHECKING:
    from sqlcipher3 import dbapi2

    from models.salvage.trees import Row, Value

_TYPES = {"INTEGER": int, "TEXT": str, "BLOB": bytes}
_UUID = 36
# Made anew from what was read: nothing of these is taken along.
_MADE_ANEW = {"embedding_queue", "maker"}


@dataclass(frozen=True, slots=True)
class Column:
    """``may_lack``: a row that was stored before the column was added does not have it."""

    name: str
    type: str
    nullable: bool
    may_lack: bool
    is_id: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """A table's columns, and what its uids begin with; "" for one without."""

    name: str
    columns: tuple[Column, ...]
    prefix: str

    def fits(self, row: Row) -> bool:
        """Whether it may be a row of this table."""
        values = row.values
        if len(values) > len(self.columns) or not all(each.may_lack for each in self.columns[len(values) :]):
            return False
        return all(_fits(column, value, self.prefix) for column, value in zip(self.columns, values, strict=False))

    def values(self, row: Row) -> tuple[Value, ...]:
        """Its values, the id among them; there may be fewer than columns."""
        return tuple(row.id if column.is_id else value for column, value in zip(self.columns, row.values, strict=False))


def shapes(db: dbapi2.Connection) -> dict[str, Shape]:
    """Those of the tables of a whole file, without the search index's."""
    found = {}
    for name in all_tables.__all__:
        kind = getattr(all_tables, name)
        table = str(kind.__tablename__)
        columns = tuple(_column(*row) for row in db.execute(f'PRAGMA table_info("{table}")'))
        if columns and table not in _MADE_ANEW:
            uid = kind.model_fields.get("uid")
            found[table] = Shape(table, columns, uid.default_factory()[:-_UUID] if uid else "")
    return found


def _column(_place: int, name: str, of_type: str, needed: int, default: str | None, key: int) -> Column:
    is_id = bool(key) and of_type == "INTEGER"
    return Column(name, of_type, not needed, not needed or default is not None, is_id)


def _fits(column: Column, value: Value, prefix: str) -> bool:
    if value is None:
        return column.nullable or column.is_id
    if column.name == "uid" and prefix and not str(value).startswith(prefix):
        return False
    return isinstance(value, _TYPES[column.type])
