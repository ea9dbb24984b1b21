"""With the built-in LLM, small as it is: what it cannot do in a sleep does no harm, and it gives way at once."""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Timer

import pytest
from loop import Loop
from scripted_month import figures, lived, month
from sleeping import sleep, told
from sqlmodel import col, select

from models.memory_file import MemoryFile
from models.tables import Fact, JournalEntry, Passage, Sleep
from runtime.assistant import Assistant
from runtime.errors import Stopped
from runtime.home import Home
from runtime.llm.choice import built_in
from runtime.llm.host import HostedLLM
from runtime.llm.port import LLMSettings, Prompt, TokenCounts
from runtime.sleep import work
from runtime.sleep.statement import statement

KEY = bytes(range(32))
LATEST = 1.0
"""Seconds on a machine that does much else; bench_waking measures it."""


@pytest.fixture(scope="module")
def llm() -> Iterator[HostedLLM]:
    with closing(HostedLLM(LLMSettings(built_in(), threads=1))) as hosted:
        hosted.load()
        yield hosted


def test_nothing_is_made_up_and_nothing_is_lost(memory: MemoryFile, llm: HostedLLM):
    script = month(talks=2, matters=20, corrections=4, contradictions=2, asides=4)
    loop = Loop.on(memory, llm)
    lived(loop, script)
    noted = set(loop.block("human").split("\n"))
    sleep_id = sleep(loop)
    after = figures(loop, script)
    assert (after.groundless, after.lost, after.bad) == (0, 0, 0)
    said = {statement(text.removeprefix("No, ")).line for talk in script.talks for text in talk}
    with loop.engine.reading() as session:
        assert session.get_one(Sleep, sleep_id).asked, "it was asked about what code does not understand"
        put_away = [row for text in session.exec(select(Passage.text)) for row in text.split("\n")]
        kept = {row for row in (*loop.block("human").split("\n"), *put_away) if not row.startswith("What ")}
        assert kept <= said | noted, "no line is anybody's but the person's"
        persona = select(JournalEntry).where(JournalEntry.label == "persona", JournalEntry.cause == "sleep")
        assert not session.exec(persona).all()


def asides(loop: Loop) -> None:
    """Much that code does not understand: the LLM is asked about each."""
    told(loop, *(f"I talked about {n} green birds with Ana, and we laughed." for n in range(2, 10)))


def remembered(loop: Loop) -> tuple[object, ...]:
    with loop.engine.reading() as session:
        facts = [(each.statement, each.message_id) for each in session.exec(select(Fact).order_by(col(Fact.id)))]
        return loop.block("human"), facts, sorted(session.exec(select(Passage.text)))


def test_interrupted_at_random_instants_it_gives_way_and_does_the_same_in_the_end(
    tmp_path: Path, llm: HostedLLM, repetitions: Callable[[int, int], int]
):
    with MemoryFile.open(tmp_path / "whole.loci", KEY) as memory:
        whole = Loop.on(memory, llm)
        asides(whole)
        sleep(whole)
        expected = remembered(whole)
    chance, number = random.Random(6), 0
    late: list[float] = []
    while len(late) < repetitions(8, 500):
        number += 1
        with MemoryFile.open(tmp_path / f"{number}.loci", KEY) as memory:
            loop = Loop.on(memory, llm)
            asides(loop)
            while begun := work.begin(loop.engine):
                late += interrupted(loop, begun.id, chance.uniform(0.0, 0.3))
            assert remembered(loop) == expected
    assert statistics.median(late) < LATEST


def interrupted(loop: Loop, sleep_id: int, after: float) -> list[float]:
    """Work on for so long; how late it was over after that, nothing where it came to its end."""
    stop = Event()
    back: list[float] = []

    def come_back() -> None:
        back.append(time.perf_counter())
        stop.set()

    timer = Timer(after, come_back)
    timer.start()
    try:
        work.Work(loop.engine, sleep_id, stop).run()
    except Stopped:
        return [time.perf_counter() - back[0]]
    finally:
        timer.cancel()
    return []


SAID_ELSEWHERE = ("Ben lives in Wien", "Ben works at Skog", "I talked about green birds with Ana, and we laughed.")
AROUND = 80
"""Tokens around a message: its time, the lines beside it, and where the answer begins."""


class Warmed(HostedLLM):
    """Notes when it has read the prompt in the person's thinking time."""

    def __init__(self) -> None:
        super().__init__(LLMSettings(built_in(), threads=1))
        self.warmed: SimpleQueue[TokenCounts] = SimpleQueue()

    def warm(self, prompt: Prompt, *, stop: Event) -> TokenCounts:
        counts = super().warm(prompt, stop=stop)
        self.warmed.put(counts)
        return counts


def test_after_a_sleep_the_chat_is_read_again_beforehand_and_the_next_turn_reads_what_is_new(home: Home):
    """The sleep asked the chat's LLM about other prompts, and changed core memory, which stands before the chat."""
    with Assistant.open(home, key=KEY, emit=lambda _: None, llm=Warmed(), resume=False) as assistant:
        llm = assistant._engine.llm  # noqa: SLF001
        assert isinstance(llm, Warmed)
        for text in ("Hello", "My sister Ana lives in Rome", "Thank you, that was all I had to say today"):
            assert assistant.wait(assistant.submit(text), 120)
            llm.warmed.get(timeout=60)
        told(Loop(assistant._engine.memory, assistant._engine, assistant._thread._context), *SAID_ELSEWHERE)  # noqa: SLF001
        report = assistant.sleep.now()
        assert report
        assert [each.after for each in report.lines if each.kind == "added"], "core memory is another one"
        warmed = llm.warmed.get(timeout=60)
        assert warmed.prefilled > 100, "what stands before the chat and the chat were read again, beforehand"
        message = "Good morning"
        turn_id = assistant.submit(message)
        assert assistant.wait(turn_id, 120)
        first = assistant.steps(turn_id)[0]
        assert first.prefilled_tokens < llm.count_text(message) + AROUND
        assert first.prompt_tokens > 5 * first.prefilled_tokens
