"""What the person asked in vain, and what they plan, is ready for the next time: with what they said of it since."""

from datetime import UTC, datetime, timedelta

import pytest
from loop import Clock, Loop
from sleeping import sleep, told
from sqlmodel import select

from models.memory_file import MemoryFile
from models.tables import Passage
from runtime.llm.port import Request, ToolCall
from runtime.llm.scripted import say
from runtime.memory.charter import Charter
from runtime.sleep.derived import ASKED, PLANNED, derived
from runtime.sleep.facts import PLACED, Known
from runtime.sleep.statement import statement
from runtime.sleep.unanswered import Unanswered

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)


def answer(request: Request) -> ToolCall:
    """Knows nothing but its manners."""
    asked = request.prompt.messages[-1].text
    return say("I don’t know that yet." if "Ana" in asked else "I like it.")


@pytest.fixture
def loop(memory: MemoryFile) -> Loop:
    made = Loop.on(memory, answer)
    made.engine.clock = Clock(AT)
    return made


def put_together(loop: Loop, heading: str) -> list[str]:
    with loop.engine.reading() as session:
        texts = [each.split("\n") for each in session.exec(select(Passage.text))]
    return next((each[1:] for each in texts if each[0] == heading), [])


def test_a_question_without_an_answer_stands_with_what_was_said_since(loop: Loop):
    loop.say("Where does Ana live?")
    loop.say("How do you like Rome?")
    told(loop, "Ben lives in Wien", "Ana lives in Oslo", "I live in Rome")
    sleep(loop)
    assert put_together(loop, ASKED) == ["Where does Ana live? Ana lives in Oslo"]
    told(loop, "Ana moved to Bergen")
    sleep(loop)
    assert put_together(loop, ASKED) == [], "what answered it is no longer so"


def test_what_was_said_before_was_no_answer_then_and_is_none_now(loop: Loop):
    told(loop, "Ana lives in Oslo")
    loop.say("Where does Ana live?")
    sleep(loop)
    assert put_together(loop, ASKED) == []


def test_after_a_month_it_is_no_longer_expected(loop: Loop):
    loop.say("Where does Ana live?")
    told(loop, "Ana lives in Oslo")
    sleep(loop)
    loop.engine.clock = Clock(AT + timedelta(days=31))
    assert sleep(loop)
    assert put_together(loop, ASKED) == []


def test_what_is_never_to_be_stored_is_not_repeated(loop: Loop):
    with loop.engine.writing() as session:
        Charter(never=("Ana",)).save(session)
    loop.say("Where does Ana live?")
    told(loop, "Ana lives in Oslo")
    sleep(loop)
    assert put_together(loop, ASKED) == []


@pytest.mark.parametrize(
    ("question", "line", "answered"),
    [
        ("What is Ana's dog called?", "Ana's dog is called Rex", True),
        ("Where do I live?", "They live in Oslo", True),
        ("Where do I live?", "Ana lives in Oslo", False),
        ("Where does Ana live?", "They live with Ana", False),
        ("When is Ana's birthday?", "Ana's dog is called Rex", False),
        ("Why?", "They live in Oslo", False),
    ],
)
def test_a_line_answers_that_tells_what_was_asked_of_the_same_person(question: str, line: str, *, answered: bool):
    assert Unanswered(question, AT).answered_by(line) is answered


@pytest.mark.parametrize(
    ("said", "planned"),
    [
        ("I want to see Rome", True),
        ("I am planning to paint the kitchen", True),
        ("I have to call the dentist", True),
        ("I want to be happy", False),
        ("I fly to Rome on 3 May", False),
        ("I have two dogs", False),
    ],
)
def test_plans_without_a_date_stand_together_for_two_months(said: str, *, planned: bool):
    fact = Known(1, 1, statement(said), PLACED, AT, None, None, None)
    assert (PLANNED in derived([fact], AT + timedelta(days=59))) is planned
    assert PLANNED not in derived([fact], AT + timedelta(days=61))
