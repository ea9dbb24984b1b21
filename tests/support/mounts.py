"""File systems of a test's own: small, or read-only. They need root and Linux; elsewhere the test is skipped."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def mount(*arguments: str | Path) -> None:
    """Mount, or skip the test."""
    program = shutil.which("mount")
    if program is None:
        pytest.skip("there is no mount here")
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"a file system of one's own needs root: {done.stderr.strip()}")


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[None]:
    """Inside, ``folder`` is a file system of so many megabytes."""
    folder.mkdir()
    mount("-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder)
    with _mounted(folder):
        yield


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Inside, ``folder`` cannot be written, by root neither."""
    mount("--bind", folder, folder)
    with _mounted(folder):
        mount("-o", "remount,bind,ro", folder)
        yield


@contextmanager
def _mounted(folder: Path) -> Iterator[None]:
    try:
        yield
    finally:
        subprocess.run([shutil.which("umount") or "umount", folder], check=True)


def fill(path: Path) -> None:
    """Write into a file until nothing more fits on its disk."""
    with path.open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 4096):
                pass
        except OSError:
            return
