"""What stays for as long as the program runs, out of the garbage collector's way.

A full collection looks at every object there is and lets no other thread run meanwhile: with all libraries loaded, the
window would stand still for a tenth of a second, whichever thread it was that made one object too many.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """While libraries are loaded nothing is collected; what is here then is looked at no more, until :func:`let_go`."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def let_go() -> None:
    """All of it may be collected again: something large is gone."""
    gc.unfreeze()
