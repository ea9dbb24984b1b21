"""Resident memory of the runtime without an LLM, beside a bare interpreter in the same run.

    python tests/benchmarks/bench_memory.py

Each row is a process of its own that does one thing more than the row above it and then reports its resident
memory (Linux: VmRSS; elsewhere the largest it ever was), in MiB.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LETTA_SERVER_MIB = 468  # Letta 0.16.7's server with another 168 MiB of PostgreSQL, measured on this kind of machine
TOLD = 300  # messages

REPORT = """
def report():
    import pathlib, re, resource, sys
    status = pathlib.Path("/proc/self/status")
    if status.exists():
        print(int(re.search(r"VmRSS:\\s+(\\d+)", status.read_text()).group(1)) / 1024)
    else:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(peak / (1024 * 1024 if sys.platform == "darwin" else 1024))
"""
OPEN = """
from runtime.assistant import Assistant
from runtime.home import Home
from runtime.llm.scripted import ScriptedLLM
assistant = Assistant.open(Home.find(), key=None, emit=lambda event: None, llm=ScriptedLLM([]))
"""
TELL = f"""
for number in range({TOLD}):
    assistant.wait(assistant.submit(f"Message number {{number}}: my dog is called Biscuit{{number}}"))
assistant.search_messages("What is my dog called?")
"""
ROWS = [
    ("bare interpreter", ""),
    ("terminal commands imported", "import runtime.cli\n"),
    ("runtime imported", "import runtime.assistant\n"),
    ("memory file open, nothing said", OPEN),
    (f"{TOLD:,} messages told, indexed and searched", OPEN + TELL),
]


def resident(code: str) -> float:
    """Resident MiB of a process that ran ``code``, with a memory of its own."""
    with tempfile.TemporaryDirectory(prefix="loci-bench-") as folder:
        environment = {
            **os.environ,
            "LOCI_HOME": folder,
            "LOCI_PASSPHRASE": "a passphrase for benchmarks",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-c", f"{REPORT}{code}\nreport()\n"]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=ROOT)
    return float(done.stdout.split()[-1])


def main() -> None:
    """Print the table."""
    found = [(name, resident(code)) for name, code in ROWS]
    bare = found[0][1]
    print(f"{'resident memory without an LLM':<46} {'MiB':>7} {'/ bare':>7}")
    for name, mebibytes in found:
        print(f"{name:<46} {mebibytes:>7.0f} {mebibytes / bare:>7.1f}")
    print(f"{'Letta 0.16.7 server, measured elsewhere':<46} {LETTA_SERVER_MIB:>7}")


if __name__ == "__main__":
    main()
