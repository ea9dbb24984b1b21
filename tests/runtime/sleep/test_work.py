"""A sleep reads what is new once, and leaves a memory in order in which every line has its evidence."""

from datetime import UTC, datetime
from threading import Event

import pytest
from loop import Clock, Loop
from sleeping import noted, sleep, told
from sqlmodel import col, select

from models.memory_file import MemoryFile
from models.tables import Fact, JournalEntry, JournalEvidence, Message, Passage, SleepChange, SleepQuestion
from runtime import person
from runtime.llm.port import Request, ToolCall
from runtime.llm.scripted import call, say
from runtime.sleep import work
from runtime.sleep.answering import answer


@pytest.fixture
def loop(memory: MemoryFile) -> Loop:
    made = Loop.on(memory, [])
    made.engine.clock = Clock(datetime.now(UTC))  # the journal has the machine's time
    return made


def lines(loop: Loop) -> list[str]:
    return [line for line in loop.block("human").split("\n") if line]


def kinds(loop: Loop) -> list[str]:
    with loop.engine.reading() as session:
        return [each.kind for each in session.exec(select(SleepChange).order_by(SleepChange.id))]


def test_what_was_said_and_not_noted_is_added_with_the_span_that_says_so(loop: Loop):
    (message_id,) = told(loop, "Hi! By the way, I live in Oslo.")
    assert sleep(loop)
    assert lines(loop) == ["They live in Oslo"]
    with loop.engine.reading() as session:
        (fact,) = session.exec(select(Fact)).all()
        message = session.get_one(Message, message_id)
        assert message.text[fact.start : fact.end] == "I live in Oslo"
        assert fact.valid_from == message.created_at
        entry = session.exec(select(JournalEntry).where(JournalEntry.cause == "sleep")).one()
        (evidence,) = session.exec(select(JournalEvidence).where(JournalEvidence.journal_id == entry.id)).all()
        assert (evidence.message_id, message.text[evidence.start : evidence.end]) == (message_id, "I live in Oslo")


def test_what_the_chat_noted_already_is_not_noted_again(loop: Loop):
    (message_id,) = told(loop, "I live in Oslo")
    noted(loop, "They live in Oslo.", message_id)
    sleep(loop)
    assert lines(loop) == ["They live in Oslo."]
    assert kinds(loop) == []


def test_a_newer_fact_takes_the_place_of_an_older_line_and_ends_its_validity(loop: Loop):
    first, second = told(loop, "I live in Oslo", "I moved to Bergen last week")
    noted(loop, "They live in Oslo", first)
    sleep(loop)
    assert lines(loop) == ["They moved to Bergen last week"]
    with loop.engine.reading() as session:
        older, newer = session.exec(select(Fact).order_by(Fact.id)).all()
        assert (older.valid_until, older.replaced_by_id) == (newer.valid_from, newer.id)
        assert (newer.message_id, newer.valid_until) == (second, None)
    assert kinds(loop) == ["corrected"]


def test_lines_that_say_the_same_become_one(loop: Loop):
    first, second = told(loop, "My dog is called Biscuit", "So, my dog's name is Biscuit!")
    noted(loop, "Dog: Biscuit", first)
    noted(loop, "Their dog's name is Biscuit", second)
    sleep(loop)
    assert lines(loop) == ["Dog: Biscuit"]
    assert kinds(loop) == ["merged"]


def test_what_the_person_wrote_by_hand_is_never_changed_but_asked_about(loop: Loop):
    person.edit_block(loop.engine, "human", "They live in Oslo", 1)
    told(loop, "I live in Bergen")
    sleep(loop)
    assert lines(loop) == ["They live in Oslo"]
    with loop.engine.reading() as session:
        (question,) = session.exec(select(SleepQuestion)).all()
        assert question.line == "They live in Oslo"
    told(loop, "Nice weather today")
    sleep(loop)
    assert lines(loop) == ["They live in Oslo"], "and it is asked once"
    with loop.engine.reading() as session:
        assert len(session.exec(select(SleepQuestion)).all()) == 1


def test_a_statement_that_doubts_itself_changes_nothing_but_is_asked_about(loop: Loop):
    told(loop, "My sister lives in Rome", "I think my sister lives in Paris")
    sleep(loop)
    assert lines(loop) == ["Their sister lives in Rome"]
    with loop.engine.reading() as session:
        assert len(session.exec(select(SleepQuestion)).all()) == 1


def test_what_the_person_took_out_of_the_block_does_not_come_back(loop: Loop):
    told(loop, "I live in Oslo")
    sleep(loop)
    person.edit_block(loop.engine, "human", "", 2)
    told(loop, "I like rain")
    sleep(loop)
    assert lines(loop) == ["They like rain"]


