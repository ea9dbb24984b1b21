"""What was said elsewhere: ChatGPT's and Claude's exports read into plain values, nothing of them run or followed.

Both are a ``conversations.json``, alone or in a zip. ChatGPT's conversations are trees, of which the branch that was
shown last counts; Claude's are lists. What is neither said by the person nor by the assistant is left out.
"""

from __future__ import annotations

import json
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from runtime.errors import InputRefused

MOST_BYTES = 512_000_000
"""Of a conversations.json."""
LONGEST = 1_000_000
"""Characters of one message; the rest of it is cut."""
NAME = "conversations.json"
_EARLIEST, _LATEST = datetime(2015, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
_SPEAKERS = {"user": "user", "human": "user", "assistant": "assistant"}

Object = dict[str, Any]
Progress = Callable[[int, int], None]
"""Called with how many conversations are done, and of how many."""
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError)


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


def read(path: Path) -> list[Talk]:
    """All conversations of an export in which something was said, oldest first.

    Raises:
        InputRefused: it is no such export; the text says where it is not.
    """
    try:
        parsed = json.loads(_content(path))
    except (ValueError, RecursionError, UnicodeDecodeError) as problem:
        raise _refused(path, "is no JSON that can be read") from problem
    if not isinstance(parsed, list):
        raise _refused(path, "has no list of conversations")
    talks = []
    for number, each in enumerate(parsed, 1):
        try:
            talk = _talk(each)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as problem:
            raise _refused(path, f"has a conversation {number} of an unknown form") from problem
        if talk.said:
            talks.append(talk)
    return sorted(talks, key=lambda each: each.at)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            if file.read(4) != b"PK\x03\x04":
                file.seek(0)
                content = file.read(MOST_BYTES + 1)
            else:
                content = _unzipped(path)
    except OSError as problem:
        raise InputRefused(f"{path} cannot be read: {problem.strerror or problem}. Nothing was imported.") from problem
    if len(content) > MOST_BYTES:
        raise _refused(path, f"has more than {MOST_BYTES:,} bytes of conversations")
    return content


def _unzipped(path: Path) -> bytes:
    """The one file of that name; nothing of a zip is ever written to disk."""
    try:
        with zipfile.ZipFile(path) as packed:
            found = [each for each in packed.infolist() if each.filename.rpartition("/")[2] == NAME]
            if len(found) != 1:
                raise _refused(path, f"holds {len(found)} files called {NAME}")
            with packed.open(found[0]) as member:
                return member.read(MOST_BYTES + 1)
    except (*_DAMAGED, NotImplementedError, RuntimeError, EOFError, ValueError) as problem:
        raise _refused(path, "is a zip that is damaged or locked") from problem


def _talk(given: Object) -> Talk:
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


def _refused(path: Path, what: str) -> InputRefused:
    return InputRefused(f"{path} {what}. Nothing was imported.")
