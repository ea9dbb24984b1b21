"""Fitting the weights of the fusion: maximum likelihood of the right message among the candidates.

How much a further hit of a sitting loses depends on the order that the others make. So it is chosen last, of some
steps, by what is found: recall at 10, and all of a multi-hop question's evidence at 10.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from itertools import islice
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.search_values import MessageScope
from runtime.measuring import locomo
from runtime.memory import fusion
from runtime.memory.fusion import Weights
from runtime.memory.search import CANDIDATES
from runtime.memory.spreading import spread

if TYPE_CHECKING:
    from models.memory_file import MemoryFile
    from runtime.measuring.locomo import Talk
    from runtime.memory.search import Search

NOT_FITTED = ("echo", "cited", "recent", "again")
"""Nothing in the data speaks for or against all but the last, which is chosen."""
STEPS = (0.0, -0.4, -0.8, -1.2)
"""Between finer steps single questions would choose."""
_NAMES = tuple(each.name for each in fields(Weights))
_ROUNDS, _RATE, _PENALTY = 150, 0.08, 1e-3
_DEPTH = 10

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Pool:
    """One question's candidates in the order of its reasons: their sessions, the places of the evidence among them.

    ``missing``: how much of the evidence is not among them.
    """

    sessions: Sequence[int | None]
    right: frozenset[int]
    missing: int
    multi_hop: bool


@dataclass(frozen=True)
class Samples:
    """Questions' candidates one after the other.

    ``reasons``: [candidates, reasons]; ``begins``: where each question's candidates begin; ``target``: [reasons], the
    mean reasons of a question's evidence, summed over the questions.
    """

    reasons: Array
    begins: NDArray[np.intp]
    target: Array
    pools: Sequence[Pool]


def samples(memory: MemoryFile, search: Search, talk: Talk) -> Samples:
    """The reasons of every candidate of every question whose evidence is among them."""
    ones = Weights(*(0.0 if name == "again" else 1.0 for name in _NAMES))
    parts: list[Array] = []
    pools: list[Pool] = []
    target = np.zeros(len(_NAMES))
    with memory.reading() as session:
        for asked in talk.questions:
            found = search.evidence(session, asked.text, (MessageScope(talk.agent_id),), CANDIDATES)
            ranked = fusion.ranked(found, ones, None)
            reasons = np.array([[views.get(name, 0.0) for name in _NAMES] for _, views in ranked])
            right = [place for place, (each, _) in enumerate(ranked) if each in asked.evidence]
            if right:
                parts.append(reasons)
                target += reasons[right].mean(axis=0)
                sessions = [found.places[each].session for each, _ in ranked]
                missing = len(asked.evidence) - len(right)
                pools.append(Pool(sessions, frozenset(right), missing, asked.category == locomo.MULTI_HOP))
    begins = np.cumsum([0, *(len(part) for part in parts)])[:-1]
    return Samples(np.concatenate([np.zeros((0, len(_NAMES))), *parts]), begins, target, pools)


def fit(data: Sequence[Samples]) -> Weights:
    """The weights under which the right candidates are likeliest (softmax over a question's candidates), by Adam."""
    fitted = np.array([name not in NOT_FITTED for name in _NAMES], dtype=float)
    questions = sum(len(each.begins) for each in data)
    weights, mean, square = np.zeros(len(_NAMES)), np.zeros(len(_NAMES)), np.zeros(len(_NAMES))
    for step in range(1, _ROUNDS + 1):
        slope = sum((_expected(each, weights) - each.target for each in data), np.zeros(len(_NAMES)))
        slope = slope / max(questions, 1) + _PENALTY * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        weights -= _RATE * fitted * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    values = {name: round(float(w), 3) for name, w in zip(_NAMES, weights, strict=True) if name not in NOT_FITTED}
    return replace(Weights(), **values, again=max(STEPS, key=lambda again: _found(data, weights, again)))


def _found(data: Sequence[Samples], weights: Array, again: float) -> float:
    """Recall at 10, and the share of multi-hop questions with all their evidence there, added up."""
    shares, whole = [0.0], [0.0]
    for each in data:
        scores = np.split(each.reasons @ weights, each.begins[1:])
        for pool, own in zip(each.pools, scores, strict=True):
            order = spread(dict(enumerate(own.tolist())), dict(enumerate(pool.sessions)), again)
            first = pool.right.intersection(place for place, _ in islice(order, _DEPTH))
            shares.append(len(first) / (len(pool.right) + pool.missing))
            if pool.multi_hop:
                whole.append(float(shares[-1] == 1))
    return fmean(shares) + fmean(whole)


def _expected(each: Samples, weights: Array) -> Array:
    """The reasons that the weights expect of the right candidates, summed over the questions."""
    if not len(each.begins):
        return np.zeros(len(weights))
    sizes = np.diff([*each.begins, len(each.reasons)])
    scores = each.reasons @ weights
    chances = np.exp(scores - np.repeat(np.maximum.reduceat(scores, each.begins), sizes))
    chances /= np.repeat(np.add.reduceat(chances, each.begins), sizes)
    expected: Array = chances @ each.reasons
    return expected
