"""Locking: whoever has the memory open closes it, and the keyring is not asked until somebody gave a key."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from runtime import lock_mark
from runtime.errors import FileInUse
from runtime.home import Home
from runtime.instance_lock import InstanceLock

_LOOK_SECONDS = 0.5
_AGAIN_SECONDS = 0.1
_SAID_AGAIN_SECONDS = 1.5


def lock(home: Home, patience: float = 20.0) -> None:
    """Lock the memory, whichever process has it open; wait until it has closed it.

    Raises:
        FileInUse: it has not within ``patience`` seconds; says which.
        StorageFailed: the mark cannot be written.
    """
    end = time.monotonic() + patience
    said = -_SAID_AGAIN_SECONDS
    while True:
        # Said again and again: who is just opening it looks for the mark only once it is open.
        if time.monotonic() > said + _SAID_AGAIN_SECONDS:
            lock_mark.set_anew(home)
            said = time.monotonic()
        try:
            InstanceLock.take(home.lock_file).release()
        except FileInUse:
            if time.monotonic() > end:
                raise
            time.sleep(_AGAIN_SECONDS)
        else:
            return


def watch(home: Home, closing: threading.Event, locked: Callable[[], None]) -> None:
    """Call ``locked``, once, when somebody locks the memory from now on. Ends when ``closing`` is set.

    On a thread of its own.
    """
    before = lock_mark.read(home)

    def look() -> None:
        while not closing.wait(_LOOK_SECONDS):
            found = lock_mark.read(home)
            if found and found != before:
                locked()
                return

    threading.Thread(target=look, name="loci-lock", daemon=True).start()
