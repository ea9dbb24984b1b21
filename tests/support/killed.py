"""A process of its own that is killed in the middle of its work."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def killed_after(seconds: float, code: str, *arguments: str | Path) -> bool:
    """Kill the code so long after it printed "begins"; whether it had printed "done" by then."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests" / "support")])}
    command = [sys.executable, "-W", "ignore", "-c", code, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "begins\n"
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
        return "done" in child.stdout.read()
