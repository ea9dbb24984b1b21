"""What the process keeps of texts to be quick goes when something is forgotten."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from loop import Loop
from numpy.typing import NDArray

from models.memory_file import MemoryFile
from runtime.embed.local import LocalEmbedder
from runtime.embed.making import Making
from runtime.forgetting.forget import Request, forget
from runtime.home import asset
from runtime.llm.scripted import say
from runtime.memory.search import Search

LINES = ["Their dog is called Biscuit", "They live in Ghent"]


class Counting(LocalEmbedder):
    """The built-in embedder, remembering what it was asked."""

    def __init__(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        super().__init__(asset("embedder"))
        self.asked: list[str] = []
        self.meanwhile = meanwhile

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        self.meanwhile()
        return super().embed(texts)


def test_no_vector_of_a_forgotten_text_is_kept_in_memory(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [say("Noted.")])
    loop.say("My dog is called Biscuit")
    embedder = Counting()
    making = Making(embedder)
    loop.engine.search = Search(embedder)
    loop.engine.forget_embedded = making.forget
    taken = loop.unembedded(10)
    for _ in range(2):
        making.made(taken)
        loop.engine.search.related("my puppy", LINES, 1)
    made, learned = [embedder.asked.count(text) for text in ("My dog is called Biscuit", LINES[0])]
    assert (made, learned) == (1, 1), "made once, then kept"
    assert forget(loop.engine, Request("Biscuit")).left == ()
    making.made(taken)
    loop.engine.search.related("my puppy", LINES, 1)
    made, learned = [embedder.asked.count(text) for text in ("My dog is called Biscuit", LINES[0])]
    assert (made, learned) == (2, 2), "nothing of them was kept"


def test_a_batch_that_is_being_made_while_something_is_forgotten_is_not_kept_either(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [say("Noted.")])
    loop.say("My dog is called Biscuit")
    embedder = Counting()
    making = Making(embedder)
    embedder.meanwhile = making.forget
    taken = loop.unembedded(10)
    making.made(taken)
    making.made(taken)
    assert embedder.asked.count("My dog is called Biscuit") == 2


def test_the_context_keeps_no_text_of_its_last_prompt(memory: MemoryFile) -> None:
    loop = Loop.on(memory, [say("Noted.")])
    loop.say("My dog is called Biscuit")
    with loop.engine.reading() as session:
        assert "Biscuit" in str(loop.context.prompt(session))
    assert loop.context.shown()["messages"]
    loop.context.forget_cuts()
    assert loop.context.shown()["messages"] == []
