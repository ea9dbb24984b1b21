"""A turn: what is committed, in what order, with what cause; and how it ends."""

from collections.abc import Callable
from dataclasses import replace
from threading import Event

import pytest
from loop import Loop
from sqlmodel import select

from models.memory_file import MemoryFile
from models.tables import JournalEvidence, Message, Step, Turn
from runtime import reading, turn
from runtime.errors import LLMCrashed
from runtime.events import BlockChanged, Reply, ReplyText, StepEnded, ToolReturned, TurnEnded, TurnStarted
from runtime.llm.port import Generation, Prompt, Request, TokenCounts, ToolCall
from runtime.llm.scripted import ScriptedLLM, call, say
from runtime.settings import Settings

BISCUIT = call("core_memory_append", label="human", content="Dog: Biscuit")


def test_a_fact_is_written_answered_and_journalled_with_the_message_it_rests_on(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [BISCUIT, say("Biscuit, noted.")])
    assert loop.say("My dog is called Biscuit") == "end_turn"
    assert loop.block("human") == "Dog: Biscuit"
    with memory.reading() as session:
        change = reading.journal(session, limit=1)[0]
        steps = session.exec(select(Step)).all()
    assert (change.cause, change.tool, change.before, change.after) == (
        "turn",
        "core_memory_append",
        "",
        "Dog: Biscuit",
    )
    (evidence,) = change.evidence
    assert evidence.text[evidence.start : evidence.end] == "Biscuit"
    assert [(each.number, each.tool) for each in steps] == [(1, "core_memory_append"), (2, "send_message")]


def test_events_tell_the_turn_in_order(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [BISCUIT, say("Noted.")])
    loop.say("My dog is called Biscuit")
    names = [type(each).__name__ for each in loop.events]
    assert names == [
        *("TurnStarted", "StepStarted", "ToolCalled", "ToolReturned", "BlockChanged", "StepEnded"),
        *("StepStarted", "ReplyText", "ToolCalled", "ToolReturned", "StepEnded", "Reply", "TurnEnded"),
    ]
    assert loop.of(BlockChanged)[0].after == "Dog: Biscuit"
    assert "".join(each.text for each in loop.of(ReplyText)) == loop.of(Reply)[0].text == "Noted."


class Timed(ScriptedLLM):
    """Takes a quarter of a second to read and half a one to write."""

    def generate(self, request: Request, *, on_text: Callable[[str], None], stop: Event) -> Generation:
        generation = super().generate(request, on_text=on_text, stop=stop)
        return replace(generation, prefill_seconds=0.25, decode_seconds=0.5)


def test_the_tokens_and_times_of_every_step_are_recorded_and_when_the_turn_began_and_ended(memory: MemoryFile) -> None:
    loop = Loop.on(memory, Timed([BISCUIT, say("Noted.")]))
    loop.say("My dog is called Biscuit")
    (ended,) = loop.of(TurnEnded)
    with memory.reading() as session:
        first, second = reading.steps(session, ended.turn_id)
        row = session.exec(select(Turn)).one()
    for step, told in zip((first, second), loop.of(StepEnded), strict=True):
        counted = (step.prompt_tokens, step.reused_tokens, step.prefilled_tokens, step.generated_tokens)
        assert TokenCounts(*counted) == told.tokens
        assert step.prompt_tokens == step.reused_tokens + step.prefilled_tokens > 0
        assert step.generated_tokens > 0
        assert (step.prefill_seconds, step.decode_seconds) == (0.25, 0.5)
    assert second.reused_tokens > second.prefilled_tokens, "what the first step had read is not read again"
    assert row.created_at < row.ended_at


def test_a_refused_call_changes_nothing_and_the_llm_is_told_why(memory: MemoryFile) -> None:
    wrong = call("core_memory_replace", label="human", old_content="Cat", new_content="Dog")
    llm = ScriptedLLM([BISCUIT, wrong, say("Sorry.")])
    loop = Loop.on(memory, llm)
    loop.say("My dog is called Biscuit")
    assert loop.block("human") == "Dog: Biscuit"
    refusal = loop.of(ToolReturned)[1]
    assert not refusal.ok
    assert llm.requests[-1].prompt.messages[-1].text == refusal.result
    assert "'Cat' not found" in refusal.result


def test_a_call_without_heartbeat_still_ends_in_a_reply(memory: MemoryFile) -> None:
    quiet = call("core_memory_append", heartbeat=False, label="human", content="Dog: Biscuit")
    llm = ScriptedLLM([quiet, say("Noted.")])
    assert Loop.on(memory, llm).say("My dog is called Biscuit") == "end_turn"
    assert {form.tool for form in llm.requests[0].forms} > {"send_message", "core_memory_append"}
    assert {form.tool for form in llm.requests[1].forms} == {"send_message"}


def test_at_the_step_limit_a_reply_is_asked_for(memory: MemoryFile) -> None:
    def endless(request: Request) -> ToolCall:
        if {form.tool for form in request.forms} == {"send_message"}:
            return say("Enough.")
        return call("conversation_search", query="dog")

    loop = Loop.on(memory, endless, Settings(step_limit=4))
    assert loop.say("Find my dog") == "max_steps"
    assert loop.of(TurnEnded)[0].steps == 4
    assert loop.of(Reply)[0].text == "Enough."


