"""An embedder that made vectors of this file."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.row import Row


class Maker(Row, table=True):
    """Whose vectors lie on one of the two sides of the index (:mod:`models.sides`).

    Just one *serves*: searches ask it and look on its side. ``name`` tells it from all others, whatever its folder is
    called; ``folder`` is where it was found last, empty for the built-in one.
    """

    __tablename__ = "maker"
    __table_args__ = (UniqueConstraint("side"),)

    id: int | None = Field(default=None, primary_key=True)
    name: str
    folder: str
    side: str
    serves: bool
