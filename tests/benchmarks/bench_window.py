"""How long the GUI thread computes at most without looking at what waits, in milliseconds; the goal is 50.

Beside each other: an idle window, an answer streaming into an empty chat, into one of 5,000 messages (its frames' 99th
percentile, too: the goal is 16), a search, each place opened for the first time, the built-in LLM loaded and unloaded,
300 documents read. ``waited`` is the longest time on the clock: on a busy machine other programs are in it.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

    from app.main_window import MainWindow
    from runtime.assistant import Assistant
    from runtime.events import Event
    from runtime.home import Home
    from runtime.keys import Ask

ROOT = Path(__file__).resolve().parents[2]
MESSAGES, DOCUMENTS = 5_000, 300
PASSAGES, TALKS = 100_000, 4_000
WORDS = "The harbour froze in January, **and** the boats stayed in. "
REPLY = (WORDS * 6 + "\n\n```python\nprint(1)\n```\n\n") * 8
PATIENCE = 600.0


class Bench:
    """A window over a memory of its own."""

    def __init__(self, *, scripted: bool) -> None:
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415

        from app.bootstrap import make_window  # noqa: PLC0415 - Qt reads the environment at its import
        from app.desk import Desk, open_assistant  # noqa: PLC0415
        from runtime.home import Home  # noqa: PLC0415

        self._application = QApplication.instance()
        self.assistants: list[Assistant] = []
        opener = _scripted if scripted else open_assistant
        os.environ["LOCI_HOME"] = tempfile.mkdtemp()

        def opened(home: Home, ask: Ask, emit: Callable[[Event], None]) -> Assistant:
            self.assistants.append(opener(home, ask, emit))
            return self.assistants[-1]

        home = Home.find()
        self.window: MainWindow = make_window(self._application, home)
        self._desk = Desk(self.window, home, opened)
        self.window.show()
        self._desk.open()
        self.until(lambda: self.window.composer.ready)

    def until(self, condition: Callable[[], object]) -> None:
        """Let the window live until that holds."""
        from PySide6.QtCore import QEventLoop  # noqa: PLC0415

        began = time.monotonic()
        while not condition():
            self._application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            time.sleep(0.001)
            if time.monotonic() - began > PATIENCE:
                raise SystemExit("Waited too long.")

    def rest(self, seconds: float) -> None:
        """Let it live for so long."""
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() > end)

    def say(self, text: str) -> None:
        """Say something and wait for the answer."""
        self.window.composer.suggest(text)
        self.window.composer.submitted.emit(text)
        self.until(lambda: self.window.composer.running)
        self.until(lambda: not self.window.composer.running)
        self.rest(0.3)

    def type(self, field: QLineEdit, text: str) -> None:
        """Write letter by letter, as quickly as a person does, each of which may begin a search."""
        for end in range(1, len(text) + 1):
            field.setText(text[:end])
            self.rest(0.25)

    def close(self) -> None:
        """Close window and memory."""
        self.window.close()
        self.until(lambda: self._desk.is_closed)

    def measure(self, name: str, work: Callable[[], object], rest: float = 0.0) -> None:
        """Print what the thread did meanwhile, and so many seconds afterwards."""
        from watchdog import Watchdog  # noqa: PLC0415

        with Watchdog() as dog:
            work()
            self.rest(rest)
        row = f"{dog.longest():10.1f} {dog.percentile(0.99):10.1f} {max(dog.program) * 1e3:10.1f}"
        row += f" {max(dog.waited) * 1e3:10.1f}"
        print(f"{name:46s}{row}", flush=True)


def main() -> int:
    """Print the table."""
    sys.path.insert(0, str(ROOT))
    os.environ |= {"LOCI_PASSPHRASE": "only for the benchmark", "QT_QPA_PLATFORM": "offscreen"}
    from app.bootstrap import make_application  # noqa: PLC0415 - Qt reads the environment at its import

    application = make_application()
    print(f"{'':46s}{'longest':>10s} {'p99':>10s} {'program':>10s} {'waited':>10s}   ms")
    for part in (_chat, _many, _llm):
        if not sys.argv[1:] or part.__name__[1:] in sys.argv[1:]:
            part()
    application.quit()
    return 0


def _scripted(home: Home, ask: Ask, emit: Callable[[Event], None]) -> Assistant:
    from runtime.assistant import Assistant  # noqa: PLC0415
    from runtime.llm.scripted import ScriptedLLM, say  # noqa: PLC0415

    return Assistant.open(home, key=ask, emit=emit, llm=ScriptedLLM(lambda _: say(REPLY), seconds_per_token=0.001))


def _chat() -> None:
    from long_chat import rows  # noqa: PLC0415

    from app.chat.transcript import Transcript  # noqa: PLC0415
    from app.rail import DOORS  # noqa: PLC0415

    bench = Bench(scripted=True)
    window = bench.window
    bench.measure("an idle window", lambda: None, 2)
    bench.measure("streaming into an empty chat", lambda: bench.say("What happened in January?"))
    transcript = window.view.model() if window.view is not None else None
    assert isinstance(transcript, Transcript)
    bench.measure(f"{MESSAGES:,} messages put in", lambda: transcript.prepend(rows(MESSAGES)), 1)
    bench.measure(f"streaming into {MESSAGES:,} messages", lambda: bench.say("What happened in January?"))
    bench.measure("a search in all conversations", lambda: window.chat._search("harbour"), 2)  # noqa: SLF001
    for number, door in enumerate(DOORS):
        bench.measure(f"{door.name}, the first time", partial(window.go, number), 1)
    _documents(bench)
    bench.close()


def _documents(bench: Bench) -> None:
    folder = Path(tempfile.mkdtemp())
    for number in range(DOCUMENTS):
        (folder / f"note-{number}.md").write_text(f"# Note {number}\n" + WORDS * 40, encoding="utf-8")
    library = bench.assistants[-1].documents

    def read() -> None:
        library.add(folder)
        bench.until(lambda: sum(each.read for each in library.sources()) == DOCUMENTS)

    bench.measure(f"{DOCUMENTS} documents read", read)


def _many() -> None:
    from many_passages import export, store  # noqa: PLC0415

    from app.bringing import BringDialog  # noqa: PLC0415
    from app.memory.place import MemoryPlace  # noqa: PLC0415

    bench = Bench(scripted=True)
    window = bench.window
    store(bench.assistants[-1]._engine, PASSAGES)  # noqa: SLF001 - by the window it would take hours
    memory = window.place("Memory")
    assert isinstance(memory, MemoryPlace)
    for tab in (memory.archive, memory.map, memory.archive):
        bench.measure(
            f"{tab.objectName() or type(tab).__name__} of {PASSAGES:,} passages",
            partial(memory.tabs.setCurrentWidget, tab),
            4,
        )
    field = memory.archive.browser.field
    bench.measure("typing a question over them", partial(bench.type, field, "what did my sister play"), 4)
    window.go(0)
    bench.measure(
        "the same in the chat's search",
        partial(bench.type, window.chat.conversations.search.field, "harbour in winter"),
        4,
    )
    window.chat.conversations.search.field.clear()
    window.chat.conversations.archived.setChecked(True)
    file = export(Path(tempfile.mkdtemp()) / "conversations.json", TALKS, 5)
    dialog = BringDialog(window.session, file, window)
    dialog.open()

    def bring() -> None:
        dialog.go.click()
        bench.until(lambda: "rought" in dialog.words.text())

    bench.measure(f"{TALKS:,} conversations brought in, 5 messages each", bring, 2)
    dialog.leave.click()
    bench.measure("the list of them", window.session.talks.refresh, 2)
    window.go(1)
    bench.measure("Recall memory with them", partial(memory.tabs.setCurrentWidget, memory.recall), 3)
    bench.close()


def _llm() -> None:
    bench = Bench(scripted=False)
    assistant = bench.assistants[-1]
    bench.measure("an answer of the built-in LLM", lambda: bench.say("My dog is called Biscuit"))
    bench.measure("it is unloaded", assistant.unload_llm, 2)
    bench.measure("and loaded, with an answer", lambda: bench.say("What is my dog's name?"))
    bench.close()


if __name__ == "__main__":
    sys.exit(main())
