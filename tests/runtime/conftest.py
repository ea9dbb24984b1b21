"""A real memory file for the loop's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.memory_file import MemoryFile


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[MemoryFile]:
    with MemoryFile.open(tmp_path / "memory.loci", bytes(32)) as file:
        yield file
