"""Stricter than ``tests/guard``: records every network socket that is made at all, in the file LOCI_TEST_SOCKETS."""

import os
import socket
import sys
import traceback
from pathlib import Path

import network_guard

_NETWORK = (socket.AF_INET, socket.AF_INET6)


def _record(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.__new__" and arguments[1] in _NETWORK:
        made = "".join(traceback.format_stack(limit=12)[:-1])
        with Path(os.environ["LOCI_TEST_SOCKETS"]).open("a", encoding="utf-8") as log:
            log.write(f"{sys.argv[:3]}\n{made}\n")


network_guard.install()
sys.addaudithook(_record)
