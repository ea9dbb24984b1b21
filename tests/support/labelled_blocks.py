"""Blocks as marks in a memory: what was written into it, and what of that is still there."""

from sqlmodel import col, select

from models.memory_file import MemoryFile
from models.tables import Block
from runtime.home import Home
from runtime.memory_access import open_memory


def write(memory: MemoryFile, label: str, size: int = 3000) -> None:
    """Store a block with so many characters."""
    with memory.transaction() as session:
        session.add(Block(label=label, value="x" * size))


def labels(memory: MemoryFile) -> list[str]:
    """The labels of all blocks, oldest first."""
    with memory.reading() as session:
        return list(session.exec(select(Block.label).order_by(col(Block.id))))


def write_at(home: Home, label: str, size: int = 1000) -> None:
    """The same for a memory that is closed; it is made where there is none."""
    memory = open_memory(home, None)
    write(memory, label, size)
    memory.close()


def labels_at(home: Home) -> list[str]:
    """What a closed memory holds, which must be whole."""
    memory = open_memory(home, None)
    try:
        found = labels(memory)
        assert memory.check() == []
    finally:
        memory.close()
    return found
