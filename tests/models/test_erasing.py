"""What was deleted is overwritten: at once, or by the next opening where the process died before."""

from pathlib import Path

import rows
from sqlmodel import select

from models import erasing
from models.memory_file import MemoryFile
from models.pages import decrypted, is_first
from models.tables import Message

CANARY = "Zanzibarquokka"


def test_the_pages_are_the_files_own_bytes(memory: MemoryFile, path: Path, key: bytes):
    place = rows.begin(memory)
    rows.accept(memory, place, f"My word is {CANARY}")
    assert any(CANARY.encode() in page for page in memory.pages()), "it stands in the log"
    memory.close()
    pages = list(decrypted(path, key))
    assert is_first(pages[0])
    assert any(CANARY.encode() in page for page in pages)
    assert not is_first(next(decrypted(path, bytes(32))))


def test_a_debt_of_a_killed_process_is_paid_at_the_next_opening(memory: MemoryFile, path: Path, key: bytes):
    place = rows.begin(memory)
    rows.accept(memory, place, f"My word is {CANARY}")
    with memory.transaction() as session:
        message = session.exec(select(Message)).one()
        from models import search_index  # noqa: PLC0415 (only here)

        search_index.remove(session, "message", message.id)
        session.delete(message)
        erasing.owe(session)
    memory.close()
    with MemoryFile.open(path, key) as again:
        content = b"".join(again.pages()).lower()
        assert CANARY.lower().encode() not in content
        assert b"zanzibarquokka" not in content
    with MemoryFile.open(path, key) as paid, paid.reading() as session:
        raw = session.connection().connection.driver_connection
        assert not erasing.is_owed(raw)
