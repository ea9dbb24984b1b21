"""One Loci for each folder: a second start rings at the first, which then comes forward, or asks its person.

The bell is a socket in Loci's own folder, which nobody else may enter (on Windows a named pipe): no network.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from hashlib import sha256
from multiprocessing.connection import Client, Listener
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from runtime.errors import StorageFailed

if TYPE_CHECKING:
    from runtime.home import Home

_MOST_BYTES = 100_000
_FORWARD = b"\0"
"""Rung instead of a question, which has no such character."""
_PATIENCE = 2.0
"""Seconds that whoever rings may take to say what for."""


def bell_of(home: Home) -> str:
    """Where the bell of the Loci over this folder is."""
    if sys.platform == "win32":
        return rf"\\.\pipe\loci-{sha256(str(home.root).encode()).hexdigest()[:16]}"
    return str(home.bell)


def ring(home: Home, question: str) -> bool:
    """Hand a question, which may be empty, to the Loci that is open; False where none is."""
    return _ring(home, question.replace("\0", "").encode()[:_MOST_BYTES])


def call_forward(home: Home) -> bool:
    """Have the Loci that is open show its window; False where none is."""
    return _ring(home, _FORWARD)


def _ring(home: Home, said: bytes) -> bool:
    try:
        with Client(bell_of(home)) as connection:
            connection.send_bytes(said)
    except OSError:
        return False
    return True


class Doorbell(QObject):
    """``rung(question)``: another start handed this over; ``called()``: it wants the window to be seen."""

    rung = Signal(str)
    called = Signal()

    def __init__(self, home: Home, parent: QObject) -> None:
        super().__init__(parent)
        self._home = home
        self._closed = False
        self._listener = _listener(home)
        if self._listener is not None:
            Thread(target=self._listen, args=(self._listener,), name="doorbell", daemon=True).start()

    def close(self) -> None:
        """Hear nothing any more."""
        self._closed = True
        if self._listener is not None:
            _answered(self._home)  # the thread waits for somebody
            self._listener.close()

    def _listen(self, listener: Listener) -> None:
        while not self._closed:
            with suppress(OSError, EOFError), listener.accept() as connection:
                heard = connection.recv_bytes(_MOST_BYTES) if connection.poll(_PATIENCE) else b""
                if heard == _FORWARD and not self._closed:
                    self.called.emit()
                elif not self._closed:
                    self.rung.emit(heard.decode(errors="replace").strip())


def _answered(home: Home) -> bool:
    """Whether somebody hears the bell; nothing is asked."""
    try:
        Client(bell_of(home)).close()
    except OSError:
        return False
    return True


def _listener(home: Home) -> Listener | None:
    """The bell; None where it cannot be hung up, or another Loci has it."""
    address = bell_of(home)
    try:
        home.prepare()
        return Listener(address)
    except StorageFailed:
        return None
    except OSError:
        if sys.platform == "win32" or _answered(home):
            return None
    try:
        home.bell.unlink(missing_ok=True)  # left by a Loci that was killed
        return Listener(address)
    except OSError:
        return None
