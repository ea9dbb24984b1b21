"""The ``loci`` command as a process of its own, in the environment of the test."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SUPPORT = Path(__file__).parent
COMMAND = (sys.executable, "-m", "app")
SCRIPTED = (sys.executable, str(SUPPORT / "scripted_conversation.py"))


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment with the checkout importable, and more variables."""
    path = os.pathsep.join(each for each in (str(ROOT), os.environ.get("PYTHONPATH", "")) if each)
    return {**os.environ, "PYTHONPATH": path, **(more or {})}


def loci(
    *arguments: str | bytes,
    typed: str | bytes = b"",
    more: Mapping[str, str] | None = None,
    before: Sequence[str] = (),
    timeout: float = 240,
) -> subprocess.CompletedProcess[str]:
    """Run ``loci`` to its end with ``typed`` on its standard input; ``before`` are words in front of the command."""
    raw = typed.encode() if isinstance(typed, str) else typed
    command = [*before, *COMMAND, *arguments]
    done = subprocess.run(
        command, input=raw, capture_output=True, env=environment(more), cwd=ROOT, timeout=timeout, check=False
    )
    return subprocess.CompletedProcess(
        command, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace")
    )


def begin(*command: str | bytes, more: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """Start a process with pipes, in a process group of its own, and leave it running."""
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(more),
        cwd=ROOT,
        start_new_session=True,
    )


def objects(text: str) -> list[dict[str, Any]]:
    """The JSON objects of an output, one a line."""
    return [json.loads(line) for line in text.splitlines()]
