"""Frozen pictures of documents, for the window and the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Status = Literal["waiting", "storing", "read", "failed"]


@dataclass(frozen=True, slots=True)
class SourceView:
    """A file or folder that was given to read. ``problem``: why it could not be looked through, or not whole.

    ``read``, ``waiting`` and ``failed`` count its documents, ``passages`` what they were cut into.
    """

    id: int
    path: str
    paused: bool
    problem: str | None
    scanned_at: datetime | None
    read: int
    waiting: int
    failed: int
    passages: int


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A file. ``problem``: why it cannot be read, or that only its beginning was. ``changed_at`` is the file's time."""

    id: int
    source_id: int
    title: str
    path: str
    status: Status
    problem: str | None
    size: int
    pages: int | None
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class PartView:
    """A passage of a document: what a citation opens. ``score`` is set where the view answers a search."""

    id: int
    document_id: int
    title: str
    path: str
    position: int
    page: int | None
    heading: str
    text: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far reading has come. ``reading``: the file in hand; ``rate``: bytes a second, 0 while nothing is known.

    ``seconds_left`` is None where nobody can say. ``without_vectors``: passages found by their words alone yet.
    """

    running: bool
    reading: str | None
    done: int
    left: int
    bytes_done: int
    bytes_left: int
    rate: float
    seconds_left: float | None
    without_vectors: int
