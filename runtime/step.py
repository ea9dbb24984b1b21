"""One step: the LLM is asked, its call carried out, and both committed together in one transaction.

Asking takes seconds and touches nothing; committing takes milliseconds and is all or nothing. A tool runs in
a savepoint, so that one that refuses undoes only itself; the LLM reads why and may try again.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.row import append
from models.tables import Message, Step, Turn
from runtime.errors import Stopped, ToolFailed
from runtime.events import (
    BlockChanged,
    ForgettingAsked,
    Reply,
    ReplyText,
    StepEnded,
    StepStarted,
    StopReason,
    ToolCalled,
    ToolReturned,
)
from runtime.llm.port import Form, Generation, Request, TokenCounts, ToolCall
from runtime.memory import recall
from runtime.memory.core import CoreMemory
from runtime.memory.journal import Cause, Source
from runtime.tools import packing
from runtime.tools.builtin import TOOLS
from runtime.tools.forgetting import FORGET
from runtime.tools.registry import HEARTBEAT, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    from models.tables import JournalEntry
    from runtime.context import Context
    from runtime.engine import Engine

MICROSECONDS = 1_000_000
SEND = "send_message"


@dataclass(frozen=True, slots=True)
class StepResult:
    """What a step came to. ``heartbeat``: the LLM asked for another one."""

    replied: bool
    heartbeat: bool
    tokens: TokenCounts


@dataclass(frozen=True, slots=True)
class StepPlace:
    """Where a step stands: its turn, its number from 1, and the messages the turn answers."""

    turn_id: int
    number: int
    sources: tuple[Source, ...] = ()


def ask(engine: Engine, context: Context, place: StepPlace, forms: tuple[Form, ...]) -> Generation:
    """Have the LLM choose one call of these forms, its reply streamed as events.

    A reply that the person stops is kept as far as it was written.

    Raises:
        errors.Stopped: stopped before a word of a reply was written.
        errors.LLMError: the LLM could not answer.
    """
    written: list[str] = []

    def stream(piece: str) -> None:
        written.append(piece)
        engine.emit(ReplyText(place.turn_id, piece))

    engine.emit(StepStarted(place.turn_id, place.number))
    with engine.reading() as session:
        prompt = context.prompt(session)
    request = Request(
        prompt,
        forms,
        max_tokens=engine.reply_tokens,
        temperature=engine.settings.temperature,
        thinking_tokens=engine.settings.thinking_tokens,
    )
    try:
        generation = engine.llm.generate(request, on_text=stream, stop=engine.stop)
    except Stopped:
        said = "".join(written).strip()
        if not said or engine.closing.is_set():
            raise
        generation = Generation(ToolCall(SEND, {"message": said}), TokenCounts(), truncated=True)
    call = generation.call
    engine.emit(ToolCalled(place.turn_id, place.number, call.name, call.arguments, generation.thinking))
    return generation


def commit(
    engine: Engine,
    context: Context,
    place: StepPlace,
    generation: Generation,
    *,
    stop_reason: StopReason,
) -> StepResult:
    """Carry the call out and commit everything it comes to: the second of the three doors through which is written.

    A reply ends the turn in the same transaction, with ``stop_reason``.
    """
    started, call = time.perf_counter(), generation.call
    with engine.writing() as session:
        step = _store_step(engine, session, context, place, generation)
        told = _store_call(engine, session, step, call)
        ok, result, changes = _carry_out(engine, session, step, place, call, context.versions)
        _store_result(engine, session, step, call, ok=ok, result=result)
        session.get_one(Turn, place.turn_id).related = context.related
        replied = ok and call.name == SEND
        if replied:
            end(session, place.turn_id, engine, stop_reason)
    _tell(engine, place, generation, ToolReturned(place.turn_id, place.number, call.name, ok, result), changes, started)
    if replied:
        assert told.id is not None  # noqa: S101 - committed above
        engine.emit(Reply(place.turn_id, told.id, told.text))
        engine.wake_embedding()
    return StepResult(replied, bool(call.arguments.get(HEARTBEAT, False)) or not ok, generation.tokens)


def end(session: Session, turn_id: int, engine: Engine, stop_reason: StopReason, problem: str = "") -> None:
    """Mark the turn as ended, in the caller's transaction."""
    turn = session.get_one(Turn, turn_id)
    turn.status, turn.stop_reason, turn.problem = "ended", stop_reason, problem or None
    turn.ended_at = engine.clock()
    session.add(turn)


