"""What this machine has: cores and memory. Every answer has a sensible fallback."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

_GIBIBYTE = 1 << 30
_FALLBACK_MEMORY = 4 * _GIBIBYTE
_SMT_FROM = 4


def cores() -> int:
    """Physical cores this process may use: a second thread on one core slows llama.cpp down."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(usable, _physical(usable)))


def _physical(logical: int) -> int:
    if sys.platform == "darwin":
        return _sysctl("hw.perflevel0.physicalcpu") or _sysctl("hw.physicalcpu") or logical
    if sys.platform == "linux":
        return _linux_cores() or logical
    return logical // 2 if logical > _SMT_FROM else logical


def _linux_cores() -> int:
    found = set()
    for core in Path("/sys/devices/system/cpu").glob("cpu[0-9]*/topology/thread_siblings_list"):
        try:
            found.add(core.read_text())
        except OSError:
            return 0
    return len(found)


def _sysctl(name: str) -> int:
    try:
        out = subprocess.run(["/usr/sbin/sysctl", "-n", name], capture_output=True, check=True, timeout=5)
        return int(out.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return 0


def memory() -> tuple[int, int]:
    """Bytes of memory: in all, and free for use without swapping."""
    if sys.platform == "linux":
        return _linux_memory()
    if sys.platform == "win32":
        return _windows_memory()
    total = _sysctl("hw.memsize") or _FALLBACK_MEMORY
    return total, total * 2 // 3


def _linux_memory() -> tuple[int, int]:
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
        values = {line.split(":")[0]: int(line.split()[1]) * 1024 for line in lines if line.endswith("kB")}
        return values["MemTotal"], values["MemAvailable"]
    except (OSError, KeyError, ValueError, IndexError):
        return _FALLBACK_MEMORY, _FALLBACK_MEMORY // 2


class _MemoryStatus(ctypes.Structure):
    _fields_ = (
        ("length", ctypes.c_uint32),
        ("load", ctypes.c_uint32),
        ("total", ctypes.c_uint64),
        ("available", ctypes.c_uint64),
        ("rest", ctypes.c_uint64 * 5),
    )


def _windows_memory() -> tuple[int, int]:
    status = _MemoryStatus()
    status.length = ctypes.sizeof(status)
    if not ctypes.CDLL("kernel32").GlobalMemoryStatusEx(ctypes.byref(status)):
        return _FALLBACK_MEMORY, _FALLBACK_MEMORY // 2
    return int(status.total), int(status.available)
