"""Where Loci's folder is, for a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runtime.home import Home


def home() -> Home:
    """The person's folder, or the one that ``LOCI_HOME`` names."""
    from runtime.home import Home  # noqa: PLC0415 - kept out of `--help`

    return Home.find()
