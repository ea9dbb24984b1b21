"""What a sleep did is one change set: shown with its evidence, taken back line by line or as a whole."""

from datetime import UTC, datetime

import pytest
from loop import Clock, Loop
from sleeping import noted, sleep, told
from sqlmodel import select

from models.memory_file import MemoryFile
from models.tables import Fact, Passage
from runtime import person, reading
from runtime.errors import EditConflict, InputRefused
from runtime.history.undoing import redo_sleep
from runtime.sleep.report import SleepReport, report
from runtime.sleep.taking_back import undo_line, undo_sleep


@pytest.fixture
def loop(memory: MemoryFile) -> Loop:
    made = Loop.on(memory, [])
    made.engine.clock = Clock(datetime.now(UTC))  # the journal has the machine's time
    return made


def reported(loop: Loop) -> SleepReport:
    with loop.engine.reading() as session:
        found = report(session, loop.engine.place.agent_id)
    assert found
    return found


def version(loop: Loop) -> int:
    with loop.engine.reading() as session:
        return next(
            each.version for each in reading.blocks(session, loop.engine.place.agent_id) if each.label == "human"
        )


@pytest.fixture
def slept(loop: Loop) -> Loop:
    """A block with a stale line and a line said twice; then a sleep."""
    first, second, third = told(loop, "I live in Oslo", "My dog is called Rex", "my dog's name is Rex")
    noted(loop, "They live in Oslo", first)
    noted(loop, "Dog: Rex", second)
    noted(loop, "Their dog's name is Rex", third)
    told(loop, "I moved to Bergen. My sister lives in Rome.")
    sleep(loop)
    return loop


BEFORE = "They live in Oslo\nDog: Rex\nTheir dog's name is Rex"


def test_the_report_says_what_was_merged_corrected_and_added_and_on_what_evidence(slept: Loop):
    assert slept.block("human") == "They moved to Bergen\nDog: Rex\nTheir sister lives in Rome"
    found = [(each.kind, each.before, each.after) for each in reported(slept).lines]
    assert found == [
        ("merged", "Their dog's name is Rex", ""),
        ("corrected", "They live in Oslo", "They moved to Bergen"),
        ("added", "", "Their sister lives in Rome"),
    ]
    for line in reported(slept).lines:
        assert line.evidence, "no change without evidence"
        assert not line.undone


def test_the_whole_is_taken_back_at_once(slept: Loop):
    assert undo_sleep(slept.engine, reported(slept).id) == 3
    assert slept.block("human") == BEFORE
    assert all(each.undone for each in reported(slept).lines)
    assert undo_sleep(slept.engine, reported(slept).id) == 0
    with slept.engine.reading() as session:
        assert {each.statement for each in session.exec(select(Fact)) if each.valid_until is None} == {
            "They live in Oslo",
            "Their dog is called Rex",
        }


def facts(loop: Loop) -> dict[str, dict[str, object]]:
    """What every fact says of itself, and which it was replaced by."""
    with loop.engine.reading() as session:
        rows = session.exec(select(Fact)).all()
        uids = {each.id: each.uid for each in rows}
        return {
            each.uid: each.model_dump(exclude={"id", "replaced_by_id"}) | {"replaced": uids.get(each.replaced_by_id)}
            for each in rows
        }


def test_what_was_taken_back_comes_back_with_its_facts_and_goes_with_them_again(slept: Loop):
    block, before, sleep_id = slept.block("human"), facts(slept), reported(slept).id
    undo_sleep(slept.engine, sleep_id)
    undone = facts(slept)
    assert len(undone) == len(before) - 2
    for _ in range(2):
        redo_sleep(slept.engine, sleep_id)
        assert slept.block("human") == block
        assert facts(slept) == before
        assert [each.undone for each in reported(slept).lines] == [False] * 3
        undo_sleep(slept.engine, sleep_id)
        assert slept.block("human") == BEFORE
        assert facts(slept) == undone


def test_each_line_is_taken_back_by_itself_whatever_came_after_it(slept: Loop):
    merged, corrected, added = reported(slept).lines
    undo_line(slept.engine, corrected.id)
    assert slept.block("human") == "They live in Oslo\nDog: Rex\nTheir sister lives in Rome"
    undo_line(slept.engine, added.id)
    undo_line(slept.engine, merged.id)
    assert slept.block("human") == BEFORE
    with pytest.raises(InputRefused):
        undo_line(slept.engine, merged.id)


def test_what_was_taken_back_is_not_done_again_by_the_next_sleep(slept: Loop):
    undo_sleep(slept.engine, reported(slept).id)
    told(slept, "The sun is out")
    sleep(slept)
    assert slept.block("human") == BEFORE


def test_what_the_person_changed_since_is_not_overwritten(slept: Loop):
    _, corrected, _ = reported(slept).lines
    person.edit_block(slept.engine, "human", "They moved to Tromsø", version(slept))
    with pytest.raises(EditConflict):
        undo_line(slept.engine, corrected.id)
    with pytest.raises(EditConflict):
        undo_sleep(slept.engine, reported(slept).id)
    assert slept.block("human") == "They moved to Tromsø", "and nothing else was taken back either"


def test_a_line_that_was_moved_away_comes_back(loop: Loop):
    names = [f"{a}{b}on" for a in "BDFGKLMNPRST" for b in ("al", "er", "im", "or", "us", "ab")]
    told(loop, *(f"{name} lives in {name}ville" for name in names))
    sleep(loop)
    before = loop.block("human")
    gone = next(name for name in names if f"{name} lives" not in before)
    told(loop, *(f"Where does {gone} live?" for _ in range(4)))
    sleep(loop)
    undo_sleep(loop.engine, reported(loop).id)
    assert sorted(loop.block("human").split("\n")) == sorted(before.split("\n"))
    with loop.engine.reading() as session:
        assert f"{gone} lives in {gone}ville" in {each.text for each in session.exec(select(Passage))}
