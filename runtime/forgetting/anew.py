"""Summaries that lost what was forgotten, written anew from the messages that are left.

Only the one that stands in a conversation's context is worth the LLM's time. A very small LLM, that brings its own
instructions along, would lose more than the forgotten: there the summary stays as it was cut, and so it does wherever
the LLM cannot answer or names the forgotten again.
"""

from __future__ import annotations

from collections.abc import Iterable
from threading import Event as Flag
from typing import TYPE_CHECKING

from sqlmodel import col, select

from models.tables import Agent, Conversation, Message, Summary
from runtime import prompt as text
from runtime.errors import LLMError
from runtime.eviction import LONGEST_SUMMARY
from runtime.llm.port import ChatMessage, Prompt, Request, Text
from runtime.memory import journal
from runtime.memory.charter import Charter
from runtime.memory.journal import Cause, Change
from runtime.memory.recall import SPOKEN
from runtime.tools.forms import only

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.engine import Engine
    from runtime.forgetting.mention import Mention

FILLED = 0.6
"""Share of the usable context that the messages may fill, the newest of them."""
_MOST_MESSAGES = 400


def rewrite(engine: Engine, mention: Mention, summary_ids: Iterable[int]) -> int:
    """Write those of these summaries anew that stand in a context. On the runtime thread; how many were."""
    return sum(_rewrite(engine, mention, each) for each in summary_ids)


def _rewrite(engine: Engine, mention: Mention, summary_id: int) -> bool:
    with engine.reading() as session:
        request, charter = _request(engine, session, summary_id), Charter.read(session)
    if request is None:
        return False
    try:
        call = engine.llm.generate(request, on_text=lambda _: None, stop=Flag()).call
    except LLMError:
        return False
    written = charter.without_forbidden(str(call.arguments["summary"]))
    if not written or mention.stands_in(written):
        return False
    with engine.writing() as session:
        row = session.get_one(Summary, summary_id)
        change = Change("summary", summary_id, "summary", "update", row.text, written)
        journal.record(session, change, Cause("person"))
        row.text = written
        session.add(row)
    return True


def _request(engine: Engine, session: Session, summary_id: int) -> Request | None:
    """What the LLM is asked; None where it is not worth it, or nothing is left to be told."""
    row = session.get_one(Summary, summary_id)
    newest = select(Summary.id).where(Summary.conversation_id == row.conversation_id)
    if session.exec(newest.order_by(col(Summary.id).desc()).limit(1)).one() != summary_id:
        return None
    said = _said(session, row)
    if not said or engine.llm.info.system_prompt is not None:
        return None
    return Request(
        _prompt(engine, session, row, said),
        only("write_summary", "summary", Text(LONGEST_SUMMARY, 1)),
        max_tokens=engine.reply_tokens,
        temperature=engine.settings.temperature,
    )


def _said(session: Session, row: Summary) -> list[Message]:
    """What was said up to where the summary reaches, oldest first."""
    query = select(Message).where(
        Message.conversation_id == row.conversation_id,
        col(Message.id) <= row.through_message_id,
        col(Message.role).in_(SPOKEN),
        Message.text != "",
    )
    return list(reversed(session.exec(query.order_by(col(Message.id).desc()).limit(_MOST_MESSAGES)).all()))


def _prompt(engine: Engine, session: Session, row: Summary, said: list[Message]) -> Prompt:
    agent_id = session.get_one(Conversation, row.conversation_id).agent_id
    instructions = session.get_one(Agent, agent_id).system_prompt or text.default_instructions()
    first = ChatMessage("system", text.system(instructions, "", "", text.summary(row.text)))
    question = text.event(text.SUMMARY_REQUEST, engine.clock(), engine.zone)
    shown = [text.chat_message(each, zone=engine.zone, settled=False, text=each.text) for each in said]
    while len(shown) > 1 and engine.llm.count(Prompt((first, *shown, question))) > engine.usable * FILLED:
        del shown[: max(1, len(shown) // 4)]
    return Prompt((first, *shown, question))