def test_an_unknown_tool_is_told_to_the_llm(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [call("fly", height=3), say("I cannot.")])
    assert loop.say("Fly!") == "end_turn"
    assert "there is no tool 'fly'" in loop.of(ToolReturned)[0].result


def test_a_stop_before_a_word_cancels_and_keeps_the_message(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [say("Hello.")])
    loop.engine.stop.set()
    assert loop.say("Hello?") == "cancelled"
    with memory.reading() as session:
        assert [each.text for each in session.exec(select(Message))] == ["Hello?"]
        assert [(each.status, each.stop_reason) for each in session.exec(select(Turn))] == [("ended", "cancelled")]


def test_a_stop_within_the_reply_keeps_what_was_written(memory: MemoryFile) -> None:
    llm = ScriptedLLM([say("one two three four five")], seconds_per_token=0.001)
    loop = Loop.on(memory, llm)
    written: list[object] = []

    def emit(event: object) -> None:
        written.append(event)
        if sum(isinstance(each, ReplyText) for each in written) == 2:
            loop.engine.stop.set()

    loop.engine.emit = emit
    assert loop.say("Count!") == "cancelled"
    with memory.reading() as session:
        said = session.exec(select(Message).where(Message.role == "assistant")).one()
        assert said.text == "one two"
        assert session.exec(select(Step)).one().truncated


def test_a_crash_of_the_llm_is_survived_once(memory: MemoryFile) -> None:
    crashes = iter([True, False])

    def shaky(_: Request) -> ToolCall:
        if next(crashes):
            message = "The LLM's process died."
            raise LLMCrashed(message)
        return say("Back again.")

    loop = Loop.on(memory, shaky)
    assert loop.say("Hello") == "end_turn"
    assert loop.of(Reply)[0].text == "Back again."


def test_a_second_crash_ends_the_turn_with_a_sentence_and_keeps_the_message(memory: MemoryFile) -> None:
    def broken(_: Request) -> ToolCall:
        message = "The LLM's process died."
        raise LLMCrashed(message)

    loop = Loop.on(memory, broken)
    assert loop.say("Hello") == "error"
    assert loop.of(TurnEnded)[0].problem == "The LLM's process died."
    assert turn.waiting(loop.engine) == []
    with memory.reading() as session:
        assert session.exec(select(Message)).one().text == "Hello"


def test_an_interrupted_turn_goes_on_where_it_was(memory: MemoryFile) -> None:
    first = Loop.on(memory, [BISCUIT])
    turn_id, _ = turn.accept(first.engine, "My dog is called Biscuit")

    class Killed(BaseException):
        """Stands for the end of the process between two steps."""

    def die(event: object) -> None:
        if isinstance(event, BlockChanged):
            raise Killed

    first.engine.emit = die
    with pytest.raises(Killed):
        turn.run(first.engine, first.context, turn_id)
    second = Loop.on(memory, [say("Noted.")])
    assert turn.waiting(second.engine) == [turn_id]
    assert turn.run(second.engine, second.context, turn_id, resumed=True) == "end_turn"
    assert second.of(TurnStarted)[0].resumed
    assert second.block("human") == "Dog: Biscuit"
    assert turn.waiting(second.engine) == []
    with memory.reading() as session:
        roles = [each.role for each in session.exec(select(Message))]
        assert len(session.exec(select(JournalEvidence)).all()) == 1
    assert roles == ["user", "assistant", "tool", "assistant", "tool"]


def test_an_interrupted_turn_that_had_asked_for_no_heartbeat_may_only_reply(memory: MemoryFile) -> None:
    quiet = call("core_memory_append", heartbeat=False, label="human", content="Dog: Biscuit")
    llm = ScriptedLLM([quiet, say("Noted.")])
    loop = Loop.on(memory, llm)
    turn_id, _ = turn.accept(loop.engine, "My dog is called Biscuit")
    loop.engine.settings = Settings(step_limit=8)
    ask = llm.generate
    asked: list[bool] = []

    def once(*arguments: object, **named: object) -> object:
        if asked:
            message = "gone"
            raise KeyboardInterrupt(message)
        asked.append(True)
        return ask(*arguments, **named)

    llm.generate = once  # type: ignore[method-assign, assignment]
    try:
        turn.run(loop.engine, loop.context, turn_id)
    except KeyboardInterrupt:
        llm.generate = ask  # type: ignore[method-assign]
    turn.run(loop.engine, loop.context, turn_id, resumed=True)
    assert {form.tool for form in llm.requests[-1].forms} == {"send_message"}


def test_a_crash_while_room_is_made_is_survived_too(memory: MemoryFile) -> None:
    llm = ScriptedLLM([say("Back again.")])
    count, crashes = llm.count, iter([True])

    def shaky(prompt: Prompt) -> int:
        if next(crashes, False):
            message = "The LLM's process died."
            raise LLMCrashed(message)
        return count(prompt)

    llm.count = shaky  # type: ignore[method-assign]
    assert Loop.on(memory, llm).say("Hello") == "end_turn"
