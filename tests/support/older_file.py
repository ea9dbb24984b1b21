"""A memory file as an older version left it, with rows in every table that there was and something in every column."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from models.connection import connect
from models.memory_file import MemoryFile
from models.migrations import MIGRATIONS

KINDS = ("message", "passage")
Rows = dict[Any, dict[str, Any]]
"""By the first column, each a row by its columns."""

# Virtual tables and what lies behind them, SQLite's own, and the record of migrations.
_TABLES = """
SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name <> 'migration'
AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'search_*_words_*' AND name NOT GLOB 'search_*_codes*' ORDER BY name
"""
_SAID = {("journal", "target"): "block"}
"""What a column says where anything else would not be looked at by a migration."""


def make(path: Path, key: bytes, number: int, rows: int = 3) -> None:
    """A file that has seen so many migrations."""
    with MemoryFile.open(path, key, migrations=MIGRATIONS[:number]) as memory, memory.transaction() as session:
        _fill(session.connection(), rows)


def content(path: Path, key: bytes) -> tuple[int, dict[str, Rows]]:
    """The number that the file is at, and every row of its tables and of its index of words; nothing is changed."""
    connection = connect(path, key)
    try:
        (number,) = connection.execute("SELECT max(number) FROM migration").fetchone()
        found = {name: _rows(connection, f'SELECT * FROM "{name}"') for (name,) in connection.execute(_TABLES)}  # noqa: S608
        for kind in KINDS:
            words = f"search_{kind}_words"
            found[words] = _rows(connection, f"SELECT rowid AS id, * FROM {words}")  # noqa: S608
        return number, found
    finally:
        connection.close()


def shape(path: Path, key: bytes) -> set[tuple[str, str]]:
    """Every table and index with the text that makes it."""
    connection = connect(path, key)
    try:
        return set(connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL"))
    finally:
        connection.close()


def _rows(connection: dbapi2.Connection, query: str) -> Rows:
    found = connection.execute(query)
    names = [each[0] for each in found.description]
    return {row[0]: dict(zip(names, row, strict=True)) for row in found}


def _fill(db: Connection, rows: int) -> None:
    db.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for (name,) in db.exec_driver_sql(_TABLES).all():
        if db.exec_driver_sql(f'SELECT 1 FROM "{name}"').first() is None:  # noqa: S608
            _fill_table(db, name, rows)
    for kind in KINDS:
        for number in range(1, rows + 1):
            db.exec_driver_sql(
                f"INSERT INTO search_{kind}_words (rowid, before, label, said) VALUES (?, ?, ?, ?)",  # noqa: S608
                (number, f"before{number}", f"label{number}", f"said{number} Straße"),
            )


def _fill_table(db: Connection, name: str, rows: int) -> None:
    columns = db.exec_driver_sql(f"PRAGMA table_info('{name}')").all()
    leading = {row[3] for row in db.exec_driver_sql(f"PRAGMA foreign_key_list('{name}')").all()}
    blanks = ", ".join("?" * len(columns))
    for number in range(1, rows + 1):
        values = [_value(name, each.name, each.type, number, leads=each.name in leading) for each in columns]
        db.exec_driver_sql(f'INSERT INTO "{name}" VALUES ({blanks})', tuple(values))  # noqa: S608


def _value(table: str, column: str, kind: str, number: int, *, leads: bool) -> object:
    if (table, column) in _SAID:
        return _SAID[table, column]
    match kind:
        case "TEXT":
            return f"{table}.{column} of {number}\nThe second line is 第二行 🐝 {number}"
        case "BLOB":
            return Random(f"{table}.{column}.{number}").randbytes(384)
        case _ if leads or column in {"id", "agent_id", "archive_id", "target_id"}:
            return number
        case _:
            return number * 1_000 + len(column)
