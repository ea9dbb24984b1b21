"""A damaged file as tables: where each begins, which of its rows could be read, and which must be lost.

Where a page is lost that leads to others, those stand alone. Which table one of them belongs to is told by the look of
its rows, and by the indexes, which name every row's id. What was deleted was overwritten, and so is not found.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from models.salvage.trees import Row, Walk, leaf_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.salvage.pages import Pages
    from models.salvage.shapes import Shape

_SCHEMA_ROOT, _SCHEMA_COLUMNS = 1, 5
_MOST_IDS = 1 << 48  # more were never given: such a number is garbled


class Source:
    """One damaged file."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._seen: set[int] = set()
        self._roots: dict[str, int] = {}
        self._indexes: dict[str, list[int]] = defaultdict(list)
        self._read: dict[str, set[int]] = defaultdict(set)
        self._incomplete: set[str] = set()
        self._read_schema()

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it makes sense: another key's file, most likely."""
        return not self._roots

    def rows(self, name: str) -> Iterator[Row]:
        """The rows to which the table's own pages lead."""
        walk = Walk(self._pages, self._seen)
        root = self._roots.get(name)
        for row in walk.rows(root) if root else ():
            if row.id not in self._read[name]:
                self._read[name].add(row.id)
                yield row
        if walk.lost or not root:
            self._incomplete.add(name)

    def strays(self, shapes: Mapping[str, Shape]) -> Iterator[tuple[str, Row]]:
        """The rows of pages that nothing leads to any more, with their table. To be called after all :meth:`rows`."""
        if not self._incomplete:
            return
        for name in [each for each in self._roots if each not in shapes]:
            Walk(self._pages, self._seen).pass_by(self._roots[name])
        known = {name: self._known(name) for name in self._incomplete if name in shapes}
        for number in range(1, self._pages.count + 1):
            rows = [] if number in self._seen else leaf_rows(self._pages, number)
            fitting = [name for name in known if rows and self._fits(shapes[name], rows, known[name])]
            if len(fitting) == 1:
                self._read[fitting[0]] |= {row.id for row in rows}
                yield from ((fitting[0], row) for row in rows)

    def lost(self, name: str) -> tuple[int, bool]:
        """How many rows of the table its indexes know and nobody read, and whether that is all that are lost."""
        if name not in self._incomplete:
            return 0, True
        ids, whole = self._known(name)
        return len(ids - self._read[name]), whole

    def sequences(self) -> dict[str, int]:
        """The highest id that each table ever gave."""
        found = {}
        for row in self.rows("sqlite_sequence"):
            name, highest = row.values[0], row.values[-1]
            if isinstance(highest, int) and 0 < highest < _MOST_IDS:
                found[str(name)] = highest
        return found

    def _fits(self, shape: Shape, rows: list[Row], known: tuple[set[int], bool]) -> bool:
        ids, whole = known
        return all(
            shape.fits(row) and row.id not in self._read[shape.name] and (not whole or row.id in ids) for row in rows
        )

    def _known(self, name: str) -> tuple[set[int], bool]:
        """The ids that the table's indexes name, and whether one of them could be read whole."""
        ids: set[int] = set()
        for root in self._indexes[name]:
            walk = Walk(self._pages, set())
            ids.update(entry[-1] for entry in walk.entries(root) if isinstance(entry[-1], int))
            if not walk.lost:
                return ids, True
        return ids, False

    def _read_schema(self) -> None:
        walk = Walk(self._pages, self._seen)
        for row in walk.rows(_SCHEMA_ROOT):
            self._note(row)
        if not walk.lost:
            return
        for number in range(1, self._pages.count + 1):
            rows = [] if number in self._seen else leaf_rows(self._pages, number)
            if rows and all(_is_of_schema(row) for row in rows):
                self._seen.add(number)
                for row in rows:
                    self._note(row)

    def _note(self, row: Row) -> None:
        if not _is_of_schema(row):
            return
        kind, name, table, root, _ = row.values
        if not root or not isinstance(root, int):
            return  # a virtual table has no tree
        if kind == "table":
            self._roots[str(name)] = root
        elif kind == "index":
            self._indexes[str(table)].append(root)


def _is_of_schema(row: Row) -> bool:
    values = row.values
    return (
        len(values) == _SCHEMA_COLUMNS
        and values[0] in {"table", "index"}
        and isinstance(values[3], int)
        and (values[4] is None or str(values[4]).startswith("CREATE "))
    )
