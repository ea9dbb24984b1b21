"""What is left is looked for while vectors are stored: what lives is no remain, what was forgotten stays away."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from loop import Loop
from sqlmodel import select

from models.memory_file import MemoryFile
from models.search_values import Pending, Vectors
from models.tables import Message
from runtime.forgetting.forget import Request, forget
from runtime.llm.scripted import say


class Interrupted(MemoryFile):
    """A file in which something else is done right before its bytes are read."""

    meanwhile: Callable[[], None] = staticmethod(lambda: None)

    def pages(self, path: Path | None = None) -> Iterator[bytes]:
        """What else is done, then the pages."""
        self.meanwhile()
        yield from super().pages(path)


def of(text: str) -> bytes:
    """The same vector for the same text."""
    return hashlib.shake_256(text.encode()).digest(576)


def embed(loop: Loop, items: Sequence[Pending]) -> None:
    loop.store_vectors([Vectors(each, of(each.text), of(each.context)) for each in items])


def test_vectors_stored_while_it_is_looked_for_what_is_left_are_no_remains(tmp_path: Path) -> None:
    """What was said before the forgotten message and after it is the same: the next one gets its old vectors back."""
    with Interrupted.open(tmp_path / "memory.loci", bytes(32)) as memory:
        assert isinstance(memory, Interrupted)
        loop = Loop.on(memory, [say("Hello")] * 2)
        for _ in range(2):
            loop.say("Hello")
        embed(loop, loop.unembedded(100))
        with loop.engine.reading() as session:
            said = session.exec(select(Message.uid).where(Message.text == "Hello")).all()
        memory.meanwhile = lambda: embed(loop, loop.unembedded(100))
        assert forget(loop.engine, Request(said[1])).left == ()
        assert loop.unembedded(100) == []


def test_a_batch_taken_before_the_forgetting_and_stored_after_it_brings_nothing_back(tmp_path: Path) -> None:
    """Neither a vector of the forgotten message, nor that of the next one in its old surroundings."""
    with Interrupted.open(tmp_path / "memory.loci", bytes(32)) as memory:
        assert isinstance(memory, Interrupted)
        loop = Loop.on(memory, [say("Noted."), say("It is sunny.")])
        for text in ("My dog is called Biscuit", "How is the weather?"):
            loop.say(text)
        taken = loop.unembedded(100)
        old = [text for each in taken if "Biscuit" in each.context for text in (each.text, each.context)]
        memory.meanwhile = lambda: embed(loop, taken)
        assert forget(loop.engine, Request("Biscuit")).left == ()
        pages = list(memory.pages())
        assert len(old) == 4
        assert not any(of(text) in page for text in old if "Biscuit" in text for page in pages)
        assert any(of("How is the weather?") in page for page in pages)
