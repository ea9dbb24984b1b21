"""What was said elsewhere: a conversation of ChatGPT's or Claude's export as plain values; nothing of it is run.

ChatGPT's conversations are trees, of which the branch that was
shown last counts; Claude's are lists. What is neither said by the person nor by the assistant is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

LONGEST = 1_000_000
"""Characters of one message; the rest of it is cut."""
_EARLIEST, _LATEST = datetime(2015, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
_SPEAKERS = {"user": "user", "human": "user", "assistant": "assistant"}

Object = dict[str, Any]
Progress = Callable[[int, int], None]
"""Called with how many conversations are done, and of how many."""
UNKNOWN = (KeyError, TypeError, ValueError, AttributeError, OverflowError)


@dataclass(frozen=True, slots=True)
class Said:
    """One message: ``role`` user or assistant, its lasting id, when it was said."""

    id: str
    role: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation, oldest message first. ``source``: chatgpt or claude."""

    source: str
    id: str
    title: str
    at: datetime
    said: tuple[Said, ...]


def talk_of(given: Object) -> Talk:
    """A conversation as an export has it.

    Raises:
        One of ``UNKNOWN``: it has an unknown form.
    """
    if "mapping" in given:
        source, row_id = "chatgpt", given.get("conversation_id") or given.get("id")
        at, title, messages = _time(given.get("create_time")), given.get("title"), _of_chatgpt
    elif "chat_messages" in given:
        source, row_id = "claude", given["uuid"]
        at, title, messages = _time(given.get("created_at")), given.get("name"), _of_claude
    else:
        message = "neither ChatGPT's nor Claude's"
        raise KeyError(message)
    if not isinstance(row_id, str) or not row_id:
        message = "a conversation without an id"
        raise TypeError(message)
    began = at or _EARLIEST
    said = tuple(messages(given, began))
    first = at or (said[0].at if said else began)
    return Talk(source, row_id, _clean(title or "")[:200] if isinstance(title, str | None) else "", first, said)


def _of_chatgpt(given: Object, began: datetime) -> Iterator[Said]:
    nodes: dict[str, Object] = given["mapping"]
    for row_id in _branch(given, nodes):
        message = nodes[row_id].get("message")
        if not message or (message.get("metadata") or {}).get("is_visually_hidden_from_conversation"):
            continue
        role = _SPEAKERS.get(message["author"]["role"])
        parts = (message.get("content") or {}).get("parts") or []
        text = _clean("\n".join(each for each in parts if isinstance(each, str)))
        began = max(began, _time(message.get("create_time")) or began)
        if role and text:
            yield Said(str(message.get("id") or row_id), role, text, began)


def _branch(given: Object, nodes: dict[str, Object]) -> list[str]:
    """The nodes from the root to the one that was shown last."""
    found: dict[str, None] = {}
    at = given.get("current_node")
    if at is None:
        parents = {each.get("parent") for each in nodes.values()}
        at = next((each for each in reversed(nodes) if each not in parents), None)
    while at is not None and at in nodes and at not in found:
        found[at] = None
        at = nodes[at].get("parent")
    return list(reversed(found))


def _of_claude(given: Object, began: datetime) -> Iterator[Said]:
    for number, message in enumerate(given["chat_messages"]):
        role = _SPEAKERS.get(message["sender"])
        pieces = [each["text"] for each in message.get("content") or [] if each.get("type") == "text"]
        text = _clean("\n".join(pieces) or message.get("text") or "")
        began = max(began, _time(message.get("created_at")) or began)
        if role and text:
            yield Said(str(message.get("uuid") or f"{given['uuid']}-{number}"), role, text, began)


def _time(given: object) -> datetime | None:
    """Seconds since 1970, or ISO 8601; None for none, and for what cannot be."""
    try:
        if isinstance(given, str):
            moment = datetime.fromisoformat(given)
            moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        elif isinstance(given, int | float):
            moment = datetime.fromtimestamp(given, UTC)
        else:
            return None
        return moment.astimezone(UTC) if _EARLIEST <= moment <= _LATEST else None
    except (ValueError, OverflowError, OSError):
        return None


def _clean(text: str) -> str:
    """Text that any file can hold."""
    return text[:LONGEST].encode("utf-8", "replace").decode().replace("\0", "").strip()
