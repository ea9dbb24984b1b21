"""Damage done to an encrypted memory file, and what it held."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from models.connection import connect
from models.salvage.shapes import shapes
from models.storage import PAGE_BYTES

Held = dict[str, dict[Any, dict[str, object]]]


def damage(path: Path, pages: Iterable[int]) -> None:
    """Change a byte in each of these pages, numbered from 1."""
    raw = bytearray(path.read_bytes())
    for number in pages:
        raw[(number - 1) * PAGE_BYTES + 2_000] ^= 1
    path.write_bytes(raw)


def root(path: Path, key: bytes, name: str) -> int:
    """The page with which a table begins."""
    connection = connect(path, key, read_only=True)
    (number,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
    connection.close()
    return int(number)


def held(path: Path, key: bytes) -> Held:
    """Every row of every table but the search index's, by table and its first value."""
    connection = connect(path, key, read_only=True)
    found: Held = {}
    for name, shape in shapes(connection).items():
        rows = connection.execute(f'SELECT * FROM "{name}"')  # noqa: S608 (our own names)
        columns = [each.name for each in shape.columns]
        found[name] = {row[0]: dict(zip(columns, row, strict=True)) for row in rows}
    connection.close()
    return found
