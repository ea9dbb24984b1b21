"""Letta's messages as Loci's: what was said, called and returned, each in its order and with its own time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from models.tables import Message
from runtime.carry.letta import Object
from runtime.carry.notes import Note, Odd
from runtime.memory import recall

if TYPE_CHECKING:
    from sqlmodel import Session

SEND = "send_message"
SENT = "Done."
"""The result that a reply gets which has none, so that a call never stands without one."""
_LONG = 1_000_000
_SAID = {"user_message", "message"}


@dataclass(frozen=True, slots=True)
class Telling:
    """Whose messages they are, and which of them are in context."""

    agent_id: int
    agent: str
    conversation_id: int
    in_context: frozenset[str]


def bring_messages(
    session: Session, to: Telling, given: Sequence[Object], more: Mapping[str, Object], kept: dict[str, Object]
) -> Iterator[Note]:
    """Store the messages, each kept whole under its row's uid in ``kept``; tells what was odd about them."""
    known = {each["id"] for each in given}
    lost = [each for each in to.in_context if each not in known]
    if lost:
        yield Note(Odd.NOT_IN_THE_FILE, {"agent": to.agent, "count": len(lost)})
    last = datetime.fromtimestamp(0, UTC)
    undated = 0
    for place, each in enumerate(given):
        at = moment(each.get("created_at"))
        undated += at is None
        last = at or last
        if len(text_of(each)) > _LONG:
            long = {"agent": to.agent, "message": each["id"], "count": len(text_of(each))}
            yield Note(Odd.LONG_MESSAGE, long)
        parts = list(_parts(each, to, last, answered=_is_answered(given, place)))
        for number, (message, is_made) in enumerate(parts):
            recall.add(session, message)
            whole = {"data": each, "more": dict(more.get(each["id"], {})), "shown": message.in_context}
            kept[message.uid] = {} if is_made or number else whole
    if undated:
        yield Note(Odd.NO_DATE, {"agent": to.agent, "count": undated})


def moment(text: object) -> datetime | None:
    """The time that a file gives, in UTC where it names no zone; None where it gives none."""
    try:
        at = datetime.fromisoformat(str(text))
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def text_of(message: Object) -> str:
    """What stands in its content."""
    content = message.get("content")
    if isinstance(content, str):
        return content
    return "\n".join(str(part["text"]) for part in content or [] if part.get("text"))


def is_object(text: str) -> bool:
    """Whether a text is a JSON object with something in it."""
    return bool(_object(text))


def _is_answered(given: Sequence[Object], place: int) -> bool:
    """Whether the next message is the result of this one's call."""
    return place + 1 < len(given) and given[place + 1]["role"] == "tool"


def _parts(each: Object, to: Telling, at: datetime, *, answered: bool) -> Iterator[tuple[Message, bool]]:
    """The rows for one message: one, or one for each of its calls, or a reply with the result that it lacks."""
    wanted = each["id"] in to.in_context
    calls = each.get("tool_calls") or []
    if each["role"] == "user":
        role, text = _said(text_of(each))
        yield _row(to, at, role, text, in_context=wanted), False
    elif each["role"] == "assistant" and calls:
        for call in calls:
            # A call that no result follows, or one of several at once, cannot stand in a prompt of Loci's.
            yield _call(to, at, call["function"], in_context=wanted and answered and len(calls) == 1), False
    elif each["role"] == "assistant":
        text = text_of(each)
        reply = _row(to, at, "assistant", text, in_context=wanted)
        reply.tool, reply.arguments = SEND, {"message": text}
        yield reply, False
        result = _row(to, at, "tool", SENT, in_context=wanted)
        result.tool, result.ok = SEND, True
        yield result, True
    elif each["role"] == "tool":
        result = _row(to, at, "tool", text_of(each), in_context=False)
        result.tool, result.ok = each.get("name") or "", _went_well(each)
        yield result, False
    else:
        yield _row(to, at, "event", text_of(each), in_context=False), False


def _row(to: Telling, at: datetime, role: str, text: str, *, in_context: bool) -> Message:
    return Message(
        agent_id=to.agent_id,
        conversation_id=to.conversation_id,
        role=role,
        text=text,
        in_context=in_context,
        created_at=at,
    )


def _call(to: Telling, at: datetime, function: Object, *, in_context: bool) -> Message:
    arguments = _object(function.get("arguments") or "")
    said = arguments.get("message")
    row = _row(to, at, "assistant", said if function["name"] == SEND and isinstance(said, str) else "",
               in_context=in_context)  # fmt: skip
    row.tool, row.arguments = function["name"], arguments
    return row


def _said(text: str) -> tuple[str, str]:
    """A person's message, which older versions wrapped in JSON, or an event of the program's own."""
    wrapped = _object(text)
    kind, said = wrapped.get("type"), wrapped.get("message")
    if not isinstance(kind, str):
        return "user", text
    if kind in _SAID and isinstance(said, str):
        return "user", said
    return "event", text


def _went_well(message: Object) -> bool:
    returned = message.get("tool_returns") or []
    if returned and isinstance(returned[0].get("status"), str):
        return str(returned[0]["status"]) == "success"
    return str(_object(text_of(message)).get("status", "OK")) == "OK"


def _object(text: str) -> Object:
    try:
        value = json.loads(text) if text.lstrip().startswith("{") else {}
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
