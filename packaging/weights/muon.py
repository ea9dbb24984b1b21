"""Muon: momentum whose matrices are made orthogonal by Newton-Schulz steps (Jordan et al., 2024)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

import torch
from torch import Tensor

COEFFICIENTS = (3.4445, -4.7750, 2.0315)


def orthogonal(matrices: Tensor, steps: int = 5) -> Tensor:
    """The nearest semi-orthogonal matrices, roughly. ``matrices``: [n, rows, columns]."""
    a, b, c = COEFFICIENTS
    x = matrices.bfloat16()
    tall = x.shape[-2] > x.shape[-1]
    x = x.mT if tall else x
    x = x / (x.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(steps):
        gram = x @ x.mT
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x.mT if tall else x


class Muon(torch.optim.Optimizer):
    """For the matrices between the embeddings; everything else wants AdamW.

    A parameter that holds several matrices, one below the other, says so by an attribute ``parts``: each is made
    orthogonal by itself, or the one with the largest gradient would leave nothing to the others.
    """

    def __init__(self, params: Iterable[Tensor], lr: float, momentum: float = 0.95, decay: float = 0.01) -> None:
        """``lr`` is the size of an update in spectral norm, scaled by the matrix's shape."""
        super().__init__(list(params), {"lr": lr, "momentum": momentum, "decay": decay})

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> None:  # type: ignore[override]
        """Update the matrices, those of one shape together."""
        del closure
        for group in self.param_groups:
            shapes: defaultdict[tuple[int, int], list[tuple[Tensor, Tensor]]] = defaultdict(list)
            for parameter in group["params"]:
                direction = self._direction(parameter, group["momentum"])
                parts = getattr(parameter, "parts", 1)
                for part, towards in zip(parameter.chunk(parts), direction.chunk(parts), strict=True):
                    shapes[tuple(part.shape)].append((part, towards))
            for shape, pairs in shapes.items():
                self._update(pairs, group["lr"], group["decay"], max(1.0, shape[0] / shape[1]) ** 0.5)

    def _direction(self, parameter: Tensor, momentum: float) -> Tensor:
        state = self.state[parameter]
        if not state:
            state["momentum"] = torch.zeros_like(parameter)
        gradient = parameter.grad if parameter.grad is not None else torch.zeros_like(parameter)
        state["momentum"].lerp_(gradient, 1 - momentum)
        return gradient.lerp(state["momentum"], momentum)

    @staticmethod
    def _update(pairs: list[tuple[Tensor, Tensor]], rate: float, decay: float, scale: float) -> None:
        updates = orthogonal(torch.stack([towards for _, towards in pairs]))
        for (part, _), update in zip(pairs, updates, strict=True):
            part.mul_(1 - rate * decay)
            part.add_(update.to(part.dtype), alpha=-rate * scale)
