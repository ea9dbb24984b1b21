"""One turn: from a committed message to the end of the reply, step by step.

::

    accept   the message and its turn are committed before the LLM is asked          (first door)
    run      make room; ask; carry out and commit; again while a heartbeat is asked  (second door, each step)
             a reply ends the turn; one is asked for where the LLM would end without, or the step limit is reached

A turn that was interrupted goes on where it was: the steps that are in the file are done, the next is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import col, select

from models.tables import Conversation, Message, Turn
from runtime import eviction, first_run, step
from runtime.errors import InputRefused, LLMCrashed, LociError, Stopped, StorageFailed
from runtime.events import ForgettingAsked, Notice, StopReason, TurnEnded, TurnStarted
from runtime.llm.port import Generation, Text
from runtime.memory import branches, recall, taken_out
from runtime.memory.journal import Source
from runtime.step import SEND, StepPlace
from runtime.tools.forms import REPLY_CHARS, forms, only
from runtime.tools.registry import HEARTBEAT

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.context import Context
    from runtime.engine import Engine
    from runtime.llm.port import Form


def accept(
    engine: Engine, text: str, *, trigger: str = "user", conversation_id: int | None = None, edits: int | None = None
) -> tuple[int, int]:
    """Commit a message and the turn that will answer it: the first of the three doors. Any thread.

    Without ``conversation_id`` it is said in the conversation that was last dealt with. With ``edits`` it stands in the
    place of that turn's message and begins a branch of its own.

    Returns:
        The ids of the turn and of the message.

    Raises:
        InputRefused: the turn to be edited is none of a person's, or has not ended.
    """
    place, now = engine.place, engine.clock()
    if conversation_id is not None and conversation_id != place.conversation_id:
        place = first_run.place_of(engine.memory, conversation_id)
    with engine.writing() as session:
        shown = session.get_one(Conversation, place.conversation_id)
        turn = Turn(
            agent_id=place.agent_id,
            conversation_id=place.conversation_id,
            trigger=trigger,
            created_at=now,
            after_id=None if edits else shown.tip_id,
            edits_id=_editable(session, edits, place.conversation_id) if edits else None,
        )
        shown.tip_id = None
        session.add(turn)
        session.flush()
        message = Message(
            agent_id=place.agent_id,
            conversation_id=place.conversation_id,
            turn_id=turn.id,
            role="user",
            text=text,
            created_at=now,
        )
        recall.add(session, message)
        turn.message_id = message.id
        session.add(turn)
        if edits:
            session.flush()
            branches.mend_context(session, place.conversation_id)
    engine.wake_embedding()
    assert turn.id is not None  # noqa: S101 - committed above
    assert message.id is not None  # noqa: S101 - committed above
    return turn.id, message.id


def accept_again(engine: Engine, turn_id: int) -> int:
    """Have a conversation's last message answered once more. Its first answer leaves the context, and nothing else.

    Returns:
        The id of the new turn.

    Raises:
        InputRefused: it is not the last turn of its conversation, has not ended, or answered no message.
    """
    with engine.writing() as session:
        old = session.get(Turn, turn_id)
        if not old or old.status != "ended" or not old.message_id or _is_followed(session, old):
            message = "Only the last message of a conversation can be answered again, once its answer has ended."
            raise InputRefused(message)
        for reply in session.exec(select(Message).where(Message.turn_id == turn_id, Message.tool == SEND)):
            reply.in_context = False
        new = Turn(
            agent_id=old.agent_id,
            conversation_id=old.conversation_id,
            message_id=old.message_id,
            trigger=old.trigger,
            created_at=engine.clock(),
            after_id=branches.tip(session, old.conversation_id),
        )
        session.get_one(Conversation, old.conversation_id).tip_id = None
        session.add(new)
        session.flush()
        return new.id or 0


def _is_followed(session: Session, turn: Turn) -> bool:
    """Whether it is not the last turn of what is shown of its conversation."""
    tip = branches.tip(session, turn.conversation_id)
    if tip is not None:
        return tip != turn.id
    later = select(Turn.id).where(col(Turn.id) > turn.id, Turn.conversation_id == turn.conversation_id)
    return session.exec(later.limit(1)).first() is not None


def _editable(session: Session, turn_id: int, conversation_id: int) -> int:
    turn = session.get(Turn, turn_id)
    ended = turn is not None and turn.status == "ended" and turn.message_id is not None
    if turn is None or not ended or turn.trigger != "user" or turn.conversation_id != conversation_id:
        message = "That message cannot be sent anew: it was forgotten, or its answer is still being written."
        raise InputRefused(message)
    return turn_id


def go_to(engine: Engine, context: Context, conversation_id: int) -> None:
    """Deal with that conversation from now on. The runtime thread alone calls this, between turns."""
    if conversation_id != engine.place.conversation_id:
        engine.place = first_run.place_of(engine.memory, conversation_id)
        context.forget_cuts()


@dataclass(frozen=True, slots=True)
class Begun:
    """A turn as the file holds it: its input, its committed steps, and whether only a reply may follow."""

    turn_id: int
    conversation_id: int
    source: Source
    steps: int
    must_reply: bool
    branched: bool


def waiting(engine: Engine) -> list[int]:
    """The turns that have not ended, in order: what an earlier run left behind, and what came in since."""
    with engine.reading() as session:
        query = select(Turn.id).where(Turn.status == "waiting", Turn.agent_id == engine.place.agent_id)
        return [each for each in session.exec(query.order_by(col(Turn.id))) if each is not None]


def run(engine: Engine, context: Context, turn_id: int, *, resumed: bool = False) -> StopReason:
    """Run a turn to its end. The world's failures end it with a sentence; the message stays in recall memory."""
    begun = _begun(engine, turn_id)
    go_to(engine, context, begun.conversation_id)
    context.begin(turn_id)
    if begun.branched:
        context.forget_cuts()  # another summary may stand in for what was evicted
    engine.emit(TurnStarted(turn_id, begun.source.message_id, begun.source.text, resumed))
    counted = _Counter(begun.steps)
    try:
        context.relate(begun.source)
        stop_reason = _steps(engine, context, begun, counted)
        problem = ""
        _hand_on(engine, begun)
    except Stopped:
        stop_reason, problem = "cancelled", ""
        if engine.closing.is_set():
            return stop_reason  # not ended: the next start goes on with it
        _end(engine, turn_id, stop_reason)
    except StorageFailed as failure:
        stop_reason, problem = "error", str(failure)  # not ended: once there is room the next start goes on with it
    except LociError as failure:
        stop_reason, problem = "error", str(failure)
        _end(engine, turn_id, stop_reason, problem)
    finally:
        context.end()
    engine.emit(TurnEnded(turn_id, stop_reason, counted.steps, problem))
    return stop_reason


