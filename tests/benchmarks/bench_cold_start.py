"""From the start of the process to the first painted window, against an empty PySide6 window; and resident memory.

The goal is a ratio of at most 2. The empty window imports the same three Qt modules and nothing else. Memory is
read after the window has opened a real memory file, the LLM not loaded. Both run on this machine's own display, or
without one (``offscreen``).
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUNS = 9
GOAL = 2.0

_FIRST_PAINT = """
import json, os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer

def resident_mib():
    pages = int(open("/proc/self/statm").read().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

class FirstPaint(QObject):
    def __init__(self, watched, then):
        super().__init__()
        self.then, self.seen = then, False
        watched.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not self.seen:
            self.seen = True
            QTimer.singleShot(0, self.then)
        return False

def tell(then=None):
    print(json.dumps({"at": time.clock_gettime(time.CLOCK_MONOTONIC), "mib": resident_mib()}), flush=True)
    os._exit(0)
"""

_EMPTY = (
    _FIRST_PAINT
    + """
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1120, 740)
paint = FirstPaint(window, tell)
window.show()
application.exec()
"""
)

_LOCI = (
    _FIRST_PAINT
    + """
sys.argv = ["loci"]
from app import __main__ as command
assert command._no_window() is None
from app import bootstrap
from runtime.home import Home
application = bootstrap.make_application()
window = bootstrap.make_window(application, Home.find())
paint = FirstPaint(window, tell)
window.show()
application.exec()
"""
)

_OPENED = (
    _FIRST_PAINT
    + """
sys.argv = ["loci"]
from app import bootstrap
from app.desk import Desk
from runtime.home import Home
from runtime.assistant import Assistant
Assistant.warm_up = lambda self: None
Assistant.llm_info = lambda self: None
application = bootstrap.make_application()
home = Home.find()
window = bootstrap.make_window(application, home)
desk = Desk(window, home)
window.show()
desk.open()
started = time.monotonic()
def look():
    if desk.is_open:
        QTimer.singleShot(1500, tell)
    elif time.monotonic() - started < 60:
        QTimer.singleShot(100, look)
look()
application.exec()
"""
)


def run(program: str, home: Path) -> tuple[float, float]:
    """Seconds from the start of the process to what the program waits for, and its resident MiB then."""
    environment = {
        **os.environ,
        "LOCI_HOME": str(home),
        "LOCI_PASSPHRASE": "for the benchmark",
        "PYTHONPATH": str(ROOT),
    }
    if not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    before = time.clock_gettime(time.CLOCK_MONOTONIC)
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    return told["at"] - before, told["mib"]


def main() -> int:
    """Measure in turns, so that a busy moment meets both; print the table."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "loci"
        programs = {"an empty window": _EMPTY, "Loci": _LOCI}
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
        for turn in range(RUNS + 1):
            for name, program in programs.items():
                measured = run(program, home)
                if turn:  # the first run reads the files from the disk and compiles them
                    found[name].append(measured)
        opened = run(_OPENED, home)[1]
    seconds = {name: statistics.median(each[0] for each in runs) for name, runs in found.items()}
    memory = {name: statistics.median(each[1] for each in runs) for name, runs in found.items()}
    print(f"{'first paint, median of ' + str(RUNS):<40}{'ms':>8}{'MiB':>8}")
    for name in programs:
        print(f"{name:<40}{seconds[name] * 1000:>8.0f}{memory[name]:>8.0f}")
    print(f"{'Loci, memory open, LLM not loaded':<40}{'':>8}{opened:>8.0f}")
    ratio = seconds["Loci"] / seconds["an empty window"]
    print(f"ratio {ratio:.2f} (goal: at most {GOAL:.0f})")
    return 0 if ratio <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
