"""One ranking out of several: scores of different kinds made comparable and added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean, pstdev


def z_scores(scores: Mapping[int, float], ids: Sequence[int]) -> dict[int, float]:
    """Each item's score in standard deviations from the mean over ``ids``; one without a score has 0 to begin with.

    Where all are equal, nobody stands out and all get 0.
    """
    values = [scores.get(each, 0.0) for each in ids]
    spread = pstdev(values) if values else 0.0
    if not spread:
        return dict.fromkeys(ids, 0.0)
    mean = fmean(values)
    return {each: (value - mean) / spread for each, value in zip(ids, values, strict=True)}
