"""A real memory file in a fresh folder, and rows to put into it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.memory_file import MemoryFile

KEY = bytes(range(32))


@pytest.fixture
def key() -> bytes:
    """The key of the memory file under test."""
    return KEY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the memory file under test lies or will lie."""
    return tmp_path / "memory.loci"


@pytest.fixture
def memory(path: Path) -> Iterator[MemoryFile]:
    """An open, empty memory file."""
    with MemoryFile.open(path, KEY) as opened:
        yield opened
