"""For tests of the whole program: the ``loci`` process, and the memory file looked into after it has gone."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fixture_types import Looking
from sqlmodel import Session

from models.memory_file import MemoryFile
from runtime.assistant import Assistant
from runtime.home import Home, asset
from runtime.keys import unlock
from runtime.llm.scripted import ScriptedLLM, call, say

TOLD = "My dog is called Biscuit"


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


@pytest.fixture(scope="session")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed memory file that was told of the dog, to be copied."""
    folder = tmp_path_factory.mktemp("told") / "loci"
    llm = ScriptedLLM([call("core_memory_append", label="human", content="Dog: Biscuit"), say("I will remember.")])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOCI_PASSPHRASE", "a passphrase for tests")
        with Assistant.open(Home(folder), key=None, emit=lambda _: None, llm=llm) as assistant:
            assert assistant.wait(assistant.submit(TOLD), timeout=60)
    return folder


@pytest.fixture
def told(home: Home, told_once: Path) -> Home:
    """Loci's folder with a memory file that was told of the dog."""
    shutil.copytree(told_once, home.root)
    return home
