"""For tests of the whole program: the ``loci`` process, and the memory file looked into after it has gone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fixture_types import Looking
from sqlmodel import Session

from models.memory_file import MemoryFile
from runtime.home import Home, asset
from runtime.keys import unlock


@pytest.fixture
def builtin() -> Path:
    """The weights that came with Loci."""
    path = asset("llm/loci-tiny.gguf")
    if not path.is_file():
        pytest.skip(f"the built-in LLM is not at {path}")
    return path


@pytest.fixture
def key(home: Home) -> bytes:
    """The key of the memory file in ``home``, which is made where there is none yet."""
    return unlock(home)


@pytest.fixture
def looking(home: Home) -> Looking:
    """Looks into the memory file as it lies there, while no process has it open."""
    keys: list[bytes] = []

    @contextmanager
    def look(place: Home = home) -> Iterator[Session]:
        if not keys:
            keys.append(unlock(place))
        with MemoryFile.open(place.memory_file, keys[0]) as memory, memory.reading() as session:
            yield session

    return look
