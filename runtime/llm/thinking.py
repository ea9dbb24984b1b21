"""Thinking before a call: free text, bounded, that ends with the dialect's mark or is ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from runtime.llm.dialects import Dialect
from runtime.llm.llama import Llama
from runtime.llm.prefix import Prefix
from runtime.llm.sampling import Sampler
from runtime.llm.writing import marked

_ROOM_FOR_CALL = 64


class Thinking:
    """How one LLM thinks."""

    def __init__(self, llama: Llama, prefix: Prefix, dialect: Dialect) -> None:
        """Take what to think with, and the dialect that says how thoughts end."""
        self._llama = llama
        self._vocabulary = llama.vocabulary
        self._prefix = prefix
        self._dialect = dialect
        self._end = dialect.thinking[1].strip()
        self._allowed: NDArray[np.bool_] | None = None

    def think(self, most: int, sampler: Sampler) -> list[int]:
        """A thought of at most so many tokens, its end among them if it came to one.

        Raises:
            Interrupted: the stop flag was set.
        """
        thought: list[int] = []
        text, end = b"", self._end.encode()
        most = min(most, self._llama.context_length - self._llama.read - _ROOM_FOR_CALL)
        while len(thought) < most and not text.rstrip().endswith(end):
            token = sampler.choose(self._llama.logits(), self._thinkable())
            thought.append(token)
            text += self._vocabulary.pieces[token]
            self._prefix.read([token])
        return thought

    def _thinkable(self) -> NDArray[np.bool_]:
        """Bool [vocabulary]: all but the special tokens, of which only the thought's end may come."""
        if self._allowed is None:
            ends = {part for part in self._vocabulary.specials.split(self._end) if isinstance(part, int)}
            refused = (self._vocabulary.special_ids | self._vocabulary.ends) - ends
            self._allowed = np.ones(self._vocabulary.size, dtype=np.bool_)
            self._allowed[list(refused)] = False
        return self._allowed

    def ending(self, thought: Sequence[int]) -> list[int]:
        """What of the thought's end is still missing."""
        closing = self._dialect.thinking[1]
        ended = self._vocabulary.read(thought).rstrip().endswith(self._end)
        missing = closing.rpartition(self._end)[2] if ended else closing
        return self._prefix.tokenise(marked(self._vocabulary.specials.split(missing)))

    def said(self, thought: Sequence[int]) -> str:
        """The thought's text, without control characters: nothing but its sampler bounds what is in it."""
        text = self._vocabulary.read(thought).strip().removesuffix(self._end).strip()
        return "".join(character for character in text if character in "\n\t" or character.isprintable())

    def dialect(self) -> Dialect:
        """How the call after a thought is written: without the empty thought that history may show before it."""
        head, empty = (frame.rpartition(self._end)[2] for frame in (self._dialect.head, self._dialect.empty))
        return replace(self._dialect, head=head, empty=empty)
