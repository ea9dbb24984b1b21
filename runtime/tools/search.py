"""The tools that page memory in and out: archival memory and the search of recall memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Literal

from sqlmodel import col, select

from models import searching
from models.tables import Message, Passage
from runtime.memory import archival, citing, recall
from runtime.memory.dates import day, end_of, stamp, start_of
from runtime.memory.edits import refused
from runtime.memory.excerpts import excerpt, has_all
from runtime.tools.packing import packed
from runtime.tools.registry import Workspace

MOST = 50
_SHORT = 200
"""A message of so few characters may mean nothing without the question before it."""


def archival_memory_insert(at: Workspace, content: str, tags: list[str] | None = None) -> str:
    """Store a text in archival memory, to be searched later: what is too long or too rarely needed for a block.

    Args:
        content: The text, complete in itself.
        tags: Words under which to find it again.
    """
    if not content.strip():
        message = "content is empty. Give the text to store."
        raise refused(message)
    passage = archival.insert(at.session, at.archive_id, content, tags or [], at.cause)
    return f"Stored as {passage.uid}."


def archival_memory_search(
    at: Workspace,
    query: str,
    tags: list[str] | None = None,
    tag_match_mode: Literal["any", "all"] = "any",
    top_k: int | None = None,
    start_datetime: str | None = None,
    end_datetime: str | None = None,
) -> str:
    """Search archival memory by meaning and by words.

    Args:
        query: What to look for.
        tags: Only passages with these tags.
        tag_match_mode: Whether one of the tags is enough (any) or all are needed (all).
        top_k: How many passages at most.
        start_datetime: Only passages from this date on, YYYY-MM-DD.
        end_datetime: Only passages up to this date, YYYY-MM-DD.
    """
    wanted = _limit(top_k)
    hits = at.search.passages(
        at.session,
        query,
        archive_id=at.archive_id,
        tags=tuple(tags or ()),
        match_all=tag_match_mode == "all",
        start=start_of(start_datetime, at.zone, parameter="start_datetime"),
        end=end_of(end_datetime, at.zone, parameter="end_datetime"),
        # What was put together from others may have nothing new to show.
        limit=2 * wanted,
    )
    found = _found(at, [hit.id for hit in hits])
    lines = islice(_passage_lines(at, query, found if top_k else _enough(found, query)), wanted)
    return packed(lines, "passage", at.result_tokens)


def conversation_search(
    at: Workspace,
    query: str,
    roles: list[Literal["user", "assistant"]] | None = None,
    limit: int | None = None,
    start_date: str | None = None,
    end_date: str | None = None,
) -> str:
    """Search all earlier messages, those that left the context too, by meaning and by words.

    Args:
        query: What to look for.
        roles: Only messages of the user or of the assistant.
        limit: How many messages at most.
        start_date: Only messages from this date on, YYYY-MM-DD.
        end_date: Only messages up to this date, YYYY-MM-DD.
    """
    wanted, present = _limit(limit), _present(at)
    hits = at.search.messages(
        at.session,
        query,
        agent_id=at.agent_id,
        roles=tuple(roles or ()),
        start=start_of(start_date, at.zone, parameter="start_date"),
        end=end_of(end_date, at.zone, parameter="end_date"),
        # Asking for as many more as the present turn has: its own question is never an answer.
        limit=wanted + len(present),
    )
    ids = [hit.id for hit in hits if hit.id not in present][:wanted]
    found = {each.id: each for each in at.session.exec(select(Message).where(col(Message.id).in_(ids)))}
    asked = _asked_before(at, ids)
    # A line or fact may have led to a message that says it in quite other words, or that holds no more.
    known = citing.told(at.session, [hit.id for hit in hits if hit.views.get("cited")]) if at.cited else {}
    lines = (_message_line(at, found[each], asked.get(each, ""), known.get(each, "")) for each in ids)
    return packed(lines, "message", at.result_tokens)


def conversation_search_date(at: Workspace, start_date: str, end_date: str, limit: int | None = None) -> str:
    """Read what was said between two dates.

    Args:
        start_date: The first day, YYYY-MM-DD.
        end_date: The last day, YYYY-MM-DD.
        limit: How many messages at most, the newest of them.
    """
    start = start_of(start_date, at.zone, parameter="start_date")
    end = end_of(end_date, at.zone, parameter="end_date")
    if start and end and start >= end:
        message = f"start_date {start_date} is after end_date {end_date}."
        raise refused(message)
    before = min(_present(at), default=1 << 62)
    messages = recall.between(at.session, at.agent_id, start, end, _limit(limit), before)
    return packed((_message_line(at, each) for each in messages), "message", at.result_tokens)


def _limit(asked: int | None) -> int:
    if asked is None:
        return 5
    if not 1 <= asked <= MOST:
        message = f"{asked} results cannot be given; ask for 1 to {MOST}."
        raise refused(message)
    return asked


def _present(at: Workspace) -> set[int]:
    if at.cause.turn_id is None:
        return set()
    ids: Sequence[int | None] = at.session.exec(select(Message.id).where(Message.turn_id == at.cause.turn_id)).all()
    return {each for each in ids if each is not None}


def _asked_before(at: Workspace, ids: Sequence[int]) -> Mapping[int, str]:
    """The question that a short message answers, where it stands right before it and was not found itself."""
    if not at.cited:
        return {}
    places = searching.places(at.session, "message", ids)
    before = {each: place.previous for each, place in places.items() if place.previous not in ids}
    rows = at.session.exec(select(Message).where(col(Message.id).in_([each for each in before.values() if each])))
    texts = {each.id: each.text for each in rows if each.text.rstrip().endswith("?") and len(each.text) <= _SHORT}
    return {each: texts[previous] for each, previous in before.items() if previous in texts}


def _found(at: Workspace, ids: Sequence[int]) -> list[Passage]:
    found = {each.id: each for each in at.session.exec(select(Passage).where(col(Passage.id).in_(ids)))}
    return [found[each] for each in ids]


def _enough(passages: Sequence[Passage], query: str) -> list[Passage]:
    """Where a line that sleep keeps in order has all that was asked for, those of its lines that do; others stay."""
    answering = [each for each in passages if each.source == "sleep" and has_all(each.text, query)]
    return [each for each in passages if not answering or each in answering or each.source != "sleep"]


def _passage_lines(at: Workspace, query: str, passages: Sequence[Passage]) -> Iterator[str]:
    """A line of the result for each, but none for one that says only what stands in those before it."""
    tagged = archival.tags_of(at.session, [each.id or 0 for each in passages])
    shown: set[str] = set()
    for passage in passages:
        put_together = passage.source == "sleep" and "\n" in passage.text
        tags = tagged[passage.id or 0]
        text = excerpt(passage.text, tags, query, shown) if put_together else passage.text
        if text and text not in shown:
            yield _passage_line(at, passage, text, tags if text == passage.text else ())
        shown.update(text.split("\n"))


def _passage_line(at: Workspace, passage: Passage, text: str, tags: Sequence[str]) -> str:
    labels = f" [{', '.join(tags)}]" if tags else ""
    return f"- {_cited(at, 'passage', passage.id)}({day(passage.created_at, at.zone)}) {text}{labels}"


def _message_line(at: Workspace, message: Message, asked: str = "", known: str = "") -> str:
    answers = f" (asked: {asked})" if asked and len(message.text) <= _SHORT else ""
    noted = f" (noted: {known})" if known and known not in message.text else ""
    stamped = f"{_cited(at, 'message', message.id)}({stamp(message.created_at, at.zone)})"
    return f"- {stamped} {message.role}: {message.text}{answers}{noted}"


def _cited(at: Workspace, kind: str, row_id: int | None) -> str:
    """What a reply can name it by. An LLM that was trained on results without it reads them without."""
    return f"[{kind} {row_id}] " if at.cited else ""
