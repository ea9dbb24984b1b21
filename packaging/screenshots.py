"""Draw the pictures in docs/screenshots anew: every place, in light and dark, at 100 and 200 %, once from the right.

Window, memory file and embedder are those of ``loci``, in a folder that is thrown away; the LLM says what it was told,
so that the pictures are the same each time. No display is needed. At 200 % a picture has its place's name, at 100 %
``-100`` behind it, in dark ``-dark``.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.desk import Desk
    from app.main_window import MainWindow
    from runtime.assistant import Assistant
    from runtime.events import Event
    from runtime.home import Home
    from runtime.keys import Ask
    from runtime.llm.port import ToolCall
    from runtime.settings import Appearance

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "screenshots"
PATIENCE = 120.0
"""Seconds that one turn may take."""
SETTLED = 0.5
"""Seconds until a place has read and drawn what it shows."""

NOTES = (
    ("Biscuit swims in the harbour on Sundays.", "dog"),
    ("The vet looked at Biscuit's paw in March.", "dog"),
    ("Two eggs, flour and milk for the pancakes.", "recipe"),
    ("Bake the bread for forty minutes at 220 degrees.", "recipe"),
    ("The ferry to Bergen leaves at nine.", "travel"),
    ("Ann keeps the tickets for the night train.", "travel"),
)
CONVERSATION = (
    "My dog is called Biscuit",
    "What is my dog's name?",
    "My favourite colour is green",
)
BEFORE_A_SLEEP = (
    ("I live in Oslo", "They live in Oslo"),
    ("My dog's name is Biscuit", "Their dog's name is Biscuit"),
    ("I moved to Bergen", ""),
    ("Ann lives in Rome. Ann works at the harbour office. Ann's favourite colour is blue", ""),
    ("Maybe Ann lives in Turin", ""),
)
"""What is said, and what the LLM notes of it at once: the sleep finds a stale line, one said twice, and new ones."""


def main() -> int:
    """Draw all that was asked for, each size and direction in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("folder", nargs="?", type=Path, default=PICTURES)
    parser.add_argument("--scales", nargs="+", default=["2", "1"], choices=["1", "2"])
    parser.add_argument("--appearances", nargs="+", default=["light", "dark"], choices=["light", "dark"])
    parser.add_argument("--language", default="")
    asked = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    asked.folder.mkdir(parents=True, exist_ok=True)
    if len(asked.scales) == 1:
        _draw(asked.folder, asked.scales[0], asked.appearances, asked.language)
        return 0
    here = [sys.executable, __file__, str(asked.folder)]
    for scale in asked.scales:
        subprocess.run([*here, "--scales", scale, "--appearances", *asked.appearances], check=True)
    subprocess.run([*here, "--scales", "2", "--appearances", "light", "--language", "ar"], check=True)
    return 0


def _draw(folder: Path, scale: str, appearances: list[Appearance], language: str) -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "LOCI_HOME": home,
            "LOCI_PASSPHRASE": "only for the pictures",
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": scale,
        }
        from app.bootstrap import make_application  # noqa: PLC0415 - Qt reads the environment at its import
        from runtime.home import Home  # noqa: PLC0415
        from runtime.settings import keep  # noqa: PLC0415

        keep(Home.find(), "language", language or "en")
        camera = _Camera(make_application(), folder, "-rtl" if language else "" if scale == "2" else "-100")
        camera.talk()
        for appearance in appearances:
            camera.places(appearance, ("Chat", "Settings") if language else ())
        if not language:
            camera.away(appearances)
            camera.lock(appearances)
        camera.close()
        if not language:
            del os.environ["LOCI_PASSPHRASE"]
            camera.first_run(Path(home) / "another", appearances)


def _scripted(home: Home, ask: Ask | bytes, emit: Callable[[Event], None]) -> Assistant:
    """Opens the memory with an LLM that knows the conversation, and looks like the built-in one."""
    from runtime.assistant import Assistant  # noqa: PLC0415
    from runtime.llm.choice import built_in  # noqa: PLC0415
    from runtime.llm.scripted import ScriptedLLM, call, say  # noqa: PLC0415
    from runtime.llm.weights import describe  # noqa: PLC0415

    notes: list[ToolCall] = [call("archival_memory_insert", content=text, tags=[tag]) for text, tag in NOTES]
    calls = [
        *notes,
        say("I have put your notes away."),
        call("core_memory_append", label="human", content="Dog: Biscuit"),
        say("I will remember that your dog is called Biscuit."),
        say("Your dog is called Biscuit."),
        call("core_memory_append", label="human", content="Favourite colour: green"),
        say("Noted: your favourite colour is green."),
    ]
    for _, line in BEFORE_A_SLEEP:
        calls += [call("core_memory_append", label="human", content=line)] if line else []
        calls.append(say("Thank you."))
    llm = ScriptedLLM(calls, context_length=2_048, seconds_per_token=0.001)
    llm.info = replace(describe(built_in()), context_length=2_048)
    return Assistant.open(home, key=ask, emit=emit, llm=llm)


