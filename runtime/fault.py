"""What to do with a fault of our own: one sentence for the person, the traceback for the log."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime

from runtime.errors import StorageFailed
from runtime.home import Home

OUR_FAULT = 70
"""The exit code for a fault of Loci's own (``EX_SOFTWARE`` of sysexits)."""


def record(fault: BaseException) -> str:
    """Append ``fault`` to the log and return the sentence about it.

    The log has the places in our code and the kinds of the exceptions, never their texts: those may quote
    what the person wrote, and the log is plain text.
    """
    home, kind = Home.find(), type(fault).__name__
    try:
        home.prepare()
        with home.log_file.open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC).isoformat()} {_without_texts(fault)}\n")
    except (OSError, StorageFailed):
        return f"Loci made a mistake of its own ({kind}), and {home.log_file} could not be written."
    return f"Loci made a mistake of its own ({kind}). What was saved before is safe; details are in {home.log_file}."


def _without_texts(fault: BaseException) -> str:
    earlier = fault.__cause__ or fault.__context__
    before = f"{_without_texts(earlier)}\nthen " if earlier is not None else ""
    return f"{before}{type(fault).__qualname__}\n" + "".join(traceback.format_tb(fault.__traceback__)).rstrip()
