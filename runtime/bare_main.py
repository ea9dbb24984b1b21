"""Starting processes without the app's main module."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_spawning = threading.Lock()


@contextmanager
def bare_main() -> Iterator[None]:
    """Start a process inside: it gets an empty ``__main__``. One thread at a time.

    Spawning imports the parent's ``__main__`` in the child, which for ``loci`` would be the whole window.
    """
    with _spawning:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main