@dataclass(slots=True)
class _Counter:
    steps: int


def give_up(engine: Engine, turn_id: int) -> None:
    """End a turn that met a bug of ours, so that the next start does not meet it again."""
    problem = "Something in Loci itself went wrong. Your message is kept in recall memory."
    _end(engine, turn_id, "error", problem)
    engine.emit(TurnEnded(turn_id, "error", 0, problem))


def _steps(engine: Engine, context: Context, begun: Begun, counted: _Counter) -> StopReason:
    must_reply = begun.must_reply
    while True:
        if engine.stop.is_set():
            message = "Stopped."
            raise Stopped(message)
        last = counted.steps + 1 >= engine.settings.step_limit
        place = StepPlace(begun.turn_id, counted.steps + 1, (begun.source,))
        generation = _asked(engine, context, place, reply_only=must_reply or last)
        stopped = engine.stop.is_set()
        reason: StopReason = "cancelled" if stopped else "max_steps" if last and not must_reply else "end_turn"
        result = step.commit(engine, context, place, generation, stop_reason=reason)
        counted.steps += 1
        if result.replied:
            return reason
        must_reply = not result.heartbeat


def _hand_on(engine: Engine, begun: Begun) -> None:
    """Where an LLM that was trained without the tool took lines out of core memory, ask about all the rest of them."""
    if engine.llm.info.system_prompt is None:
        return
    with engine.reading() as session:
        texts = taken_out.matters(session, begun.turn_id)
    for text in texts:
        engine.emit(ForgettingAsked(begun.turn_id, text))


def _asked(engine: Engine, context: Context, place: StepPlace, *, reply_only: bool) -> Generation:
    """Make room and ask; all of it once more where the LLM's process died, for the next call loads it again."""

    def ask() -> Generation:
        eviction.make_room(engine, context, place.turn_id)
        return step.ask(engine, context, place, _allowed(engine, context, reply_only=reply_only))

    try:
        return ask()
    except LLMCrashed:  # the person has been told by whoever saw it die
        return ask()


def _allowed(engine: Engine, context: Context, *, reply_only: bool) -> tuple[Form, ...]:
    if reply_only:
        return only(SEND, "message", Text(REPLY_CHARS, 1))
    with engine.reading() as session:
        return forms(context.compiled(session).tools, context.state(session))


def _begun(engine: Engine, turn_id: int) -> Begun:
    with engine.reading() as session:
        turn = session.get_one(Turn, turn_id)
        message = session.get(Message, turn.message_id) if turn.message_id else None
        source = Source(turn.message_id or 0, message.text if message else "")
        query = select(Message).where(Message.turn_id == turn_id, Message.role == "assistant")
        calls = session.exec(query.order_by(col(Message.id))).all()
    last = calls[-1].arguments if calls else None
    must_reply = bool(last and not last.get(HEARTBEAT, True))
    branched = turn.edits_id is not None or turn.after_id is not None
    return Begun(turn_id, turn.conversation_id, source, len(calls), must_reply, branched)


def _end(engine: Engine, turn_id: int, stop_reason: StopReason, problem: str = "") -> None:
    """Write down how the turn ended; where even that cannot be written, the next start takes the turn up again."""
    try:
        with engine.writing() as session:
            step.end(session, turn_id, engine, stop_reason, problem)
    except LociError as failure:
        engine.emit(Notice(str(failure), problem=True))
