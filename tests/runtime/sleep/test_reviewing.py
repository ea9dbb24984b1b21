"""Who wants to be asked first is: what a sleep would change is shown and not done, and done as it was shown."""

from pathlib import Path
from threading import Event

import pytest
import scripted_month
from loop import Loop
from scripted_month import Month, keep_all, month
from sleeping import noted, sleep, told
from sqlmodel import select

from models.memory_file import MemoryFile
from models.tables import JournalEntry, Passage, Sleep
from runtime.assistant import Assistant
from runtime.home import Home
from runtime.llm.scripted import ScriptedLLM
from runtime.memory.charter import Charter
from runtime.sleep import work
from runtime.sleep.consent import Consent
from runtime.sleep.paced import EVERY
from runtime.sleep.proposing import proposed
from runtime.sleep.report import ReportLine, report

KEY = bytes(range(32))
SAID = ("I live in Oslo", "My dog is called Rex", "my dog's name is Rex")
LATER = "I moved to Bergen. Ana lives in Rome. Ana works at Skog. Ana's birthday is on 3 May."


def lived(loop: Loop, *, review: bool) -> Loop:
    """A block with a stale line and one said twice, and facts that nobody noted; the person's rules."""
    for line, message in zip(
        ("They live in Oslo", "Dog: Rex", "Their dog's name is Rex"), told(loop, *SAID), strict=True
    ):
        noted(loop, line, message)
    told(loop, LATER)
    with loop.engine.writing() as session:
        Charter(review=review).save(session)
    return loop


@pytest.fixture
def loop(memory: MemoryFile) -> Loop:
    return lived(Loop.on(memory, []), review=True)


def state(loop: Loop) -> tuple[str, list[str]]:
    with loop.engine.reading() as session:
        return loop.block("human"), sorted(session.exec(select(Passage.text)))


def answer(loop: Loop, lines: tuple[ReportLine, ...], *without: int) -> None:
    begun = work.begin(loop.engine, answered=True)
    assert begun
    work.Work(loop.engine, begun.id, Event(), Consent.given(lines, without)).run()


def shown(loop: Loop) -> tuple[ReportLine, ...]:
    with loop.engine.reading() as session:
        found = report(session, loop.engine.place.agent_id)
    assert found
    assert found.waits
    return proposed(loop.engine, found.id).lines


def test_nothing_is_changed_before_the_yes_and_what_would_be_is_shown_with_its_evidence(loop: Loop):
    before = state(loop)
    sleep(loop)
    assert state(loop) == before
    with loop.engine.reading() as session:
        assert not [each for each in session.exec(select(JournalEntry)) if each.cause == "sleep"]
    lines = {each.kind: each for each in shown(loop)}
    assert (lines["corrected"].before, lines["corrected"].after) == ("They live in Oslo", "They moved to Bergen")
    (evidence,) = [each for each in lines["corrected"].evidence if each.text == LATER]
    assert evidence.text[evidence.start : evidence.end] == "I moved to Bergen"
    assert lines["derived"].after.startswith("What I know about Ana\n")
    assert [each.id for each in shown(loop)] == [-1, -2, -3, -4, -5, -6]


def test_what_is_done_after_the_yes_is_what_was_shown_and_what_an_unasked_sleep_does(loop: Loop, tmp_path: Path):
    sleep(loop)
    lines = shown(loop)
    answer(loop, lines)
    with loop.engine.reading() as session:
        found = report(session, loop.engine.place.agent_id)
    assert found
    assert found.ended_at
    assert [(each.kind, each.label, each.before, each.after) for each in found.lines] == [
        (each.kind, each.label, each.before, each.after) for each in lines
    ]
    with MemoryFile.open(tmp_path / "unasked.loci", KEY) as other:
        unasked = lived(Loop.on(other, []), review=False)
        sleep(unasked)
        assert state(unasked) == state(loop)


def test_a_month_is_rehearsed_as_it_is_then_done(tmp_path: Path):
    """A full block: lines are moved away and back, and each decision rests on those before it."""
    script = month(talks=6, matters=70, corrections=14, contradictions=10)
    with MemoryFile.open(tmp_path / "asked.loci", KEY) as memory:
        compare(memory, script, tmp_path / "unasked.loci")


