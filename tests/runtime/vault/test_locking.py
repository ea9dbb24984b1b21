"""Locked: the file closed, the key dropped, the LLM's process ended, and a key to be given before it opens again."""

import threading
from collections.abc import Iterator

import pytest

from runtime import lock_mark
from runtime.assistant import Assistant
from runtime.errors import FileInUse, KeyNeeded, MemoryClosed
from runtime.events import Event, MemoryLocked
from runtime.home import Home
from runtime.instance_lock import InstanceLock
from runtime.llm.scripted import ScriptedLLM
from runtime.vault import locking


class Closing(ScriptedLLM):
    """Says that it was ended."""

    closed = False

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def llm() -> Closing:
    return Closing([])


@pytest.fixture
def told() -> list[Event]:
    return []


@pytest.fixture
def locked() -> threading.Event:
    return threading.Event()


@pytest.fixture
def assistant(home: Home, llm: Closing, told: list[Event], locked: threading.Event) -> Iterator[Assistant]:
    def emit(event: Event) -> None:
        told.append(event)
        if isinstance(event, MemoryLocked):
            locked.set()

    with Assistant.open(home, key=None, emit=emit, llm=llm) as opened:
        yield opened


def test_locking_closes_the_file_drops_the_key_and_ends_the_llm(home: Home, assistant: Assistant, llm: Closing):
    memory = assistant._engine.memory  # noqa: SLF001 - what must be gone
    assert len(memory.key) == 32
    assistant.vault.lock()
    assert memory.key == b""
    assert llm.closed
    assert not home.memory_file.with_name("memory.loci-wal").exists()
    with pytest.raises(MemoryClosed, match="Open it again with its key"):
        assistant.blocks()
    InstanceLock.take(home.lock_file).release()
    assert lock_mark.read(home)


def test_locked_from_elsewhere_it_closes_itself_and_tells(
    home: Home, assistant: Assistant, told: list[Event], locked: threading.Event, llm: Closing
):
    locking.lock(home)
    assert locked.wait(10)
    assert told[-1] == MemoryLocked()
    assert llm.closed
    assert assistant.vault.can_ask()


def test_a_memory_that_was_locked_before_opens_and_stays_open(home: Home, told: list[Event], llm: Closing):
    """An opening with LOCI_PASSPHRASE, by a script, leaves the lock as it is, and is not thrown out by it."""
    lock_mark.set_anew(home)
    with Assistant.open(home, key=None, emit=told.append, llm=llm) as assistant:
        assert not assistant._engine.closing.wait(1.5)  # noqa: SLF001
        assert assistant.blocks()
    assert MemoryLocked() not in told
    assert lock_mark.read(home)


def test_unlocking_takes_the_passphrase(home: Home, assistant: Assistant, monkeypatch: pytest.MonkeyPatch):
    assistant.vault.lock()
    monkeypatch.delenv("LOCI_PASSPHRASE")
    with pytest.raises(KeyNeeded, match="needed"):
        Assistant.open(home, key=None, emit=lambda _: None, llm=ScriptedLLM([]))
    opened = Assistant.open(home, key=lambda _new: "a passphrase for tests", emit=lambda _: None, llm=ScriptedLLM([]))
    opened.close()
    assert lock_mark.read(home) == ""


def test_who_does_not_let_go_is_named(home: Home):
    home.prepare()
    with InstanceLock.take(home.lock_file), pytest.raises(FileInUse, match="already open in loci"):
        locking.lock(home, patience=0.3)
    assert lock_mark.read(home)
