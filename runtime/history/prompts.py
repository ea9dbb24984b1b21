"""The exact prompt behind a past reply, rebuilt from the step that wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from models.shown import unpacked
from models.tables import Message, Prefix, Step, Turn
from runtime import prompt as text
from runtime.errors import InputRefused
from runtime.llm.port import ChatMessage
from runtime.memory.related import beside
from runtime.tools.builtin import EDITS

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.engine import Engine


@dataclass(frozen=True, slots=True)
class PastPrompt:
    """What the LLM read before a step. ``messages``: the first is the system message.

    ``exact``: it has the digest that the step recorded. Where it has not, texts of it were forgotten since (``missing``
    messages are gone whole), or it is of an older version of Loci that recorded none.
    """

    turn_id: int
    number: int
    at: datetime
    llm: str
    tool: str
    messages: tuple[ChatMessage, ...]
    missing: int
    exact: bool


def behind(engine: Engine, message_id: int) -> PastPrompt:
    """The prompt behind a message that the LLM wrote, or a call that it made; or the result of one.

    Raises:
        InputRefused: there is no such message, or no LLM wrote it.
    """
    with engine.reading() as session:
        message = session.get(Message, message_id)
        if message is None or message.step_id is None:
            what = "no message" if message is None else "no reply: no prompt stood behind message"
            raise InputRefused(f"There is {what} {message_id}.")
        return _rebuilt(engine, session, session.get_one(Step, message.step_id))


def _rebuilt(engine: Engine, session: Session, step: Step) -> PastPrompt:
    prefix = session.get(Prefix, step.prefix_id) if step.prefix_id else None
    shown = step.shown or {}
    wanted = _wanted(session, step, shown)
    rows = {each.id or 0: each for each in session.exec(select(Message).where(col(Message.id).in_(wanted)))}
    told = [_told(engine, session, step, shown, rows[each]) for each in wanted if each in rows]
    messages = (ChatMessage("system", prefix.text if prefix else ""), *told)
    missing = len(wanted) - len(told)
    exact = shown.get("digest") == text.digest(messages)
    return PastPrompt(step.turn_id, step.number, step.created_at, step.llm, step.tool, messages, missing, exact)


def _wanted(session: Session, step: Step, shown: Mapping[str, Any]) -> list[int]:
    """The ids of the messages that stood in it; of an older version's step, all of its span."""
    if "messages" in shown:
        return list(unpacked(shown["messages"]))
    if step.first_message_id is None or step.last_message_id is None:
        return []
    conversation_id = session.get_one(Turn, step.turn_id).conversation_id
    query = select(Message.id).where(
        Message.conversation_id == conversation_id,
        col(Message.id).between(step.first_message_id, step.last_message_id),
    )
    return [each or 0 for each in session.exec(query.order_by(col(Message.turn_id), col(Message.id)))]


def _told(engine: Engine, session: Session, step: Step, shown: Mapping[str, Any], message: Message) -> ChatMessage:
    """A message as the LLM read it then."""
    row_id, said = message.id or 0, message.text
    kept = shown.get("cut", {}).get(str(row_id))
    if kept is not None:
        said = text.cut(said, kept)
    if row_id in shown.get("related", ()) and message.turn_id is not None:
        said = beside(said, session.get_one(Turn, message.turn_id).related)
    edited = message.role == "tool" and message.ok and message.tool in EDITS
    settled = bool(edited and (shown.get("brief") or row_id <= (step.settled_message_id or 0)))
    return text.chat_message(message, zone=engine.zone, settled=settled, text=said)
