"""The trees in which SQLite keeps rows and index entries, read page by page, as far as they can be.

The format: https://sqlite.org/fileformat2.html. A page's last 80 bytes are the encryption's.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.salvage.pages import Pages

Value = None | int | float | str | bytes
Record = tuple[Value, ...]

_USABLE = 4096 - 80
_HEADER = 100  # of the file, at the beginning of its first page
_INDEX_INNER, _TABLE_INNER, _INDEX_LEAF, _TABLE_LEAF = 2, 5, 10, 13
_INNER, _INDEX = {_INDEX_INNER, _TABLE_INNER}, {_INDEX_INNER, _INDEX_LEAF}
_KINDS = {_INDEX_INNER, _TABLE_INNER, _INDEX_LEAF, _TABLE_LEAF}
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_FLOAT, _ZERO, _ONE, _FIRST_BYTES = 7, 8, 9, 12
_LONGEST_VARINT = 9


class Garbled(Exception):
    """What should be a page, a row or an entry is none."""


class Row(NamedTuple):
    """A row of a table, as it is stored: what columns were added later may be missing at its end."""

    id: int
    values: Record


class Walk:
    """The way through one tree. Afterwards ``lost`` is how many of its pages, rows or entries could not be read.

    ``seen`` gathers the numbers of the pages that were come by, over several walks: none is read twice.
    """

    def __init__(self, pages: Pages, seen: set[int]) -> None:
        self._pages = pages
        self._seen = seen
        self.lost = 0

    def rows(self, root: int) -> Iterator[Row]:
        """The rows of a table."""
        for page in self._leaves(root):
            for at in page.cells:
                try:
                    yield _row(self._pages, page, at)
                except Garbled:
                    self.lost += 1

    def entries(self, root: int) -> Iterator[Record]:
        """The entries of an index: its columns, and the row's id at the end. Inner pages have some, too."""
        for page in self._all(root):
            for at in page.cells:
                try:
                    yield _entry(self._pages, page, at)
                except Garbled:
                    self.lost += 1

    def pass_by(self, root: int) -> None:
        """Only see which pages are its own."""
        for _ in self._all(root):
            pass

    def _leaves(self, root: int) -> Iterator[_Page]:
        return (page for page in self._all(root) if page.kind == _TABLE_LEAF)

    def _all(self, root: int) -> Iterator[_Page]:
        waiting = [root]
        while waiting:
            number = waiting.pop()
            page = None if number in self._seen else _page(self._pages, number)
            self._seen.add(number)
            if page is None:
                self.lost += 1
                continue
            waiting += reversed(page.children)
            yield page


def leaf_rows(pages: Pages, number: int) -> list[Row]:
    """The rows of a page of a table, whatever leads to it; none where it is another kind of page, or not whole."""
    page = _page(pages, number)
    if page is None or page.kind != _TABLE_LEAF:
        return []
    try:
        return [_row(pages, page, at) for at in page.cells]
    except Garbled:
        return []


class _Page(NamedTuple):
    """``cells``: where they begin. ``children``: the pages below, in their order."""

    content: bytes
    kind: int
    cells: tuple[int, ...]
    children: tuple[int, ...]


def _page(pages: Pages, number: int) -> _Page | None:
    content = pages.read(number)
    if content is None:
        return None
    start = _HEADER if number == 1 else 0
    kind, _free, count, _from, _gaps, right = struct.unpack_from(">BHHHBI", content, start)
    begin = start + (12 if kind in _INNER else 8)
    if kind not in _KINDS or begin + 2 * count > _USABLE:
        return None
    cells = struct.unpack_from(f">{count}H", content, begin)
    if any(not begin + 2 * count <= at < _USABLE - 3 for at in cells):
        return None
    children: tuple[int, ...] = ()
    if kind in _INNER:
        children = (*(struct.unpack_from(">I", content, at)[0] for at in cells), right)
    return _Page(content, kind, () if kind == _TABLE_INNER else cells, children)


def _row(pages: Pages, page: _Page, at: int) -> Row:
    size, at = _varint(page.content, at)
    row_id, at = _varint(page.content, at)
    signed = row_id - (1 << 64) if row_id >> 63 else row_id
    return Row(signed, _record(_payload(pages, page.content, at, size, _USABLE - 35)))


def _entry(pages: Pages, page: _Page, at: int) -> Record:
    size, at = _varint(page.content, at + (4 if page.kind in _INNER else 0))
    return _record(_payload(pages, page.content, at, size, (_USABLE - 12) * 64 // 255 - 23))


def _payload(pages: Pages, content: bytes, at: int, size: int, most: int) -> bytes:
    """A row's bytes: those in the page, and those in the pages that it goes on in."""
    if size > pages.count * _USABLE:
        raise Garbled
    least = (_USABLE - 12) * 32 // 255 - 23
    fitting = least + (size - least) % (_USABLE - 4)
    here = size if size <= most else fitting if fitting <= most else least
    if at + here + (4 if here < size else 0) > _USABLE:
        raise Garbled
    parts, left = [content[at : at + here]], size - here
    following = content[at + here : at + here + 4]
    while left > 0:
        page = pages.read(int.from_bytes(following))
        if page is None:
            raise Garbled
        parts.append(page[4 : 4 + min(left, _USABLE - 4)])
        left -= len(parts[-1])
        following = page[:4]
    return b"".join(parts)


def _record(payload: bytes) -> Record:
    """The values of a row or an entry."""
    try:
        end, at = _varint(payload, 0)
        values, place = [], end
        while at < end:
            kind, at = _varint(payload, at)
            value, place = _value(payload, kind, place)
            values.append(value)
    except (IndexError, struct.error, UnicodeDecodeError) as problem:
        raise Garbled from problem
    if at != end or place != len(payload):
        raise Garbled
    return tuple(values)


def _value(payload: bytes, kind: int, at: int) -> tuple[Value, int]:
    """The value of this kind that stands there, and where the next one does."""
    if kind >= _FIRST_BYTES:
        end = at + (kind - _FIRST_BYTES) // 2
        piece = payload[at:end]
        return (piece.decode() if kind % 2 else piece), end
    if kind in _INTEGER_BYTES:
        end = at + _INTEGER_BYTES[kind]
        return int.from_bytes(payload[at:end], signed=True), end
    if kind == _FLOAT:
        return struct.unpack_from(">d", payload, at)[0], at + 8
    if kind in {_ZERO, _ONE}:
        return kind - _ZERO, at
    if kind == 0:
        return None, at
    raise Garbled


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """The number that begins there, and where it ends."""
    value = 0
    try:
        for more in range(_LONGEST_VARINT):
            byte = content[at + more]
            if more == _LONGEST_VARINT - 1:
                return (value << 8) | byte, at + _LONGEST_VARINT
            value = (value << 7) | (byte & 0x7F)
            if byte < 0x80:  # noqa: PLR2004 (the highest bit says that it goes on)
                return value, at + more + 1
    except IndexError as problem:
        raise Garbled from problem
    raise AssertionError(at)
