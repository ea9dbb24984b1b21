"""Tables in HTML, the first column where one begins to read: Qt leaves it at the left in every language."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication


def table(rows: Iterable[str], attributes: str = "") -> str:
    """The rows, made by :func:`row`; read from the right, over the whole width."""
    wide = " width='100%'" if _mirrored() and "width" not in attributes else ""
    return f"<table {attributes}{wide}>{''.join(rows)}</table>"


def heading(html: str, style: str = "") -> str:
    """The words above a table, above its first column."""
    return f"<p align='{'right' if _mirrored() else 'left'}' style='{style}'>{html}</p>"


def row(first: str, second: str, *, about_first: str = "", about_second: str = "") -> str:
    """Two cells with their attributes; what stands in them is HTML."""
    if not _mirrored():
        return f"<tr><td {about_first}>{first}</td><td {about_second}>{second}</td></tr>"
    return f"<tr><td align='right' {about_second}>{second}</td><td align='right' {about_first}>{first}</td></tr>"


def _mirrored() -> bool:
    return QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
