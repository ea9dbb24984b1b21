"""Draw the pictures in docs/screenshots anew: a conversation with the built-in LLM, in light and in dark.

Nothing is staged: the window, the memory file and the LLM are those of ``loci``, in a folder that is thrown away.
With ``--scripted`` the LLM says what it was told, for pictures that are the same each time. No display is needed.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from runtime.assistant import Assistant
    from runtime.events import Event
    from runtime.home import Home
    from runtime.keys import Ask

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "screenshots"
SCALE = 2
PATIENCE = 120.0
"""Seconds that one turn may take."""

PLACES = ("Chat", "Memory", "Context", "Trace", "LLMs")
CONVERSATION = (
    "My dog is called Biscuit",
    "What is my dog's name?",
    "My favourite colour is green",
)


def main() -> int:
    """Talk, and take a picture in each appearance."""
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "LOCI_HOME": folder,
            "LOCI_PASSPHRASE": "only for the pictures",
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": str(SCALE),
        }
        _draw(scripted="--scripted" in sys.argv[1:])
    return 0


def _scripted(home: Home, ask: Ask, emit: Callable[[Event], None]) -> Assistant:
    """Opens the memory with an LLM that knows the conversation."""
    from runtime.assistant import Assistant  # noqa: PLC0415
    from runtime.llm.scripted import ScriptedLLM, call, say  # noqa: PLC0415

    calls = [
        call("core_memory_append", label="human", content="Dog: Biscuit"),
        say("I will remember that your dog is called Biscuit."),
        say("Your dog is called Biscuit."),
        call("core_memory_append", label="human", content="Favourite colour: green"),
        say("Noted: your favourite colour is green."),
    ]
    return Assistant.open(home, key=ask, emit=emit, llm=ScriptedLLM(calls, seconds_per_token=0.01))


def _draw(*, scripted: bool) -> None:
    from app.bootstrap import make_application, make_window  # noqa: PLC0415 - Qt reads the environment at its import
    from app.chat.transcript import Transcript  # noqa: PLC0415
    from app.desk import Desk, open_assistant  # noqa: PLC0415
    from runtime.home import Home  # noqa: PLC0415

    application = make_application()
    home = Home.find()
    window = make_window(application, home)
    desk = Desk(window, home, _scripted if scripted else open_assistant)
    window.show()
    desk.open()

    def until(condition: Callable[[], bool], what: str) -> None:
        began = time.monotonic()
        while not condition():
            application.processEvents()
            time.sleep(0.005)
            if time.monotonic() - began > PATIENCE:
                raise SystemExit(f"Waited {PATIENCE:.0f} seconds for {what}.")

    until(lambda: window.composer.ready, "the memory to open")
    for text in CONVERSATION:
        window.composer.suggest(text)
        window.composer.submitted.emit(text)
        until(lambda: window.composer.running, "the turn to begin")
        until(lambda: not window.composer.running, f"the answer to: {text}")
    until(lambda: bool(window.status.context_words), "the context to be counted")
    transcript = window.view.model() if window.view is not None else None
    if isinstance(transcript, Transcript):
        transcript.toggle(transcript.rowCount() - 1)
    _take(window, until)
    window.close()
    until(lambda: desk.is_closed, "the memory to close")


def _take(window: MainWindow, until: Callable[[Callable[[], bool], str], None]) -> None:
    """A picture of each place in each appearance."""
    from app.rail import DOORS  # noqa: PLC0415 - Qt reads the environment at its import

    PICTURES.mkdir(parents=True, exist_ok=True)
    for appearance, ending in (("light", ""), ("dark", "-dark")):
        window.theme.choose(appearance)
        for place in PLACES:
            window.go([door.name for door in DOORS].index(place))
            settled = time.monotonic() + 1
            until(lambda end=settled: time.monotonic() > end, "the window to settle")
            name = "window" if place == "Chat" else place.lower()
            window.grab().save(str(PICTURES / f"{name}{ending}.png"))


if __name__ == "__main__":
    sys.exit(main())
