"""Many files read while somebody talks: how long a turn takes then and otherwise, and whether memory grows.

    python tests/benchmarks/bench_documents.py [FILES] [--turns 12] [--json]

The built-in LLM answers the same message while files are read and embedded, and again after reading was paused and all
is embedded; so in turn, with other messages, for what else the machine does changes by the minute. Then the rest is
read in peace. Resident memory is that of the process with the memory file open, after each tenth of the files; each is
said as it is reached, so that a run that was ended early has told how far it came.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from many_passages import words

from runtime.assistant import Assistant
from runtime.home import Home
from runtime.settings import Settings

FILES = 10_000
TURNS = 12
SAID = ("Hello!", "How are you?", "Thank you.", "Good evening.")
_TICK = 0.05
_THINKING_SECONDS = 1.5
_PORTIONS = 10


def write_files(folder: Path, count: int) -> None:
    """So many short notes, a hundred in each folder, each of its own words."""
    dice = random.Random(5)
    for number in range(count):
        place = folder / f"{number // 100:04d}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"note {number}.md").write_text(f"# Note {number}\n\n{words(dice, 20, 80)}\n", encoding="utf-8")


def resident() -> float:
    """MiB of this process now, where the system tells; else the most it ever had."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmRSS:\s+(\d+)", status.read_text(encoding="ascii"))
        return int(found.group(1)) / 1024 if found else 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def turn(assistant: Assistant, text: str) -> float:
    """Seconds from sending to the end of the turn."""
    begin = time.perf_counter()
    assistant.wait(assistant.submit(text))
    return time.perf_counter() - begin


def side_by_side(assistant: Assistant, rounds: int) -> tuple[list[float], list[float]]:
    """So many turns while files are read, and as many while nothing else is done."""
    reading, calm = [], []
    for number in range(rounds):
        text = SAID[number % len(SAID)]
        assistant.documents.resume()
        time.sleep(_THINKING_SECONDS)
        reading.append(turn(assistant, text))
        assistant.documents.pause()
        while assistant.documents.progress().without_vectors:
            time.sleep(_TICK)
        time.sleep(_THINKING_SECONDS)
        calm.append(turn(assistant, text))
    assistant.documents.resume()
    return reading, calm


def until_read(assistant: Assistant, count: int) -> list[tuple[int, float]]:
    """Wait until all is read and embedded; at each tenth how many passages have vectors and the resident memory."""
    grown: list[tuple[int, float]] = []
    while True:
        progress = assistant.documents.progress()
        done = count - progress.left - progress.without_vectors
        if not grown or done >= grown[-1][0] + count / _PORTIONS:
            grown.append((done, resident()))
            print(f"{done:,} of {count:,}: {grown[-1][1]:.0f} MiB", file=sys.stderr, flush=True)
        if not progress.left and not progress.without_vectors and assistant.documents.wait(_TICK):
            return [*grown, (done, resident())]
        time.sleep(_TICK)


def measure(count: int, rounds: int) -> dict[str, object]:
    """The figures."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_files(folder / "notes", count)
        settings = Settings(temperature=0)
        with Assistant.open(Home(folder / "home"), key=os.urandom(32), emit=lambda _: None, settings=settings) as talk:
            for text in SAID:
                turn(talk, text)
            talk.documents.add(folder / "notes")
            reading, calm = side_by_side(talk, rounds)
            left, begin = talk.documents.progress().left, time.perf_counter()
            grown = until_read(talk, count)
            seconds = time.perf_counter() - begin
            failed = len(talk.documents.documents(status="failed"))
    return {
        "files": count,
        "failed": failed,
        "files_a_second": left / seconds,
        "turn_s": median(calm),
        "turn_while_reading_s": median(reading),
        "ratio": median(each / other for each, other in zip(reading, calm, strict=True)),
        "read_all_the_while": left > 0,
        "resident_mib": [[done, round(size, 1)] for done, size in grown],
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="?", type=int, default=FILES)
    parser.add_argument("--turns", type=int, default=TURNS)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measure(given.files, given.turns)
    if given.json:
        print(json.dumps(found))
        return
    print(f"{found['files']:,} files, {found['failed']} unreadable, {found['files_a_second']:.0f} a second")
    print(f"a turn: {found['turn_s']:.2f} s; while files are read: {found['turn_while_reading_s']:.2f} s")
    print(f"ratio {found['ratio']:.2f} (goal 1.2); files were left to read: {found['read_all_the_while']}")
    print("passages with vectors, resident MiB:", found["resident_mib"])


if __name__ == "__main__":
    main()
