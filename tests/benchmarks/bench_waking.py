"""How soon the chat has its LLM back when the person returns to a sleep, over 500 random instants.

    python tests/benchmarks/bench_waking.py [--times 500]

The assistant sleeps with a real LLM in its own process, over statements that code does not understand, so that the LLM
is asked about each. At a random instant the person is back; measured is the time until the LLM has answered somebody
else, and beside it what both processes computed until then: on a crowded machine the rest is waiting for a core. In the
column *waits for its end* nothing stops the sleep's call of the LLM: as it would be without preemption. The second LLM
has random weights and reads for seconds before each call, so nearly every instant lies inside a prefill; the third
computes long between two moments at which it can be stopped.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path
from threading import Event

import random_gguf
from loop import Loop
from sleeping import told

from models.memory_file import MemoryFile
from runtime.assistant import Assistant
from runtime.home import Home
from runtime.llm.choice import built_in
from runtime.llm.host import HostedLLM
from runtime.llm.port import LLMSettings
from runtime.sleep import work

KEY = bytes(range(32))
GOAL_MS = 100


def tell(memory: MemoryFile, llm: HostedLLM, first: int) -> None:
    """Say much that code does not understand."""
    numbers = range(first, first + 20)
    told(Loop.on(memory, llm), *(f"I talked about {n} green birds with Ana, and we laughed." for n in numbers))


def computed(llm: HostedLLM) -> float:
    """Milliseconds that this process and the LLM's have computed; of the LLM's, what Linux tells."""
    told = Path(f"/proc/{llm.process_id}/schedstat")
    return time.process_time() * 1e3 + (int(told.read_text().split()[0]) / 1e6 if told.is_file() else 0)


def woken(folder: Path, llm: HostedLLM, times: int, longest: float) -> tuple[list[float], list[float]]:
    """Milliseconds until the LLM was free, by the clock and of computing."""
    late: list[float] = []
    spent: list[float] = []
    chance, said = random.Random(6), 0
    with Assistant.open(Home(folder), key=KEY, emit=lambda _: None, llm=llm, resume=False) as assistant:
        memory = assistant._engine.memory  # noqa: SLF001 - to put messages in
        while len(late) < times:
            done = assistant.sleep.start()
            time.sleep(chance.uniform(0, longest))
            if done.done():
                tell(memory, llm, said)
                said += 20
                continue
            back, before = time.perf_counter(), computed(llm)
            assistant.sleep.wake()
            if done.result() == "interrupted":
                llm.count_text("Hello")
                late.append((time.perf_counter() - back) * 1e3)
                spent.append(computed(llm) - before)
    return late, spent


def unstopped(folder: Path, llm: HostedLLM) -> list[float]:
    """Milliseconds that one question of a sleep to the LLM takes when nobody stops it."""
    taken: list[float] = []
    with MemoryFile.open(folder / "unstopped.loci", KEY) as memory:
        loop = Loop.on(memory, llm)
        for number in range(3):
            told(loop, f"I talked about {number} green birds with Ana yesterday.")
            begun = work.begin(loop.engine)
            assert begun
            at = time.perf_counter()
            work.Work(loop.engine, begun.id, Event()).run()
            taken.append((time.perf_counter() - at) * 1e3)
    return taken


def figures(taken: list[float]) -> tuple[float, float, float]:
    """Median, p99 and longest."""
    ordered = sorted(taken)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))], ordered[-1]


def show(name: str, late: list[float], spent: list[float], baseline: list[float]) -> None:
    """A row."""
    missed = "" if figures(late)[1] <= GOAL_MS else "  missed"
    shown = "".join(f"{each:>10.1f}" for each in (*figures(late), *figures(spent)))
    print(f"{name:36}{len(late):>6}{shown}{max(baseline):>22.0f}{missed}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=500)
    times = parser.parse_args().times
    columns = ("median", "p99", "longest", "computing", "p99", "longest")
    head = f"{'the LLM is free, ms (p99 ≤ 100)':36}{'times':>6}" + "".join(f"{each:>10}" for each in columns)
    print(f"{head}{'waits for its end':>22}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        slow = random_gguf.Network(width=512, layers=8, heads=8, inner=2_048)
        wide = random_gguf.Network(width=2_048, layers=2, heads=16, inner=8_192)
        weights = {
            "built-in": (built_in(), times, 0.4),
            "25 million random weights": (random_gguf.build(folder / "slow.gguf", network=slow), times // 5, 1.0),
            "134 million, in two layers": (random_gguf.build(folder / "wide.gguf", network=wide), times // 5, 1.0),
        }
        for label, (path, number, longest) in weights.items():
            place = folder / label
            place.mkdir()
            with closing(HostedLLM(LLMSettings(path, threads=1))) as llm:
                llm.load()
                baseline = unstopped(place, llm)
                late, spent = woken(place, llm, number, longest)
            show(label, late, spent, baseline)


if __name__ == "__main__":
    main()
