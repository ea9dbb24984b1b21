"""The context: what stands in the prompt, what stays the same from turn to turn, and what is taken in when."""

from dataclasses import replace
from itertools import pairwise

from loop import Loop
from sqlmodel import col, select

from models.memory_file import MemoryFile
from models.tables import Agent, Block, Prefix, Step, Turn
from runtime.embed.local import LocalEmbedder
from runtime.home import asset
from runtime.llm.port import ToolCall
from runtime.llm.scripted import ScriptedLLM, call, say
from runtime.memory.search import Search
from runtime.prompt import DONE

BISCUIT = call("core_memory_append", label="human", content="Dog: Biscuit")


def test_the_system_message_is_laid_out_from_the_most_to_the_least_stable(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [call("archival_memory_insert", content="x", tags=["travel", "wifi"]), BISCUIT, say("Ok.")])
    with memory.transaction() as session:
        session.get_one(Agent, loop.engine.place.agent_id).system_prompt = "Be Loci."
    loop.say("My dog is called Biscuit")
    with memory.reading() as session:
        loop.context.recompile(session)
        text = loop.context.prompt(session).messages[0].text
    assert text == (
        "Be Loci.\n\n"
        '<block label="persona" description="Who I am." used="60" limit="2000">\n'
        "I am Loci, a private assistant. I remember what you tell me.\n"
        "</block>\n"
        '<block label="human" description="What I know about the user." used="12" limit="2000">\n'
        "Dog: Biscuit\n"
        "</block>\n"
        "Recall memory: 7 messages. Archival memory: 1 passages. Tags: travel, wifi."
    )


def test_each_prompt_begins_with_the_one_before_it(memory: MemoryFile) -> None:
    """Nothing volatile stands before the newest message: memory edits and time change no earlier line."""
    script = [BISCUIT, say("Noted."), call("archival_memory_insert", content="A note"), say("Kept."), say("Bye.")]
    llm = ScriptedLLM(script)
    loop = Loop.on(memory, llm)
    for text in ("My dog is called Biscuit", "Keep this", "Bye"):
        loop.say(text)
    prompts = [each.prompt.messages for each in llm.requests]
    for earlier, later in pairwise(prompts):
        assert later[: len(earlier)] == earlier


def test_an_edit_that_the_system_message_has_taken_in_is_shown_as_done(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [BISCUIT, say("Noted."), say("Biscuit.")])
    loop.say("My dog is called Biscuit")
    with memory.reading() as session:
        assert "Dog: Biscuit" in loop.context.prompt(session).messages[3].text
        assert loop.context.recompile(session)
        messages = loop.context.prompt(session).messages
        assert not loop.context.recompile(session)
    assert messages[3].text == DONE
    assert "Dog: Biscuit" in messages[0].text


def test_the_exact_system_message_of_every_step_is_in_the_file(memory: MemoryFile) -> None:
    llm = ScriptedLLM([BISCUIT, say("Noted."), say("Hello.")])
    loop = Loop.on(memory, llm)
    loop.say("My dog is called Biscuit")
    with memory.reading() as session:
        loop.context.recompile(session)
    loop.say("Hello")
    with memory.reading() as session:
        rows = session.exec(select(Step, Prefix).join(Prefix, col(Prefix.id) == col(Step.prefix_id))).all()
    assert [prefix.text for _, prefix in rows] == [each.prompt.messages[0].text for each in llm.requests]
    assert len({prefix.id for _, prefix in rows}) == 2


def test_read_only_and_further_blocks_are_shown_and_only_writable_ones_offered(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [])
    with memory.transaction() as session:
        session.exec(select(Block).where(Block.label == "persona")).one().read_only = True
    with memory.reading() as session:
        assert 'limit="2000" read_only="true">' in loop.context.prompt(session).messages[0].text
        assert [each.label for each in loop.context.state(session).writable] == ["human"]


def test_the_view_accounts_for_every_token(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [BISCUIT, say("Noted.")])
    loop.say("My dog is called Biscuit")
    view = loop.context.view()
    assert [each.name for each in view.parts] == ["instructions", "tools", "core memory", "summary", "messages"]
    assert sum(each.tokens for each in view.parts) == view.used < view.pressure < view.limit


def test_core_memory_may_not_grow_over_half_of_a_small_context(memory: MemoryFile) -> None:
    loop = Loop.on(memory, ScriptedLLM([], context_length=1_024))
    with memory.transaction() as session:
        session.exec(select(Block).where(Block.label == "human")).one().value = "x" * 1_500
    with memory.reading() as session:
        human = loop.context.state(session).blocks[1]
    assert human.char_limit == 1_500
    assert human.room < 0


def wanting_related_lines(script: list[ToolCall]) -> ScriptedLLM:
    llm = ScriptedLLM(script)
    llm.info = replace(llm.info, related_lines=3)
    return llm


def with_embedder(loop: Loop) -> Loop:
    loop.engine.search = Search(LocalEmbedder(asset("embedder")))
    return loop


def test_an_llm_that_wants_them_reads_the_related_lines_beside_the_message(memory: MemoryFile) -> None:
    llm = wanting_related_lines([BISCUIT, say("Noted."), say("Biscuit.")])
    loop = with_embedder(Loop.on(memory, llm))
    loop.say("My dog is called Biscuit")
    loop.say("How do I call my dog?")
    told, asked = (each.prompt.messages[-1] for each in (llm.requests[0], llm.requests[2]))
    assert "Dog: Biscuit" not in told.text
    assert asked.text.splitlines()[1:3] == ["<related>", "4 Dog: Biscuit"]
    with memory.reading() as session:
        turns = session.exec(select(Turn).order_by(col(Turn.id))).all()
    assert f"\n<related>\n{turns[1].related}\n</related>" in asked.text


def test_related_lines_change_nothing_that_was_read_until_the_prompt_is_read_anew(memory: MemoryFile) -> None:
    llm = wanting_related_lines([say("Hm."), BISCUIT, say("Noted."), say("Biscuit.")])
    loop = with_embedder(Loop.on(memory, llm))
    for text in ("Who are you?", "My dog is called Biscuit", "How do I call my dog?"):
        loop.say(text)
    prompts = [each.prompt.messages for each in llm.requests]
    for earlier, later in pairwise(prompts):
        assert later[: len(earlier)] == earlier
    with memory.reading() as session:
        assert loop.context.recompile(session)
        assert not any("<related>" in each.text for each in loop.context.prompt(session).messages)


def test_what_the_assistant_is_itself_stands_beside_no_message(memory: MemoryFile) -> None:
    llm = wanting_related_lines([BISCUIT, say("Noted."), say("I am Loci.")])
    loop = with_embedder(Loop.on(memory, llm))
    loop.say("My dog is called Biscuit")
    loop.say("You are Loci, a private assistant that remembers?")
    assert "I am Loci" in llm.requests[2].prompt.messages[0].text
    assert "I am Loci" not in llm.requests[2].prompt.messages[-1].text


def test_without_an_embedder_nothing_stands_beside_a_message(memory: MemoryFile) -> None:
    llm = wanting_related_lines([say("Hm.")])
    Loop.on(memory, llm).say("Who are you?")
    assert "<related>" not in llm.requests[0].prompt.messages[-1].text
