"""The person's rules are held by code at every write: of the chat, of sleep, whatever the LLM wants."""

from datetime import timedelta

import pytest
from loop import Clock, Loop
from scripted_month import keep_all
from sleeping import noted, sleep, told
from sqlmodel import select

from models.memory_file import MemoryFile
from models.tables import Fact, JournalEntry, Passage
from runtime import eviction
from runtime.errors import ToolFailed
from runtime.llm.port import Request, ToolCall
from runtime.llm.scripted import Script, ScriptedLLM, call, say
from runtime.memory import archival
from runtime.memory.charter import Charter
from runtime.memory.journal import Cause
from runtime.sleep.report import report
from runtime.sleep.taking_back import undo_sleep

RULES = Charter(never=("diabetes", "bank account"), untouched=("notes",), passage_days=30)


def under(memory: MemoryFile, script: Script | list, rules: Charter = RULES) -> Loop:
    """A loop with these rules in its file."""
    loop = Loop.on(memory, script)
    with loop.engine.writing() as session:
        rules.save(session)
    return loop


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("They have Diabetes", "diabetes"),
        ("Their BANK  ACCOUNTs are empty", "bank account"),
        ("Their bank account's number", "bank account"),
        ("They sat on the bank and took account of it", None),
        ("antidiabetes", None),
    ],
)
def test_a_subject_is_named_by_whole_words(text: str, subject: str | None):
    assert RULES.forbidden(text) == subject


def test_the_chat_is_refused_told_why_and_nothing_is_written(memory: MemoryFile):
    loop = under(
        memory,
        [
            call("core_memory_append", label="human", content="They have diabetes"),
            call("archival_memory_insert", content="They have diabetes since 2010."),
            call("core_memory_append", label="human", content="They like tea"),
            say("Noted."),
        ],
    )
    loop.say("I have diabetes, and I like tea")
    results = [each.result for each in loop.events if hasattr(each, "result")]
    assert "anything about 'diabetes'" in results[0]
    assert "anything about 'diabetes'" in results[1]
    assert loop.block("human") == "They like tea"
    with loop.engine.reading() as session:
        assert session.exec(select(Passage)).all() == []
        assert not [each for each in session.exec(select(JournalEntry)) if "diabetes" in (each.after or "")]


def test_sleep_draws_no_fact_of_it_and_leaves_alone_what_stands_there(memory: MemoryFile):
    loop = under(memory, keep_all, Charter())
    first, *_ = told(loop, "I have diabetes", "I live in Oslo", "My bank account is at DNB", "I have diabetes now")
    noted(loop, "They have diabetes", first)
    noted(loop, "They have diabetes.", first)
    with loop.engine.writing() as session:
        RULES.save(session)
    sleep(loop)
    with loop.engine.reading() as session:
        assert [each.statement for each in session.exec(select(Fact))] == ["They live in Oslo"]
    assert loop.block("human").split("\n") == ["They have diabetes", "They have diabetes.", "They live in Oslo"]


def test_sleep_changes_nothing_in_a_block_that_it_may_not_touch(memory: MemoryFile):
    loop = under(memory, [], Charter(untouched=("human",)))
    first, _ = told(loop, "I live in Oslo", "I live in Bergen")
    noted(loop, "They live in Oslo", first)
    noted(loop, "They live in Oslo.", first)
    sleep(loop)
    assert loop.block("human") == "They live in Oslo\nThey live in Oslo."


def test_the_person_may_write_what_they_want(memory: MemoryFile):
    loop = under(memory, [])
    archive = loop.engine.place.archive_id
    with loop.engine.writing() as session:
        archival.insert(session, archive, "My diabetes began in 2010.", (), Cause("person"))
    with pytest.raises(ToolFailed), loop.engine.writing() as session:
        archival.insert(session, archive, "Their diabetes began in 2010.", (), Cause("turn"))


def test_passages_that_are_old_enough_leave_with_the_next_sleep_and_can_be_brought_back(memory: MemoryFile):
    loop = under(memory, [])
    archive = loop.engine.place.archive_id
    with loop.engine.writing() as session:
        archival.insert(session, archive, "They swam on Sunday.", (), Cause("turn"))
        archival.insert(session, archive, "What I wrote myself.", (), Cause("person"))
        now = max(session.exec(select(Passage.created_at)))
    told(loop, "I like tea")
    loop.engine.clock = Clock(now + timedelta(days=29))
    sleep(loop)
    assert texts(loop) == ["They swam on Sunday.", "What I wrote myself."]
    told(loop, "I like coffee")
    loop.engine.clock = Clock(now + timedelta(days=31))
    number = sleep(loop)
    assert texts(loop) == ["What I wrote myself."]
    with loop.engine.reading() as session:
        found = report(session, loop.engine.place.agent_id)
    assert found
    assert ("expired", "They swam on Sunday.") in [(each.kind, each.before) for each in found.lines]
    undo_sleep(loop.engine, number or 0)
    assert sorted(texts(loop)) == ["They swam on Sunday.", "What I wrote myself."]


def texts(loop: Loop) -> list[str]:
    """The passages."""
    with loop.engine.reading() as session:
        return list(session.exec(select(Passage.text).order_by(Passage.id)))


def test_a_summary_of_what_leaves_the_context_loses_the_sentences_that_name_it(memory: MemoryFile):
    class SummingUp(ScriptedLLM):
        def _next(self, request: Request) -> ToolCall:
            summary = "They like tea. They have diabetes! They live in Oslo."
            return ToolCall(request.forms[0].tool, {"summary": summary})

    loop = under(memory, [])
    told(loop, *(f"I talked for long about tea, number {number}, and diabetes." for number in range(400)))
    loop.engine.llm = SummingUp([])
    eviction.evict(loop.engine, loop.context)
    with loop.engine.reading() as session:
        assert loop.context.summary(session).text == "They like tea. They live in Oslo."


def test_of_a_summary_of_nothing_else_nothing_is_left():
    assert RULES.without_forbidden("They have diabetes.\nTheir bank account is empty; sad.") == "sad."
    assert RULES.without_forbidden("They have diabetes.") == ""
    assert RULES.without_forbidden("Tea.\n\nOslo.") == "Tea.\n\nOslo."
