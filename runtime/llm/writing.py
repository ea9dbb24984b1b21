"""Writing one call token by token: what the grammar forces as one batch, what it leaves open by the LLM's choice."""

from __future__ import annotations

import time
from collections.abc import Sequence

import llguidance.numpy
import numpy as np
from llguidance import LLMatcher
from numpy.typing import NDArray

from runtime.errors import LLMError
from runtime.llm.dialects import Dialect
from runtime.llm.llama import ContextFull, Llama
from runtime.llm.prefix import Prefix
from runtime.llm.sampling import Sampler
from runtime.llm.specials import mark
from runtime.llm.streaming import Stream

_LONGEST_CLOSING = 20_000
_QUOTES = {"json": '"', "python": "'"}
_CLOSING_BRACKETS = (b"]", b"}", b")")
_CIRCLE = 48
"""So many tokens that go round in a circle, three times at least, are a circle that has no end."""
_WIDEST_CIRCLE = _CIRCLE // 3


class Writing:
    """A call while it is written: ``tokens`` of it, of which the last may be ``unread`` by the LLM itself."""

    def __init__(self, llama: Llama, prefix: Prefix, matcher: LLMatcher, sampler: Sampler, stream: Stream) -> None:
        """Begin at the grammar's start."""
        self._llama = llama
        self._vocabulary = llama.vocabulary
        self._prefix = prefix
        self._matcher = matcher
        self._sampler = sampler
        self._stream = stream
        self._mask = llguidance.numpy.allocate_token_bitmask(1, llama.vocabulary.size)
        self.unread: list[int] = []
        self.tokens: list[int] = []
        self.first_logits = 0.0

    def write(self, unread: Sequence[int], budget: int, dialect: Dialect) -> bool:
        """Write until the grammar ends.

        Args:
            unread: tokens before the call that are still to be read.
            budget: of tokens; afterwards the call is closed the shortest way.
            dialect: says what closes a text.

        Returns:
            Whether the budget, or the context, ended before the call did; or the LLM, which always takes the likeliest,
            went round in a circle that it would never have left.

        Raises:
            Interrupted: the stop flag was set.
        """
        self.unread = list(unread)
        while not self._forced():
            if len(self.tokens) >= budget or (self._sampler.greedy and circling(self.tokens)):
                self._close(dialect)
                return True
            try:
                self._prefix.read(self.unread)
            except ContextFull:
                self._close(dialect)
                return True
            self.unread.clear()
            self.first_logits = self.first_logits or time.perf_counter()
            self._take([self._next()])
        return False

    def _forced(self) -> bool:
        """Take the tokens that can only come next; True if the call ends with them."""
        forced = self._matcher.compute_ff_tokens()
        if certain := forced[: self._vocabulary.settled(forced)]:
            self._take(certain)
        return bool(self._matcher.is_stopped())

    def _next(self) -> int:
        """The next token: chosen freely if the grammar takes it, which saves the mask; else among those it takes."""
        logits = self._llama.logits()
        free = self._sampler.choose(logits, None)
        if self._matcher.validate_tokens([free]) == 1:
            return free
        return self._sampler.choose(logits, self._allowed())

    def _allowed(self) -> NDArray[np.bool_]:
        """Bool [vocabulary]: what the grammar lets come next."""
        llguidance.numpy.fill_next_token_bitmask(self._matcher, self._mask, 0)
        bits = np.unpackbits(self._mask.view(np.uint8)[0], count=self._vocabulary.size, bitorder="little")
        return bits.view(np.bool_)

    def _take(self, tokens: Sequence[int]) -> None:
        if not self._matcher.consume_tokens(list(tokens)):
            raise LLMError(f"The grammar broke off: {self._matcher.get_error()[:400]}")
        self.tokens += tokens
        self.unread += tokens
        self._stream.feed(b"".join(self._vocabulary.pieces[token] for token in tokens))

    def _close(self, dialect: Dialect) -> None:
        """End the call the shortest way that the grammar allows, without asking the LLM."""
        quotes = _QUOTES.get(dialect.quoting)
        stop: list[str | int] = [quotes] if quotes else self._vocabulary.specials.split(dialect.text.stop)
        closers = [self._prefix.tokenise(marked(stop)), *map(self._vocabulary.plain, _CLOSING_BRACKETS)]
        for _ in range(_LONGEST_CLOSING):
            if self._forced():
                return
            fitting = next((closer for closer in closers if closer and self._takes(closer)), [])
            self._take(fitting or [int(self._allowed().argmax())])
        raise LLMError("The tool call could not be brought to an end.")

    def _takes(self, tokens: list[int]) -> bool:
        return bool(self._matcher.validate_tokens(tokens) == len(tokens))


def circling(tokens: Sequence[int]) -> bool:
    """Whether the last tokens are the same few over and over."""
    last = tokens[-_CIRCLE:]
    return len(last) == _CIRCLE and any(last[width:] == last[:-width] for width in range(1, _WIDEST_CIRCLE + 1))


def marked(parts: Sequence[str | int]) -> bytes:
    """Text and special tokens, marked."""
    return b"".join(mark(part) if isinstance(part, int) else part.encode() for part in parts)
