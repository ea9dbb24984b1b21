"""The tools that read documents: opened at a place, looked through for words, searched by meaning."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from sqlmodel import col, select

from models.tables import Document, Passage
from runtime.memory import documents
from runtime.memory.edits import refused
from runtime.tools.packing import fitting, packed, tokens
from runtime.tools.registry import Workspace

_MOST_HITS = 20
_AROUND = 120
"""Characters shown on either side of words that were looked for."""
_MOST_NAMED = 5


def open_document(at: Workspace, document: str, position: int = 0) -> str:
    """Read a document of the user, from a place on.

    Args:
        document: The document's name.
        position: Where to begin: a position that a search or this tool named; 0 for the beginning.
    """
    row = _one(at, document)
    length = documents.length(at.session, row.id or 0)
    if not 0 <= position < length:
        message = f"{row.title} has the positions 0 to {length - 1}; {position} is none of them."
        raise refused(message)
    shown: list[str] = []
    room = at.result_tokens
    for passage in documents.passages(at.session, row.id or 0, position, _MOST_HITS):
        part = _paged(passage, shown)
        if shown and tokens(part) > room:
            break
        shown.append(fitting(part, room))
        room -= tokens(part) + 1
    end = position + len(shown)
    more = f"\n\nGo on at position {end} of {length}." if end < length else "\n\nThis is the end of it."
    return f"{row.title}, from position {position}:\n" + "\n\n".join(shown) + more


def grep_documents(at: Workspace, text: str, document: str | None = None) -> str:
    """Find where words stand in the user's documents, exactly as written but for capitals.

    Args:
        text: The words.
        document: Only in the document of this name.
    """
    if not text.strip():
        message = "text is empty. Give the words to look for."
        raise refused(message)
    found = documents.containing(at.session, _archive(at), text, _ids(at, document))
    passages = list(islice(found, _MOST_HITS))
    lines = (_line(at, each, _near(each.text, text)) for each in passages)
    return packed(lines, "place", at.result_tokens)


def search_documents(at: Workspace, query: str, document: str | None = None, limit: int | None = None) -> str:
    """Search the user's documents by meaning and by words.

    Args:
        query: What to look for.
        document: Only in the document of this name.
        limit: How many places at most.
    """
    wanted = 5 if limit is None else limit
    if not 1 <= wanted <= _MOST_HITS:
        message = f"{wanted} results cannot be given; ask for 1 to {_MOST_HITS}."
        raise refused(message)
    chosen = _ids(at, document)
    hits = at.search.passages(at.session, query, archive_id=_archive(at), documents=chosen, limit=wanted)
    ids = [each.id for each in hits]
    rows = {each.id: each for each in at.session.exec(select(Passage).where(col(Passage.id).in_(ids)))}
    return packed((_line(at, rows[each], rows[each].text) for each in ids), "place", at.result_tokens)


def _archive(at: Workspace) -> int:
    return documents.archive_of(at.session, at.agent_id) or 0


def _ids(at: Workspace, name: str | None) -> Sequence[int]:
    return () if name is None else [_one(at, name).id or 0]


def _one(at: Workspace, name: str) -> Document:
    """The document of that name.

    Raises:
        ToolFailed: there is none, or several.
    """
    rows = documents.named(at.session, _archive(at), name)
    if not rows:
        message = f"There is no document '{name}'."
        raise refused(message)
    if len(rows) > 1:
        names = ", ".join(f"'{each.title}'" for each in rows[:_MOST_NAMED])
        message = f"'{name}' may be any of {len(rows)} documents: {names}. Give the whole name."
        raise refused(message)
    return rows[0]


def _paged(passage: Passage, shown: Sequence[str]) -> str:
    """The text, with the page where it begins one or is the first."""
    page = f"[page {passage.page}]\n" if passage.page and not shown else ""
    return page + passage.text


def _line(at: Workspace, passage: Passage, text: str) -> str:
    document = at.session.get_one(Document, passage.document_id)
    page = f", page {passage.page}" if passage.page else ""
    return f"- ({document.title}{page}, position {passage.position}) {text}"


def _near(text: str, words: str) -> str:
    """The words with what stands around them."""
    place = max(0, text.lower().find(words.lower()))
    start, end = max(0, place - _AROUND), place + len(words) + _AROUND
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
