"""What goes into the search index and what comes out of it: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal["message", "passage"]
View = Literal["text", "context"]

OWNER: dict[Kind, str] = {"message": "agent_id", "passage": "archive_id"}
"""The column of a kind's narrow table that says whose an item is."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""As items' labels name the days, and as questions ask for them."""


@dataclass(frozen=True, slots=True)
class Pending:
    """An item that waits for its vectors, with the two texts to embed."""

    kind: Kind
    id: int
    text: str
    context: str


@dataclass(frozen=True, slots=True)
class Vectors:
    """The two vectors of an item, as they are stored (:mod:`models.stored_vectors`), and what they were made from."""

    of: Pending
    text: bytes
    context: bytes


@dataclass(frozen=True, slots=True)
class MessageScope:
    """Which messages a search looks at: ``end`` is not included, empty ``roles`` means every role.

    ``phrases``: all of them stand in the text, word for word.
    """

    agent_id: int
    conversation_id: int | None = None
    roles: tuple[str, ...] = ()
    start: datetime | None = None
    end: datetime | None = None
    exclude_in_context: bool = False
    phrases: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """What is searched."""
        return "message"

    @property
    def owner(self) -> int:
        """Whose items are searched."""
        return self.agent_id


@dataclass(frozen=True, slots=True)
class PassageScope:
    """Which passages a search looks at: with any of the tags, or with all of them; ``end`` is not included.

    ``documents``: only passages of these; ``phrases``: all of them stand in the text, word for word.
    """

    archive_id: int
    tags: tuple[str, ...] = ()
    match_all: bool = False
    start: datetime | None = None
    end: datetime | None = None
    documents: tuple[int, ...] = ()
    phrases: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """What is searched."""
        return "passage"

    @property
    def owner(self) -> int:
        """Whose items are searched."""
        return self.archive_id


Scope = MessageScope | PassageScope


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike an item's two texts and a query are, a higher number for more."""

    text: float
    context: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands: when, in microseconds; and a message also by whom, in which sitting, after which other.

    ``digest`` is the same for the same text. ``asks``: it ends with a question mark.
    """

    id: int
    at: int
    digest: int
    speaker: str = ""
    session: int | None = None
    previous: int | None = None
    asks: bool = False
