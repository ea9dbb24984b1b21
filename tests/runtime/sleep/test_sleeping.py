"""Sleep gives way at once, loses nothing by it, and goes on where it was."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from invariants import broken
from loop import Clock, Loop
from sleeping import noted, sleep, told
from sqlmodel import select

from models.memory_file import MemoryFile
from models.tables import Fact, Passage
from runtime.assistant import Assistant
from runtime.errors import Stopped
from runtime.events import Event, Reply, SleepEnded, SleepStarted
from runtime.home import Home
from runtime.llm.port import Choice, Request, ToolCall
from runtime.llm.scripted import ScriptedLLM, call, say
from runtime.sleep import work

KEY = bytes(range(32))
NIGHT = datetime(2026, 11, 2, tzinfo=UTC)
NAMES = [f"{a}{b}on" for a in "BDFGKLMNPRST" for b in ("al", "er", "im")]
SAID = [
    *(f"{name} lives in Saint {name} on the {name} River, by the old {name} Bridge" for name in NAMES),
    *(f"{name} moved to {name}port" for name in NAMES[::3]),
    *(f"I like {name} pie, and {name} keeps bees." for name in NAMES[::4]),
    *(f"Where does {name} live?" for name in NAMES[::5]),
]


def keep_all(request: Request) -> ToolCall:
    """Keeps the first of what is offered."""
    lines = next(each.kind.values for each in request.forms[1].parameters if each.name == "content")
    return call("core_memory_append", label="human", content=lines[0])


def month(memory: MemoryFile) -> Loop:
    """Much to tidy: the chat noted the first facts, twice, and then its block was full."""
    loop = Loop.on(memory, keep_all)
    loop.engine.clock = Clock(NIGHT - timedelta(days=1))
    ids = told(loop, *SAID)
    for message_id, text in list(zip(ids, SAID, strict=True))[:10]:
        noted(loop, text, message_id)
        noted(loop, f"{text}.", message_id)
    loop.engine.clock = Clock(NIGHT)
    return loop


def remembered(loop: Loop) -> tuple[object, ...]:
    """All that a sleep leaves behind."""
    with loop.engine.reading() as session:
        facts = [(each.statement, each.message_id, each.start, each.valid_until) for each in session.exec(select(Fact))]
        passages = sorted(each.text for each in session.exec(select(Passage)))
    return loop.block("human"), facts, passages


class Interrupting(threading.Event):
    """Set after it was looked at so many times."""

    def __init__(self, looks: int) -> None:
        super().__init__()
        self._left = looks

    def is_set(self) -> bool:
        self._left -= 1
        return self._left < 0


def test_interrupted_sleeps_together_do_the_same_as_one_that_was_not(
    tmp_path: Path, repetitions: Callable[[int, int], int]
):
    with MemoryFile.open(tmp_path / "whole.loci", KEY) as memory:
        whole = month(memory)
        sleep(whole)
        expected = remembered(whole)
    chance = random.Random(6)
    for number in range(repetitions(1, 25)):
        with MemoryFile.open(tmp_path / f"{number}.loci", KEY) as memory:
            loop, interruptions = month(memory), 0
            while begun := work.begin(loop.engine):
                try:
                    work.Work(loop.engine, begun.id, Interrupting(chance.randrange(1, 40))).run()
                except Stopped:
                    interruptions += 1
            assert interruptions
            assert remembered(loop) == expected
            with memory.reading() as session:
                whole_file = ("integrity", "cipher", "foreign key", "the journal", "passage")
                assert not [each for each in broken(session) if each.startswith(whole_file)]


_SLEEPER = """
import sys
from pathlib import Path
from loop import Clock, Loop
from sleeping import sleep
from test_sleeping import NIGHT, keep_all
from models.memory_file import MemoryFile
with MemoryFile.open(Path(sys.argv[1]), bytes(range(32))) as memory:
    loop = Loop.on(memory, keep_all)
    loop.engine.clock = Clock(NIGHT)
    print("asleep", flush=True)
    sleep(loop)
    print("done", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
def test_killed_sleeps_together_do_the_same_as_one_that_was_not(tmp_path: Path, repetitions: Callable[[int, int], int]):
    with MemoryFile.open(tmp_path / "whole.loci", KEY) as memory:
        whole = month(memory)
        sleep(whole)
        expected = remembered(whole)
    path, chance, killed = tmp_path / "killed.loci", random.Random(6), 0
    with MemoryFile.open(path, KEY) as memory:
        month(memory)
    folders = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "support"), str(Path(__file__).parents[3])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([*folders, os.environ.get("PYTHONPATH", "")])}
    for _ in range(repetitions(1, 25)):
        command = [sys.executable, "-c", _SLEEPER, str(path)]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as sleeper:
            assert sleeper.stdout.readline() == "asleep\n"
            time.sleep(chance.uniform(0.0, 0.3))
            sleeper.send_signal(signal.SIGKILL)
            killed += sleeper.wait() == -signal.SIGKILL
    assert killed
    with MemoryFile.open(path, KEY) as memory:
        loop = Loop.on(memory, keep_all)
        loop.engine.clock = Clock(NIGHT)
        sleep(loop)
        assert remembered(loop) == expected


