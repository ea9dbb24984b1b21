"""A library over a real memory file, and a folder for documents beside it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from loop import Loop

from models.memory_file import MemoryFile
from runtime.documents.library import Library


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[MemoryFile]:
    (tmp_path / "loci").mkdir()
    with MemoryFile.open(tmp_path / "loci" / "memory.loci", bytes(32)) as file:
        yield file


@pytest.fixture
def loop(memory: MemoryFile) -> Loop:
    return Loop.on(memory, [])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    return made


@pytest.fixture
def library(loop: Loop) -> Iterator[Library]:
    opened = Library(loop.engine, lambda: False)
    yield opened
    opened.close()


@pytest.fixture
def write(folder: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file into the folder."""

    def make(name: str, content: str | bytes) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make
