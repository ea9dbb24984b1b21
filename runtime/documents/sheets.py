"""Spreadsheets: xlsx, xls, ods, through calamine."""

from __future__ import annotations

import io
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineWorkbook

from runtime.documents.pieces import Piece, Unreadable, damaged
from runtime.documents.text import rows


def sheets(data: bytes) -> Iterator[Piece]:
    """Each sheet under its name, its rows with bars between the cells."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for number, name in enumerate(book.sheet_names, start=1):
            yield Piece(name, number, level=1)
            sheet = book.get_sheet_by_name(name)
            yield from rows(([_shown(cell) for cell in row] for row in sheet.to_python()), number)
    except CalamineError as problem:
        locked = "password" in str(problem).lower() or "encrypt" in str(problem).lower()
        raise (Unreadable("It is locked with a password.") if locked else damaged(problem)) from problem


def _shown(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
