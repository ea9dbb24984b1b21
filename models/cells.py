"""Every value of every table, whatever it means: for those who must know that a text stands nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sqlmodel import Session


class Cell(NamedTuple):
    """One value. ``row`` is the first value of its row, most often its id."""

    table: str
    column: str
    row: object
    value: object


def cells(session: Session) -> Iterator[Cell]:
    """All of them, those of the search index's own tables too, whose virtual faces only repeat them."""
    db = session.connection()
    names = db.exec_driver_sql(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    ).all()
    for (table,) in names:
        result = db.exec_driver_sql(f'SELECT * FROM "{table}"')  # noqa: S608 (the file's own names)
        columns = list(result.keys())
        for row in result:
            for column, value in zip(columns, row, strict=True):
                yield Cell(table, column, row[0], value)