class Reading(ScriptedLLM):
    """Reads for ten seconds before each call, and stops reading when it is told to, as a prefill does."""

    def __init__(self) -> None:
        super().__init__(lambda _: say("Here I am."))
        self.reading = threading.Event()

    def generate(self, request: Request, *, on_text: Callable[[str], None], stop: threading.Event):
        if isinstance(request.forms[0].parameters[0].kind, Choice):  # asked in a sleep, not in a turn
            self.reading.set()
            if stop.wait(10):
                raise Stopped("Stopped.")
        return super().generate(request, on_text=on_text, stop=stop)


def test_a_message_interrupts_a_sleep_in_the_middle_of_a_prefill_and_is_answered_at_once(home: Home):
    events: list[Event] = []
    llm = Reading()
    with Assistant.open(home, key=KEY, emit=events.append, llm=llm) as assistant:
        assert assistant.wait(assistant.submit("Hello"), 60)
        loop = Loop(assistant._engine.memory, assistant._engine, assistant._thread._context)  # noqa: SLF001 - to put messages in
        told(loop, "I keep bees on the roof", "I live in Oslo")
        assistant.sleep.start()
        assert llm.reading.wait(60)
        begun = time.perf_counter()
        turn_id = assistant.submit("I am back")
        while not any(isinstance(each, SleepEnded) for each in events):
            time.sleep(0.001)
        assert time.perf_counter() - begun < 0.5  # 0.1 where nothing else runs
        assert assistant.wait(turn_id, 60)
        assert [each.text for each in events if isinstance(each, Reply)] == ["Here I am.", "Here I am."]
        assert [each.finished for each in events if isinstance(each, SleepEnded)] == [False]
        llm.reading.clear()
        assistant.sleep.start()
        assert llm.reading.wait(60), "it begins again with the message in which it was interrupted"
        assistant.sleep.wake()
        assert [each.resumed for each in events if isinstance(each, SleepStarted)] == [False, True]


def test_sleep_now_waits_for_the_report(home: Home):
    with Assistant.open(home, key=KEY, emit=lambda _: None, llm=ScriptedLLM([])) as assistant:
        assert assistant.sleep.now() is None
        assert assistant.wait(assistant.submit("I live in Oslo"), 60)
        report = assistant.sleep.now()
        assert report
        assert report.ended_at
        assert [each.after for each in report.lines] == ["They live in Oslo"]
        assert assistant.sleep.undo(report.id) == 1
        assert assistant.blocks()[1].value == ""


def test_a_sleep_leaves_a_backup_of_what_it_made_unless_none_are_wanted(home: Home):
    with Assistant.open(home, key=KEY, emit=lambda _: None, llm=ScriptedLLM([])) as assistant:
        for town in ("Oslo", "Rome"):
            assert assistant.wait(assistant.submit(f"I live in {town}"), 60)
            assistant.sleep.now()
            newest = assistant.vault.backups.list()[0]
            assert newest.kind == "automatic"
            with MemoryFile.open(home.backups / newest.name, KEY) as memory:
                assert Loop.on(memory, []).block("human") == f"They live in {town}"
        assistant.change_setting("backup_hours", 0)
        assert assistant.wait(assistant.submit("I live in Paris"), 60)
        assistant.sleep.now()
        assert assistant.vault.backups.list()[0] == newest


def test_an_interrupted_backup_leaves_nothing_and_the_sleep_is_finished(home: Home):
    with Assistant.open(home, key=KEY, emit=lambda _: None, llm=ScriptedLLM([])) as assistant:
        assert assistant.wait(assistant.submit("I live in Oslo"), 60)
        back = threading.Event()
        back.set()
        with pytest.raises(Stopped):
            assistant.vault.backups.make_after_sleep(back)
        assert assistant.vault.backups.list() == ()
        assert [each.name for each in home.backups.iterdir()] == []
