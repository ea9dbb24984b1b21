"""What a search looks at, as the person says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal["message", "passage", "document"]
KINDS: tuple[Kind, ...] = ("message", "passage", "document")


@dataclass(frozen=True, slots=True)
class Filters:
    """Nothing given: everything.

    ``kinds``: message, passage (of archival memory), document. ``roles`` (user, assistant) and ``conversation_id`` are
    for messages alone; ``tags`` (any of them, or with ``all_tags`` all) for passages alone; they leave the others out.
    ``start`` is included and ``end`` is not.
    """

    kinds: Sequence[Kind] = KINDS
    roles: Sequence[str] = ()
    conversation_id: int | None = None
    tags: Sequence[str] = ()
    all_tags: bool = False
    start: datetime | None = None
    end: datetime | None = None
