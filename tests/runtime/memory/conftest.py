"""A memory file with one agent to talk to, and the built-in embedder, loaded once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from talk import Talk

from models.memory_file import MemoryFile
from models.tables import Agent, Archive, Conversation
from runtime.embed.local import LocalEmbedder
from runtime.home import asset


@pytest.fixture(scope="session")
def embedder() -> LocalEmbedder:
    """The embedder that Loci ships."""
    return LocalEmbedder(asset("embedder"))


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    """An agent with nothing said yet, inside a write transaction."""
    with MemoryFile.open(tmp_path / "memory.loci", bytes(32)) as memory, memory.transaction() as session:
        session.add(Archive(name="archive"))
        session.flush()
        session.add(Agent(name="agent", archive_id=1))
        session.flush()
        session.add(Conversation(agent_id=1))
        session.flush()
        yield Talk(session, 1, 1, 1)