def compare(memory: MemoryFile, script: Month, copy: Path) -> None:
    loop = Loop.on(memory, keep_all)
    scripted_month.lived(loop, script)
    memory.copy(copy)
    with loop.engine.writing() as session:
        Charter(review=True).save(session)
    sleep(loop)
    lines = shown(loop)
    assert {"added", "corrected", "merged", "moved", "derived"} == {each.kind for each in lines}
    answer(loop, lines)
    with MemoryFile.open(copy, KEY) as other:
        unasked = Loop.on(other, keep_all)
        unasked.engine.clock = loop.engine.clock
        sleep(unasked)
        assert state(unasked) == state(loop)


def test_a_line_that_is_left_out_is_not_done_nor_wanted_again(loop: Loop):
    sleep(loop)
    lines = shown(loop)
    (rome,) = [each.id for each in lines if each.after == "Ana lives in Rome"]
    (twice,) = [each.id for each in lines if each.kind == "merged"]
    answer(loop, lines, rome, twice)
    block, _ = state(loop)
    assert "They moved to Bergen" in block
    assert "Ana works at Skog" in block
    assert "Their dog's name is Rex" in block
    assert "Rome" not in block
    told(loop, "I like tea")
    sleep(loop)
    assert not [each for each in shown(loop) if "Rome" in each.after or each.kind == "merged"]


def test_what_was_not_shown_waits_on(loop: Loop):
    sleep(loop)
    lines = shown(loop)
    told(loop, "Ben lives in Wien")
    answer(loop, lines)
    assert "Ben lives in Wien" not in loop.block("human")
    assert [each.after for each in shown(loop)] == ["Ben lives in Wien"]


def test_what_is_said_meanwhile_is_taken_in_and_nothing_new_is_nothing_to_do(loop: Loop):
    first = sleep(loop)
    assert sleep(loop) is None
    told(loop, "Ben lives in Wien")
    assert sleep(loop) == first
    assert "Ben lives in Wien" in [each.after for each in shown(loop)]


def test_who_no_longer_wants_to_be_asked_has_it_done(loop: Loop):
    sleep(loop)
    with loop.engine.writing() as session:
        Charter().save(session)
    sleep(loop)
    assert "They moved to Bergen" in loop.block("human")
    with loop.engine.reading() as session:
        assert [each.status for each in session.exec(select(Sleep))] == ["ended"]


def test_what_sleep_does_not_dare_to_decide_is_asked_at_once(loop: Loop):
    told(loop, "Maybe Ana lives in Turin")
    sleep(loop)
    with loop.engine.reading() as session:
        found = report(session, loop.engine.place.agent_id)
    assert found
    assert [each.newer for each in found.questions] == ["Maybe Ana lives in Turin"]


def test_what_waits_is_worked_out_once_at_the_end_and_anew_only_where_somebody_wrote(loop: Loop, home: Home):
    begun = work.begin(loop.engine)
    assert begun
    doing = work.Work(loop.engine, begun.id, Event())
    assert not doing.run()
    assert doing.waiting == proposed(loop.engine, begun.id)
    with Assistant.open(home, key=KEY, emit=lambda _: None, llm=ScriptedLLM([])) as assistant:
        assistant.sleep.change_charter(Charter(review=True))
        inside = Loop.on(assistant._engine.memory, [])  # noqa: SLF001
        told(inside, LATER)
        shown = [assistant.sleep.now(), assistant.sleep.report()]
        told(inside, "I like tea")
        anew = assistant.sleep.report()
    assert shown[0]
    assert shown[1]
    assert anew
    assert [each.after for each in shown[0].lines] == [each.after for each in anew.lines]
    assert all(one is other for one, other in zip(shown[0].lines, shown[1].lines, strict=True))
    assert not any(one is other for one, other in zip(shown[0].lines, anew.lines, strict=True))


def test_the_person_is_looked_for_while_what_waits_is_worked_out(loop: Loop):
    told(loop, *(f"{chr(65 + number // 20)}{chr(97 + number % 20)}son lives in Rome" for number in range(120)))
    sleep(loop)
    looks: list[int] = []
    lines = proposed(loop.engine, 1, lambda: looks.append(1)).lines
    assert len(lines) > 100
    assert len(looks) > len(lines) + len(lines) // EVERY
