"""What is put together from facts is kept right: made, made anew and taken out, and left alone where it was undone."""

from datetime import UTC, datetime

import pytest
from loop import Clock, Loop
from sleeping import sleep, told
from sqlmodel import select

from models.memory_file import MemoryFile
from models.tables import Passage
from runtime import person
from runtime.forgetting import forget
from runtime.sleep.report import SleepReport, report
from runtime.sleep.taking_back import undo_line

ABOUT = "What I know about Ana"
SAID = ("Ana lives in Oslo", "Ana's birthday is on 3 May", "My sister is called Ana")


@pytest.fixture
def loop(memory: MemoryFile) -> Loop:
    made = Loop.on(memory, [])
    made.engine.clock = Clock(datetime(2026, 11, 21, 9, tzinfo=UTC))
    return made


def about(loop: Loop) -> list[str]:
    """The lines of what is known about Ana; empty where there is no such text."""
    with loop.engine.reading() as session:
        texts = [each.text.split("\n") for each in session.exec(select(Passage))]
    (found,) = [each for each in texts if each[0] == ABOUT] or [[]]
    return found[1:]


def told_of(loop: Loop) -> SleepReport:
    with loop.engine.reading() as session:
        found = report(session, loop.engine.place.agent_id)
    assert found
    return found


def test_it_is_made_with_the_words_that_it_rests_on_and_stands_in_the_report(loop: Loop):
    told(loop, *SAID)
    sleep(loop)
    assert about(loop) == ["Ana lives in Oslo", "Ana's birthday is on 3 May", "Their sister is called Ana"]
    (line,) = [each for each in told_of(loop).lines if each.kind == "derived"]
    assert [each.text[each.start : each.end] for each in line.evidence] == list(SAID)


def test_a_message_that_told_several_facts_is_shown_once_from_the_first_to_the_last(loop: Loop):
    told(loop, "Good morning. Ana lives in Oslo. Ana works at Skog. Ana's dog is called Tom. What a day!")
    sleep(loop)
    (line,) = [each for each in told_of(loop).lines if each.kind == "derived"]
    (evidence,) = line.evidence
    said = "Ana lives in Oslo. Ana works at Skog. Ana's dog is called Tom"
    assert evidence.text[evidence.start : evidence.end] == said


def test_it_is_made_anew_where_what_it_rests_on_has_changed(loop: Loop):
    told(loop, *SAID)
    sleep(loop)
    told(loop, "Ana moved to Bergen")
    sleep(loop)
    assert about(loop) == ["Ana's birthday is on 3 May", "Their sister is called Ana", "Ana moved to Bergen"]
    (line,) = [each for each in told_of(loop).lines if each.kind == "derived"]
    assert (line.before, line.after) == ("Ana lives in Oslo", "Ana moved to Bergen")


def test_it_is_redone_after_forgetting_though_nothing_new_was_said(loop: Loop):
    told(loop, *SAID, "Ana's dog is called Tom")
    sleep(loop)
    assert len(about(loop)) == 4
    forget.forget(loop.engine, forget.Request("Tom"))
    assert about(loop) == [], "whatever names it is gone at once"
    assert sleep(loop)
    assert len(about(loop)) == 3
    assert sleep(loop) is None


def test_what_was_taken_back_is_left_alone(loop: Loop):
    told(loop, *SAID)
    sleep(loop)
    (line,) = [each for each in told_of(loop).lines if each.kind == "derived"]
    undo_line(loop.engine, line.id)
    told(loop, "Ana's dog is called Tom")
    sleep(loop)
    assert about(loop) == []


def test_what_the_person_removed_is_left_alone(loop: Loop):
    told(loop, *SAID)
    sleep(loop)
    with loop.engine.reading() as session:
        (passage,) = [each for each in session.exec(select(Passage)) if each.text.startswith(ABOUT)]
    person.remove_passage(loop.engine, passage.id)
    told(loop, "Ana's dog is called Tom")
    sleep(loop)
    assert about(loop) == []
