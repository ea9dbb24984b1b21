"""Plain text, Markdown, source code and tables of comma-separated values."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from runtime.documents.pieces import Piece, Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HEADING = re.compile(r"(#{1,6})\s+(\S.*)")
_FENCE = re.compile(r"^\s*(```|~~~)")
# Text has hardly any control characters; so many in a thousand, and it is something else.
_MOST_CONTROLS = 5
_SNIFFED = 8_192


def decoded(data: bytes, declared: str | None = None) -> str:
    """The text of a file: by its byte order mark, as declared, as UTF-8, else as Windows-1252.

    Raises:
        Unreadable: it is no text.
    """
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if marked is None and b"\0" in data[:_SNIFFED]:
        raise Unreadable("It holds binary data, not text.")
    text = data.decode(marked, "replace") if marked else _tried(data, (declared, "utf-8"))
    start = text[:_SNIFFED]
    if len(_CONTROLS.findall(start)) * 1_000 > _MOST_CONTROLS * len(start):
        raise Unreadable("It holds binary data, not text.")
    return text


def _tried(data: bytes, encodings: tuple[str | None, ...]) -> str:
    for encoding in filter(None, encodings):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


def plain(data: bytes) -> Iterator[Piece]:
    """Blocks of lines between empty lines; indentation stays, for it may be code."""
    for block in re.split(r"\n(?:[ \t]*\n)+", decoded(data).replace("\r\n", "\n").replace("\r", "\n")):
        if block.strip():
            yield Piece(block.strip("\n").rstrip())


def markdown(data: bytes) -> Iterator[Piece]:
    """Headings and the blocks under them; what is fenced is one block."""
    block: list[str] = []
    fenced = False
    for line in [*decoded(data).splitlines(), ""]:
        fenced ^= bool(_FENCE.match(line))
        heading = None if fenced else _HEADING.match(line)
        if block and not fenced and (heading or not line.strip()):
            yield Piece("\n".join(block))
            block = []
        if heading:
            yield Piece(heading[2].rstrip("# \t"), level=len(heading[1]))
        elif line.strip() or fenced:
            block.append(line.rstrip())
    if block:
        yield Piece("\n".join(block))


def table(data: bytes) -> Iterator[Piece]:
    """Rows, their cells with bars between them."""
    text = decoded(data)
    try:
        dialect: type[csv.Dialect] = csv.Sniffer().sniff(text[:_SNIFFED], ",;\t|")
    except csv.Error:
        dialect = csv.excel
    try:
        yield from rows(csv.reader(io.StringIO(text, newline=""), dialect))
    except csv.Error as problem:
        raise Unreadable(f"Its table is damaged: {problem}.") from problem


def rows(cells: Iterator[list[str]], page: int | None = None) -> Iterator[Piece]:
    """Rows of a table, some together, so that not every number becomes a piece of its own."""
    while some := list(islice(cells, 10)):
        lines = (" | ".join(cell.strip() for cell in row) for row in some if any(cell.strip() for cell in row))
        if text := "\n".join(lines):
            yield Piece(text, page)