def _store_step(engine: Engine, session: Session, context: Context, place: StepPlace, generation: Generation) -> Step:
    tokens, (first, last) = generation.tokens, context.span
    step = Step(
        turn_id=place.turn_id,
        number=place.number,
        tool=generation.call.name,
        prefix_id=context.store_prefix(session),
        first_message_id=first,
        last_message_id=last,
        settled_message_id=context.compiled(session).settled_through,
        shown=context.shown(),
        llm=engine.llm.info.name,
        thinking=generation.thinking,
        prompt_tokens=tokens.prompt,
        reused_tokens=tokens.reused,
        prefilled_tokens=tokens.prefilled,
        generated_tokens=tokens.generated,
        prefill_us=int(generation.prefill_seconds * MICROSECONDS),
        decode_us=int(generation.decode_seconds * MICROSECONDS),
        truncated=generation.truncated,
    )
    append(session, step)
    return step


def _store_call(engine: Engine, session: Session, step: Step, call: ToolCall) -> Message:
    said = call.arguments.get("message", "") if call.name == SEND else ""
    message = _message(engine, step, "assistant", said if isinstance(said, str) else "", call.name)
    message.arguments = dict(call.arguments)
    return recall.add(session, message)


def _store_result(engine: Engine, session: Session, step: Step, call: ToolCall, *, ok: bool, result: str) -> None:
    message = _message(engine, step, "tool", result, call.name)
    message.ok = ok
    recall.add(session, message)


def _message(engine: Engine, step: Step, role: str, text: str, tool: str) -> Message:
    return Message(
        agent_id=engine.place.agent_id,
        conversation_id=engine.place.conversation_id,
        turn_id=step.turn_id,
        step_id=step.id,
        role=role,
        text=text,
        tool=tool,
        created_at=engine.clock(),
    )


def _carry_out(
    engine: Engine, session: Session, step: Step, place: StepPlace, call: ToolCall, read: dict[str, int]
) -> tuple[bool, str, list[JournalEntry]]:
    """Run the tool in a savepoint: whether it did its work, its result, and the block changes it made.

    ``read`` has the versions of the blocks that the LLM has read, and follows.
    """
    cause = Cause("turn", step.turn_id, step.id, call.name, place.sources)
    core = CoreMemory(session, engine.place.agent_id, cause)
    workspace = Workspace(
        session,
        core,
        engine.search,
        cause,
        engine.place.agent_id,
        engine.place.archive_id,
        engine.place.conversation_id,
        engine.clock(),
        engine.zone,
        result_tokens=packing.room(engine.limit),
        cited=engine.llm.info.system_prompt is None,
        versions=read,
    )
    run = TOOLS.get(call.name)
    if run is None:
        return False, f"NameError: there is no tool '{call.name}'", []
    try:
        with session.begin_nested():
            done = run(workspace, call.arguments)
    except ToolFailed as refusal:
        return False, str(refusal), []
    for label, written in Counter(each.label for each in core.changes).items():
        now = core.find(label)
        if now is not None and read.get(label) == now.version - written:  # else somebody wrote in between
            read[label] = now.version
    return True, done, core.changes


def _tell(
    engine: Engine,
    place: StepPlace,
    generation: Generation,
    returned: ToolReturned,
    changes: Sequence[JournalEntry],
    started: float,
) -> None:
    engine.emit(returned)
    tell_changes(engine.emit, changes, place.turn_id)
    if returned.ok and returned.tool == FORGET:
        engine.emit(ForgettingAsked(place.turn_id, str(generation.call.arguments["text"])))
    spent = time.perf_counter() - started
    times = (generation.prefill_seconds, generation.decode_seconds, spent)
    engine.emit(StepEnded(place.turn_id, place.number, generation.tokens, *times))


def tell_changes(emit: Callable[[BlockChanged], None], changes: Sequence[JournalEntry], turn_id: int | None) -> None:
    """One event for each change of a block; the texts of one that is not of its value are both empty."""
    for change in changes:
        assert change.id is not None  # noqa: S101 - committed by the caller
        before, after = (change.before, change.after) if change.field == "value" else ("", "")
        emit(BlockChanged(change.label, before or "", after or "", change.id, turn_id))
