"""Eviction: when the context fills up, the oldest messages leave it for recall memory and a summary stands in.

First the LLM is told that pressure rises, once, so that it can save what matters. Then it is asked for a
summary of the conversation so far, with the prompt it has read already, so that only the question is new to
it. The new summary takes the place of the old one and so holds what that one held. Then summary and evicted
messages are committed together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.tables import Message, Summary
from runtime import prompt as text
from runtime.errors import LLMError, Stopped
from runtime.events import Evicted, PressureRose
from runtime.llm.port import Prompt, Request, Text
from runtime.memory import journal
from runtime.memory.charter import Charter
from runtime.memory.journal import Cause, Change
from runtime.tools.forms import only

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runtime.context import Context
    from runtime.engine import Engine

KEEP_SHARE = 0.4
"""Share of the usable context that the prompt may fill after an eviction."""
LONGEST_SUMMARY = 2_000
SUMMARY_CHARS_SHARE = 3
"""A summary has at most one character for every three tokens of the context."""
UNSUMMARISED = "Older messages left the context without a summary; they are in recall memory."
"""What stands in for messages that the LLM could not summarise."""
OVERHEAD_CHARS = 40
"""What a message costs in the prompt beside its text, in characters: role, time, markers."""


def make_room(engine: Engine, context: Context, turn_id: int) -> None:
    """Evict if the prompt no longer fits; tell the LLM of pressure if it nearly does not."""
    used = used_tokens(engine, context)
    if used > engine.usable:
        evict(engine, context)
    elif used > engine.pressure and not _warned(engine, context):
        warning = Message(
            agent_id=engine.place.agent_id,
            conversation_id=engine.place.conversation_id,
            turn_id=turn_id,
            role="event",
            text=text.PRESSURE,
            created_at=engine.clock(),
        )
        with engine.writing() as session:
            session.add(warning)
        engine.emit(PressureRose(used, engine.limit))


def relieve(engine: Engine, context: Context) -> None:
    """Between turns: evict if the prompt no longer fits, or the LLM has been warned and the pressure is still there."""
    used = used_tokens(engine, context)
    if used > engine.usable or (used > engine.pressure and _warned(engine, context)):
        evict(engine, context)


def used_tokens(engine: Engine, context: Context) -> int:
    """Tokens of the prompt as it stands."""
    with engine.reading() as session:
        prompt = context.prompt(session)
    return engine.llm.count(prompt)


def evict(engine: Engine, context: Context) -> None:
    """Summarise, then commit the summary and the evicted messages together: the third of the three doors."""
    with engine.reading() as session:
        messages = context.messages(session)
        prompt = context.prompt(session)
    leaving = _leaving(engine, context, messages, prompt)
    if not leaving:
        return
    summary = _summary(engine, context, leaving)
    with engine.writing() as session:
        previous = context.summary(session)
        # A question stays while its oldest steps leave, so what leaves next may be older than what left already.
        before_it = previous.through_message_id if previous else 0
        through = max(before_it, *(each.id or 0 for each in leaving if each.role != "event"), 0)
        row = Summary(
            conversation_id=engine.place.conversation_id,
            text=summary,
            through_message_id=through,
            previous_id=previous.id if previous else None,
            created_at=engine.clock(),
        )
        session.add(row)
        session.flush()
        before = previous.text if previous else None
        change = Change("summary", row.id or 0, "summary", "update" if previous else "create", before, summary)
        journal.record(session, change, Cause("turn", leaving[-1].turn_id))
        for message in leaving:
            stored = session.get_one(Message, message.id)
            stored.in_context = False
            session.add(stored)
    with engine.reading() as session:
        context.recompile(session)
    engine.emit(Evicted(len(leaving), summary))


def _warned(engine: Engine, context: Context) -> bool:
    with engine.reading() as session:
        return any(each.role == "event" and each.text == text.PRESSURE for each in context.messages(session))


def _leaving(engine: Engine, context: Context, messages: Sequence[Message], prompt: Prompt) -> list[Message]:
    """The oldest messages, as many as must go for the rest to fit its share of the context."""
    fixed = engine.llm.count(Prompt(prompt.messages[:1], prompt.tools))
    total = max(1, engine.llm.count(prompt) - fixed)
    costs = {each.id: len(context.show(each).text or str(each.arguments)) + OVERHEAD_CHARS for each in messages}
    left = sum(costs.values())
    keep = max(0.0, engine.usable * KEEP_SHARE - fixed) / total * left
    leaving: set[int | None] = set()
    for unit in _units(messages):
        if left <= keep:
            break
        leaving.update(each.id for each in unit)
        left -= sum(costs[each.id] for each in unit)
    # A warning has done its work once something is evicted; the next pressure is told of anew.
    return [each for each in messages if leaving and (each.id in leaving or each.role == "event")]


def _units(messages: Sequence[Message]) -> list[list[Message]]:
    """What leaves together, oldest first: whole turns, then the steps of the last turn; never the last question."""
    last = max((place for place, each in enumerate(messages) if each.role == "user"), default=-1)
    units: list[list[Message]] = []
    for place, message in enumerate(messages):
        if place == last:
            continue
        begins = message.role == ("user" if place < last else "assistant")
        if begins or not units or place == last + 1:
            units.append([])
        units[-1].append(message)
    return units


def _summary(engine: Engine, context: Context, leaving: Sequence[Message]) -> str:
    """Ask for a summary; where the LLM cannot give one, say plainly what happened to the messages."""
    question = text.event(text.SUMMARY_REQUEST, engine.clock(), engine.zone)
    most = min(LONGEST_SUMMARY, max(80, engine.limit // SUMMARY_CHARS_SHARE))
    with engine.reading() as session:
        prompt, previous = context.prompt(session, question), context.summary(session)
        charter = Charter.read(session)
    if engine.llm.count(prompt) > engine.usable:
        shown = (context.show(each) for each in leaving)
        prompt = Prompt((prompt.messages[0], *shown, question), prompt.tools)
    request = Request(
        prompt,
        only("write_summary", "summary", Text(most, 1)),
        max_tokens=engine.reply_tokens,
        temperature=engine.settings.temperature,
    )
    try:
        call = engine.llm.generate(request, on_text=lambda _: None, stop=engine.stop).call
        return charter.without_forbidden(str(call.arguments["summary"])) or UNSUMMARISED
    except Stopped:
        raise
    except LLMError:
        if previous is None or previous.text.endswith(UNSUMMARISED):
            return previous.text if previous else UNSUMMARISED
        return f"{previous.text[: most - len(UNSUMMARISED) - 1]}\n{UNSUMMARISED}"
