"""One assistant opened for one command, and its turns followed on the terminal's own thread."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from runtime.cli import output
from runtime.cli.asking import asker
from runtime.cli.signals import first_interrupt
from runtime.events import Event, MemoryLocked, TurnEnded

if TYPE_CHECKING:
    from runtime.assistant import Assistant

_TICK = 0.2  # seconds; a wait without a limit cannot be interrupted on Windows


def _ignore(_event: Event) -> None:
    """Commands that only read show no events."""


@contextmanager
def opened(emit: Callable[[Event], None] = _ignore, *, resume: bool = False) -> Iterator[Assistant]:
    """The assistant over the memory file, closed at the end whatever happens.

    ``resume``: turns that wait since an earlier run are answered; commands that only look leave them waiting.

    Raises:
        KeyNeeded: no keyring, no ``LOCI_PASSPHRASE``, and nobody at a terminal to ask.
        MemoryFileError: the file cannot be opened; ``FileInUse`` says who holds it.
    """
    # The engine room takes half a second to import; `--help` and typing errors need none of it.
    from runtime.assistant import Assistant  # noqa: PLC0415
    from runtime.home import Home  # noqa: PLC0415

    def told(event: Event) -> None:
        if isinstance(event, MemoryLocked):
            output.complain("The memory was locked; what was said before is safe.")
            os.kill(os.getpid(), signal.SIGTERM)  # out of whatever waits: the terminal, or a turn
        emit(event)

    assistant = Assistant.open(Home.find(), key=asker(), emit=told, resume=resume)
    try:
        yield assistant
    finally:
        assistant.close()


class Talk:
    """Turns of an assistant: submitted here, their events shown here, in order."""

    def __init__(self, assistant: Assistant, events: SimpleQueue[Event]) -> None:
        """``events`` is what the assistant's ``emit`` fills."""
        self.assistant = assistant
        self._events = events

    def turn(self, text: str, show: Callable[[Event], None]) -> TurnEnded:
        """Submit ``text`` and show every event until its turn has ended; a first Ctrl+C stops the reply.

        Turns that waited since an earlier run come first and are shown too.

        Raises:
            InputRefused: the text cannot be taken; nothing was stored.
        """
        return self._follow(self.assistant.submit(text), show)

    def catch_up(self, show: Callable[[Event], None]) -> None:
        """Show the turns that waited since an earlier run until the last of them has ended."""
        for turn_id in self.assistant.waiting():
            self._follow(turn_id, show)

    def _follow(self, turn_id: int, show: Callable[[Event], None]) -> TurnEnded:
        with first_interrupt(self.assistant.stop):
            while True:
                event = self._next()
                show(event)
                if isinstance(event, TurnEnded) and event.turn_id == turn_id:
                    return event

    def _next(self) -> Event:
        while True:
            try:
                return self._events.get(timeout=_TICK)
            except Empty:
                continue


@contextmanager
def talking() -> Iterator[Talk]:
    """An assistant to talk with; see :func:`opened` for what it raises."""
    events: SimpleQueue[Event] = SimpleQueue()
    with opened(events.put, resume=True) as assistant:
        yield Talk(assistant, events)
