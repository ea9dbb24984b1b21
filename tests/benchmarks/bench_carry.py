"""A memory carried out, in, and under another key, beside a bare copy of its file by SQLite's backup API.

    python tests/benchmarks/bench_carry.py [MESSAGES]

- *bare copy*: SQLite's backup API from one encrypted file into another, and nothing else;
- *backup*: what `loci backup make` does, every page of source and copy checked;
- *another key*: what `loci key rekey` does, the file written anew and put in place;
- *export*: a portable file under a passphrase (Argon2id as it is by default, once);
- *import*: that file into an empty memory, every message indexed for search; and once more, when all of it is there.

CPU time beside the clock, because the clock of a busy machine says nothing; the ratios are of CPU time.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

from long_talk import fill
from loop import Loop

from models.connection import connect
from models.memory_file import MemoryFile
from runtime.carry import files

KEY, NEXT = bytes(range(32)), bytes(range(100, 132))
PASSPHRASE = "a passphrase for benchmarks"


def bare_copy(path: Path, target: Path) -> None:
    """SQLite's backup API, encrypted to encrypted."""
    target.touch()
    source, copied = connect(path, KEY), connect(target, KEY)
    source.backup(copied)
    copied.close()
    source.close()


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of CPU and of the clock."""
    began, cpu = time.perf_counter(), time.process_time()
    work()
    return time.process_time() - cpu, time.perf_counter() - began


def measure(folder: Path, messages: int) -> tuple[int, dict[str, tuple[float, float]]]:
    """Bytes of the file, and what each took."""
    path, portable = folder / "memory.loci", folder / "portable.loci"
    with MemoryFile.open(path, KEY) as memory, MemoryFile.open(folder / "other.loci", KEY) as other:
        engine, there = Loop.on(memory, []).engine, Loop.on(other, []).engine
        fill(memory, messages)
        memory.copy(folder / "warm.loci")
        size = (folder / "warm.loci").stat().st_size
        deeds: dict[str, Callable[[], object]] = {
            "bare copy": lambda: bare_copy(path, folder / "bare.loci"),
            "backup": lambda: memory.copy(folder / "backup.loci"),
            "export": lambda: files.export_portable(engine, portable, PASSPHRASE),
            "import": lambda: files.bring_file(there, portable, PASSPHRASE),
            "the same again": lambda: files.bring_file(there, portable, PASSPHRASE),
            "another key": lambda: memory.rekey(NEXT, lambda _salt: None),
        }
        taken = {name: timed(deed) for name, deed in deeds.items()}
    return size, taken


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("messages", nargs="?", type=int, default=100_000)
    messages = parser.parse_args().messages
    with tempfile.TemporaryDirectory(prefix="loci-bench-") as folder:
        size, taken = measure(Path(folder), messages)
    print(f"{messages:,} messages, a file of {size / 1e6:,.1f} MB")
    print(f"{'':16}{'CPU':>10}{'clock':>10}{'÷ bare copy':>14}")
    bare, _ = taken["bare copy"]
    for name, (cpu, clock) in taken.items():
        print(f"{name:16}{cpu:>8.2f} s{clock:>8.2f} s{cpu / bare:>14.1f}")


if __name__ == "__main__":
    main()