class _Camera:
    """A window, what is done in it, and the pictures of it."""

    def __init__(self, application: QApplication, folder: Path, ending: str) -> None:
        self._application, self._folder, self._ending = application, folder, ending
        self._window, self._desk = self._open(None)

    def _open(self, root: Path | None) -> tuple[MainWindow, Desk]:
        from app.bootstrap import make_window  # noqa: PLC0415 - Qt reads the environment at its import
        from app.desk import Desk  # noqa: PLC0415
        from runtime.home import Home  # noqa: PLC0415

        home = Home(root) if root else Home.find()
        window = make_window(self._application, home)
        desk = Desk(window, home, _scripted)
        window.show()
        desk.open()
        return window, desk

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Let the window live until that holds."""
        from PySide6.QtCore import QEvent  # noqa: PLC0415 - Qt reads the environment at its import

        began = time.monotonic()
        while not condition():
            self._application.processEvents()
            self._application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            time.sleep(0.005)
            if time.monotonic() - began > PATIENCE:
                raise SystemExit(f"Waited {PATIENCE:.0f} seconds for {what}.")

    def rest(self) -> None:
        """Let it settle."""
        end = time.monotonic() + SETTLED
        self.until(lambda: time.monotonic() > end, "the window to settle")

    def talk(self) -> None:
        """Have the conversations, and unfold the steps of the last answer."""
        from app.chat.transcript import Transcript  # noqa: PLC0415

        window = self._window
        self.until(lambda: window.composer.ready, "the memory to open")
        self._say("Please keep my notes")
        if window.session is not None:
            window.session.talks.start("")
        self.rest()
        for text in CONVERSATION:
            self._say(text)
        self.until(lambda: window.status.context_words, "the context to be counted")
        transcript = window.view.model() if window.view is not None else None
        if isinstance(transcript, Transcript):
            transcript.toggle(transcript.rowCount() - 1)

    def _say(self, text: str) -> None:
        window = self._window
        self.rest()
        window.composer.suggest(text)
        window.composer.submitted.emit(text)
        self.until(lambda: window.composer.running, "the turn to begin")
        self.until(lambda: not window.composer.running, f"the answer to: {text}")

    def places(self, appearance: Appearance, only: tuple[str, ...] = ()) -> None:
        """A picture of each place, and of the map."""
        from app.memory.place import MemoryPlace  # noqa: PLC0415
        from app.rail import DOORS  # noqa: PLC0415
        from app.settings.place import SettingsPlace  # noqa: PLC0415

        window = self._window
        window.theme.choose(appearance)
        for number, door in enumerate(DOORS):
            if not only or door.name in only:
                window.go(number)
                for settings in window.findChildren(SettingsPlace):
                    settings.make_all()
                self._take("window" if door.name == "Chat" else door.name.lower(), appearance)
        if not only:
            place = window.place("Memory")
            assert isinstance(place, MemoryPlace)
            place.tabs.setCurrentWidget(place.map)
            self.until(lambda: place.map.list.count() == len(NOTES), "the map")
            self._take("map", appearance)
            place.tabs.setCurrentIndex(0)
            window.go(0)

    def away(self, appearances: list[Appearance]) -> None:
        """What a sleep did, with a line chosen and a question open."""
        from app.memory.place import MemoryPlace  # noqa: PLC0415

        window = self._window
        for text, _ in BEFORE_A_SLEEP:
            self._say(text)
        place = window.place("Memory")
        assert isinstance(place, MemoryPlace)
        place.tabs.setCurrentWidget(place.away)
        place.away.now.click()
        self.until(lambda: place.away.browser.list.count() > len(BEFORE_A_SLEEP), "the report")
        for appearance in appearances:
            window.theme.choose(appearance)
            self._take("away", appearance)
        window.go(0)

    def lock(self, appearances: list[Appearance]) -> None:
        """The locked window."""
        from app.lock.screen import LockScreen  # noqa: PLC0415

        self._desk.lock()
        self.until(lambda: any(each.ready for each in self._window.findChildren(LockScreen)), "the lock")
        for appearance in appearances:
            self._window.theme.choose(appearance)
            self._take("locked", appearance)

    def first_run(self, root: Path, appearances: list[Appearance]) -> None:
        """The first step of the first start."""
        self._window, self._desk = self._open(root)
        for appearance in appearances:
            self._window.theme.choose(appearance)
            self._take("first-run", appearance)
        self.close()

    def close(self) -> None:
        """Close the window and the memory behind it."""
        self._window.close()
        self.until(lambda: self._desk.is_closed, "the memory to close")

    def _take(self, name: str, appearance: Appearance) -> None:
        self.rest()
        dark = "-dark" if appearance == "dark" else ""
        self._window.grab().save(str(self._folder / f"{name}{dark}{self._ending}.png"))


if __name__ == "__main__":
    sys.exit(main())
