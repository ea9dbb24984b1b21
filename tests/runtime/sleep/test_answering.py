"""What sleep asks is decided by the person: the newer line takes the older one's place, or nothing changes."""

import pytest
from loop import Loop
from sleeping import sleep, told
from sqlmodel import select

from models.memory_file import MemoryFile
from models.tables import Fact, JournalEvidence
from runtime.errors import InputRefused
from runtime.sleep.answering import answer
from runtime.sleep.report import OpenQuestion, report


def asked(memory: MemoryFile, *texts: str) -> tuple[Loop, OpenQuestion]:
    """A sleep that asked one question."""
    loop = Loop.on(memory, [])
    told(loop, *texts)
    sleep(loop)
    return loop, questions(loop)[0]


def questions(loop: Loop) -> tuple[OpenQuestion, ...]:
    """Those that are open."""
    with loop.engine.reading() as session:
        found = report(session, loop.engine.place.agent_id)
    assert found
    return found.questions


def test_what_was_said_later_takes_the_older_lines_place_without_the_doubt_and_cites_it(memory: MemoryFile):
    loop, question = asked(memory, "I live in Oslo", "Maybe I live in Bergen")
    assert loop.block("human") == "They live in Oslo"
    answer(loop.engine, question.id, newer=True)
    assert loop.block("human") == "They live in Bergen"
    assert questions(loop) == ()
    with loop.engine.reading() as session:
        facts = {each.value: each for each in session.exec(select(Fact))}
        cited = [each.message_id for each in session.exec(select(JournalEvidence))]
    assert facts["oslo"].replaced_by_id == facts["bergen"].id
    assert facts["bergen"].valid_until is None
    assert cited[-1] == facts["bergen"].message_id


def test_what_stood_there_stays_and_is_not_asked_about_again(memory: MemoryFile):
    loop, question = asked(memory, "I live in Oslo", "Maybe I live in Bergen")
    answer(loop.engine, question.id, newer=False)
    assert loop.block("human") == "They live in Oslo"
    told(loop, "I like tea")
    sleep(loop)
    assert questions(loop) == ()
    assert "They live in Oslo" in loop.block("human")


def test_a_question_is_answered_once(memory: MemoryFile):
    loop, question = asked(memory, "I live in Oslo", "Maybe I live in Bergen")
    answer(loop.engine, question.id, newer=False)
    with pytest.raises(InputRefused):
        answer(loop.engine, question.id, newer=True)
    with pytest.raises(InputRefused):
        answer(loop.engine, 99, newer=True)