def test_where_nothing_new_was_said_nothing_is_done(loop: Loop):
    told(loop, "I live in Oslo")
    assert sleep(loop)
    assert sleep(loop) is None


def test_of_what_code_does_not_understand_the_llm_says_what_is_kept(memory: MemoryFile):
    asked: list[Request] = []

    def answer(request: Request) -> ToolCall:
        asked.append(request)
        if len(asked) > 1:
            return say("Noted.")
        return call("core_memory_append", label="human", content="They keep bees on the roof")

    loop = Loop.on(memory, answer)
    told(loop, "I keep bees on the roof, and my feet are cold today.")
    sleep(loop)
    assert lines(loop) == ["They keep bees on the roof"]
    offered = {form.tool: form.parameters for form in asked[0].forms}
    (content,) = [each.kind for each in offered["core_memory_append"] if each.name == "content"]
    assert content.values == ("They keep bees on the roof", "Their feet are cold today"), "and nothing else can be said"


def test_the_llm_may_say_that_a_line_is_no_longer_true(memory: MemoryFile):
    def answer(request: Request) -> ToolCall:
        spoken = request.prompt.messages[1].text
        if "keep" in spoken:
            return call("core_memory_append", heartbeat=False, label="human", content="They keep bees on the roof")
        new, old = "They sold the bees on the roof", "They keep bees on the roof"
        return call("core_memory_replace", heartbeat=False, label="human", old_content=old, new_content=new)

    loop = Loop.on(memory, answer)
    told(loop, "I keep bees on the roof")
    sleep(loop)
    told(loop, "I sold the bees on the roof")
    sleep(loop)
    assert lines(loop) == ["They sold the bees on the roof"]


def test_an_llm_that_names_what_was_not_offered_adds_nothing(memory: MemoryFile):
    loop = Loop.on(memory, lambda _: call("core_memory_append", label="human", content="They are rich"))
    told(loop, "I keep bees on the roof")
    sleep(loop)
    assert lines(loop) == []


def test_what_is_needed_least_makes_room_and_is_found_in_archival_memory(loop: Loop):
    told(loop, *(f"My favourite number{word} is {n}" for n, word in enumerate("abcdefghijklmnopqrstuvwxyz" * 4)))
    names = [f"{a}{b}on" for a in "BDFGKLMNPRST" for b in ("al", "er", "im", "or", "us")]
    told(loop, *(f"{name} lives in {name}ville" for name in names))
    told(loop, *("Where does Balon live?" for _ in range(3)))
    sleep(loop)
    block = loop.block("human")
    assert len(block) <= 2_000 * 0.85
    assert "Balon lives in Balonville" in block
    with loop.engine.reading() as session:
        kept = block.split("\n") + [each.text for each in session.exec(select(Passage))]
        facts = session.exec(select(Fact).where(col(Fact.valid_until).is_(None))).all()
        assert {each.statement for each in facts} <= set(kept)
        assert len(kept) == len(set(kept)), "each in one place"


def test_what_came_to_be_needed_comes_back_from_archival_memory(loop: Loop):
    names = [f"{a}{b}on" for a in "BDFGKLMNPRST" for b in ("al", "er", "im", "or", "us", "ab")]
    told(loop, *(f"{name} lives in {name}ville" for name in names))
    sleep(loop)
    gone = next(name for name in names if f"{name} lives" not in loop.block("human"))
    told(loop, *(f"Where does {gone} live?" for _ in range(4)))
    sleep(loop)
    assert f"{gone} lives in {gone}ville" in loop.block("human")
    with loop.engine.reading() as session:
        assert not [each for each in session.exec(select(Passage)) if each.text.startswith(gone)]


def test_what_the_person_decides_while_it_tidies_is_not_overwritten(loop: Loop):
    told(loop, "I live in Oslo", "My dog is called Biscuit", "Maybe I live in Bergen")
    sleep(loop)
    told(loop, "My cat is called Tom", "I like rain")
    begun = work.begin(loop.engine)

    class Answering(Event):
        """When it is looked at again after the first new line, the person answers the question."""

        def is_set(self) -> bool:
            with loop.engine.reading() as session:
                open_ones = [each for each in session.exec(select(SleepQuestion)) if each.answered_at is None]
            if open_ones and "Tom" in loop.block("human"):
                answer(loop.engine, open_ones[0].id, newer=True)
            return False

    work.Work(loop.engine, begun.id, Answering()).run()
    assert sorted(lines(loop)) == [
        "Their cat is called Tom",
        "Their dog is called Biscuit",
        "They like rain",
        "They live in Bergen",
    ]
