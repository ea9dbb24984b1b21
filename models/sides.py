"""The two sides of the vector tables: one serves searches, on the other another embedder's vectors are made meanwhile.

A *shelf* is what a side holds of one kind: a table of vectors and one of codes, both of the same shape on either side.
Which side serves is a row of ``maker``, so that changing it is one small write, and whoever reads sees in one moment of
the file the vectors and whose they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from models.search_values import OWNER

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from models.search_values import Kind

Side = Literal["a", "b"]
SIDES: tuple[Side, ...] = ("a", "b")
_SUFFIXES: dict[str, str] = {"a": "", "b": "_b"}


class Shelf(NamedTuple):
    """One kind's vectors on one side."""

    kind: Kind
    side: Side

    @property
    def vectors(self) -> str:
        """The table of vectors."""
        return f"search_{self.kind}_vectors{_SUFFIXES[self.side]}"

    @property
    def codes(self) -> str:
        """The table of binary codes, in blocks."""
        return f"search_{self.kind}_codes{_SUFFIXES[self.side]}"

    @property
    def other(self) -> Shelf:
        """The same kind's on the other side."""
        return Shelf(self.kind, "b" if self.side == "a" else "a")

    @property
    def owner(self) -> str:
        """The column of the kind's narrow table that says whose an item is."""
        return OWNER[self.kind]


def serving(db: Connection, kind: Kind) -> Shelf:
    """Where searches look."""
    return Shelf(kind, db.exec_driver_sql("SELECT side FROM maker WHERE serves").scalar_one())


def both(kind: Kind) -> tuple[Shelf, Shelf]:
    """Wherever vectors of this kind may be."""
    return Shelf(kind, "a"), Shelf(kind, "b")
