"""Starting processes without the app's main module."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from types import ModuleType

_spawning = threading.Lock()


@contextmanager
def bare_main() -> Iterator[None]:
    """Start a process inside: it gets an empty ``__main__``. One thread at a time.

    Spawning imports the parent's ``__main__`` in the child, which for ``loci`` would be the whole window. Ctrl-C in the
    terminal, which is meant for the app, does not reach it from its first moment on.
    """
    with _spawning, _without_interrupts():
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Keep SIGINT from this thread, and for good from the processes that it starts meanwhile: they inherit the mask."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # its start would lift the mask again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
