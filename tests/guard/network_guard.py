"""No process of a test run may open a network connection: an audit hook that refuses and keeps count.

Installed in the test process by ``tests/conftest.py`` and in every Python child by ``sitecustomize.py``
beside this file. An attempt raises in the process that makes it, and is also written to the file named
by ``LOCI_TEST_NETWORK_LOG``, so that code which swallows the error, or a child whose failure nobody
looks at, cannot hide it. Unix sockets and pipes are not network and stay free.

It sees what goes through Python's socket module; a library that opens sockets in C is out of its sight.
"""

import os
import socket
import sys
from pathlib import Path

LOG_VARIABLE = "LOCI_TEST_NETWORK_LOG"
_NETWORK = {socket.AF_INET, socket.AF_INET6}
_LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
_SENDING = {"socket.connect", "socket.sendto", "socket.sendmsg"}


class NetworkRefused(AssertionError):
    """Something in a test run reached for the network."""


def install() -> None:
    """Watch this process from now on; an audit hook cannot be taken out again."""
    sys.addaudithook(_refuse)


def attempts() -> list[str]:
    """What this process and its children have tried so far, one line each."""
    log = os.environ.get(LOG_VARIABLE)
    if not log or not Path(log).exists():
        return []
    return Path(log).read_text(encoding="utf-8").splitlines()


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in _LOOKUPS:
        what = f"{event} of {arguments[0]!r}"
    elif event in _SENDING and getattr(arguments[0], "family", None) in _NETWORK:
        what = f"{event} to {arguments[-1]!r}"
    else:
        return
    log = os.environ.get(LOG_VARIABLE)
    if log:
        with Path(log).open("a", encoding="utf-8") as lines:
            lines.write(f"{what} in process {os.getpid()}: {' '.join(sys.argv)[:200]!r}\n")
    raise NetworkRefused(what)
