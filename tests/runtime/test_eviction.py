"""Eviction: a conversation of any length goes on, the LLM is warned, and nothing leaves recall memory."""

from loop import Loop
from sqlmodel import col, select

from models.memory_file import MemoryFile
from models.tables import Block, JournalEntry, Message, Summary
from runtime import eviction, prompt
from runtime.errors import LLMCrashed
from runtime.events import Evicted, PressureRose
from runtime.llm.port import Request, ToolCall
from runtime.llm.scripted import ScriptedLLM, call, say

WORDS = "and then we walked along the harbour until the rain came over the hill again "


def talk(loop: Loop, turns: int, start: int = 0) -> None:
    """A conversation with something to say in every turn, with the tidying between turns."""
    for number in range(start, start + turns):
        assert loop.say(f"Message {number}: {WORDS * 2}") == "end_turn"
        eviction.relieve(loop.engine, loop.context)


def small(memory: MemoryFile, limit: int = 2_048) -> Loop:
    return Loop.on(memory, ScriptedLLM(lambda _: say(f"I hear you. {WORDS}"), context_length=limit))


def test_a_long_conversation_never_meets_the_end_of_the_context(memory: MemoryFile) -> None:
    loop = small(memory)
    talk(loop, 60)
    llm = loop.engine.llm
    assert isinstance(llm, ScriptedLLM)
    assert max(llm.count(each.prompt) for each in llm.requests) <= loop.engine.limit - 1
    assert len(loop.of(Evicted)) >= 3
    with memory.reading() as session:
        said = session.exec(select(Message.text).where(Message.role == "user").order_by(col(Message.id))).all()
        kept = session.exec(select(Message).where(col(Message.in_context))).all()
    assert [each.split(":")[0] for each in said] == [f"Message {number}" for number in range(60)]
    assert 0 < len(kept) < 60


def test_the_llm_is_warned_once_before_each_eviction(memory: MemoryFile) -> None:
    loop = small(memory)
    talk(loop, 40)
    kinds = [type(each) for each in loop.events if isinstance(each, PressureRose | Evicted)]
    assert kinds[:2] == [PressureRose, Evicted]
    assert all(kinds[place] is PressureRose for place, kind in enumerate(kinds[1:]) if kind is Evicted)
    llm = loop.engine.llm
    assert isinstance(llm, ScriptedLLM)
    warned = [any(prompt.PRESSURE in each.text for each in request.prompt.messages) for request in llm.requests]
    assert any(warned)


def test_the_summary_stands_in_the_prompt_and_in_the_journal(memory: MemoryFile) -> None:
    loop = small(memory)
    talk(loop, 30)
    with memory.reading() as session:
        summaries = session.exec(select(Summary).order_by(col(Summary.id))).all()
        changes = session.exec(select(JournalEntry).where(JournalEntry.target == "summary")).all()
        text = loop.context.prompt(session).messages[0].text
    assert f"<summary>\n{summaries[-1].text}\n</summary>" in text
    assert [each.previous_id for each in summaries] == [None, *(each.id for each in summaries[:-1])]
    assert [each.after for each in changes] == [each.text for each in summaries]


def test_the_summary_is_asked_for_with_the_prompt_that_was_read_already(memory: MemoryFile) -> None:
    loop = small(memory)
    talk(loop, 30)
    llm = loop.engine.llm
    assert isinstance(llm, ScriptedLLM)
    asked = next(place for place, each in enumerate(llm.requests) if each.forms[0].tool == "write_summary")
    before, question = llm.requests[asked - 1].prompt.messages, llm.requests[asked].prompt.messages
    assert question[: len(before)] == before
    assert prompt.SUMMARY_REQUEST in question[-1].text


def test_messages_leave_in_whole_turns(memory: MemoryFile) -> None:
    loop = small(memory)
    talk(loop, 30)
    with memory.reading() as session:
        kept = session.exec(select(Message).where(col(Message.in_context)).order_by(col(Message.id))).all()
        left = select(Message.turn_id).where(~col(Message.in_context), Message.role != "event")
        gone = set(session.exec(left))
    assert kept[0].role == "user"
    assert not gone & {each.turn_id for each in kept}


def test_one_turn_longer_than_the_context_loses_its_oldest_steps_but_never_its_question(memory: MemoryFile) -> None:
    def search_long(request: Request) -> ToolCall:
        if {form.tool for form in request.forms} == {"send_message"}:
            return say("Done.")
        return call("archival_memory_insert", content=WORDS * 10)

    loop = Loop.on(memory, ScriptedLLM(search_long, context_length=1_024))
    loop.engine.settings = loop.engine.settings.changed("step_limit", 20)
    assert loop.say("Store the walk twenty times") == "max_steps"
    assert loop.of(Evicted)
    with memory.reading() as session:
        shown = [each.text for each in loop.context.prompt(session).messages]
    assert any("Store the walk twenty times" in each for each in shown)


def test_a_summary_never_covers_less_than_the_one_before_it(memory: MemoryFile) -> None:
    """Where core memory nearly fills the context, all leaves but the last question; it leaves a turn later."""
    loop = small(memory, 1_024)
    with memory.transaction() as session:
        session.exec(select(Block).where(Block.label == "human")).one().value = WORDS * 25
    with memory.reading() as session:
        loop.context.recompile(session)
    talk(loop, 12)
    with memory.reading() as session:
        through = session.exec(select(Summary.through_message_id).order_by(col(Summary.id))).all()
        gone = session.exec(select(Message.id).where(~col(Message.in_context), Message.role != "event")).all()
    assert len(through) > 2
    assert list(through) == sorted(through)
    assert through[-1] == max(number for number in gone if number is not None)


def test_a_message_larger_than_the_context_is_shown_in_part_and_kept_whole(memory: MemoryFile) -> None:
    loop = small(memory)
    giant = "x" * 1_000_000
    assert loop.say(giant) == "end_turn"
    with memory.reading() as session:
        assert session.exec(select(Message.text).where(Message.role == "user")).one() == giant
        shown = loop.context.prompt(session).messages[1].text
    assert "characters of this message are not shown" in shown
    assert loop.engine.llm.count_text(shown) < loop.engine.limit // 2


def test_without_a_summary_from_the_llm_the_eviction_happens_all_the_same(memory: MemoryFile) -> None:
    loop = small(memory)
    llm = loop.engine.llm
    assert isinstance(llm, ScriptedLLM)
    generate = llm.generate

    def no_summary(request: Request, **named: object) -> object:
        if request.forms[0].tool == "write_summary":
            message = "The LLM's process died."
            raise LLMCrashed(message)
        return generate(request, **named)

    llm.generate = no_summary  # type: ignore[method-assign, assignment]
    talk(loop, 30)
    assert [each.summary for each in loop.of(Evicted)] == [eviction.UNSUMMARISED] * len(loop.of(Evicted))
