"""Choosing the next token from logits and the grammar's mask, in numpy."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_SMALLEST_SHARE = 1e-6


@dataclass(frozen=True, slots=True)
class Taste:
    """How to choose. ``temperature`` 0: always the likeliest."""

    temperature: float = 0.0
    top_k: int = 40
    top_p: float = 0.95
    min_p: float = 0.05


class Sampler:
    """A taste and a stream of random numbers."""

    def __init__(self, taste: Taste, seed: int) -> None:
        """Begin the stream at the seed."""
        self._taste = taste
        self.greedy = taste.temperature <= 0
        self._random = np.random.default_rng(seed)

    def choose(self, logits: NDArray[np.float32], allowed: NDArray[np.bool_] | None) -> int:
        """The next token.

        Args:
            logits: float32 [vocabulary]; not changed.
            allowed: bool [vocabulary], at least one True; None allows all.
        """
        masked = logits if allowed is None else np.where(allowed, logits, np.float32(-np.inf))
        best = int(masked.argmax())
        if allowed is not None and not allowed[best]:
            return int(allowed.argmax())  # every allowed logit is -inf or NaN
        if self.greedy:
            return best
        return self._draw(masked, best)

    def _draw(self, masked: NDArray[np.float32], best: int) -> int:
        taste = self._taste
        # In float32 like the logits: a wider floor would widen all of them for the comparison.
        floor = np.float32(masked[best] + taste.temperature * math.log(max(taste.min_p, _SMALLEST_SHARE)))
        candidates = np.flatnonzero(masked >= floor)
        if candidates.size > taste.top_k > 0:
            order = np.argpartition(masked[candidates], -taste.top_k)[-taste.top_k :]
            candidates = candidates[order]
        if candidates.size <= 1:
            return best
        candidates = candidates[np.argsort(-masked[candidates], kind="stable")]
        weights = np.exp((masked[candidates] - masked[best]).astype(np.float64) / taste.temperature)
        total = np.cumsum(weights / weights.sum())
        kept = int(np.searchsorted(total, taste.top_p)) + 1
        return int(candidates[np.searchsorted(total[:kept] / total[min(kept, total.size) - 1], self._random.random())])
