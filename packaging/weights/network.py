"""The network: a small Llama (RMS norm, RoPE, SwiGLU), in plain PyTorch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional
from vocabulary import SIZE


@dataclass(frozen=True, slots=True)
class Shape:
    """The network's measures. ``head`` is the width of one attention head."""

    vocabulary: int = SIZE
    width: int = 320
    layers: int = 6
    heads: int = 5
    hidden: int = 832
    context: int = 2048
    base: float = 10_000.0
    epsilon: float = 1e-5

    @property
    def head(self) -> int:
        """Width of one head."""
        return self.width // self.heads


def rotate(values: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
    """RoPE on pairs half a head apart, which the processor reads faster than neighbours. ``values``: [b, h, t, d]."""
    first, second = values.chunk(2, -1)
    return torch.cat((first * cosine - second * sine, first * sine + second * cosine), -1)


class Layer(nn.Module):
    """Attention and a gated feed-forward net."""

    def __init__(self, shape: Shape) -> None:
        """Make the layer with small random weights."""
        super().__init__()
        self.shape = shape
        self.attention_norm = nn.RMSNorm(shape.width, eps=shape.epsilon)
        self.query_key_value = nn.Linear(shape.width, 3 * shape.width, bias=False)
        self.attention_out = nn.Linear(shape.width, shape.width, bias=False)
        self.hidden_norm = nn.RMSNorm(shape.width, eps=shape.epsilon)
        self.gate_up = nn.Linear(shape.width, 2 * shape.hidden, bias=False)
        self.down = nn.Linear(shape.hidden, shape.width, bias=False)
        self.query_key_value.weight.parts = 3
        self.gate_up.weight.parts = 2

    def forward(self, x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
        """``x``: [batch, time, width]."""
        batch, time, width = x.shape
        joint = self.query_key_value(self.attention_norm(x)).view(batch, time, 3, self.shape.heads, self.shape.head)
        query, key, value = joint.permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(
            rotate(query, cosine, sine), rotate(key, cosine, sine), value, is_causal=True
        )
        x = x + self.attention_out(mixed.transpose(1, 2).reshape(batch, time, width))
        gate, up = self.gate_up(self.hidden_norm(x)).chunk(2, -1)
        return x + self.down(functional.silu(gate) * up)


JUDGED = (3, 4, 5)
"""After so many layers the network is to know of each line that was read whether the answer rests on it.

After the last one would be too late: what is written first, an answer or a search, has to follow from it. (Judged after
the last of six layers only, the choice of the tool followed what the fourth layer knew.)
"""


class Network(nn.Module):
    """The whole network.

    The embedding is large and the layers' outputs begin at nothing, so that what a token *is* stays the loudest
    thing that every layer reads: copying needs nothing else. (With a small embedding, tied to the output, Muon's
    strong layers drowned it, and copying was not learnt.)
    """

    def __init__(self, shape: Shape) -> None:
        """Make the network with small random weights."""
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.norm = nn.RMSNorm(shape.width, eps=shape.epsilon)
        self.output = nn.Linear(shape.width, shape.vocabulary, bias=False)
        self.judges = nn.ModuleList(nn.Linear(shape.width, 1) for _ in JUDGED)
        frequencies = shape.base ** (-torch.arange(0, shape.head, 2) / shape.head)
        angles = torch.outer(torch.arange(shape.context).float(), frequencies)
        self.register_buffer("cosine", angles.cos().bfloat16(), persistent=False)
        self.register_buffer("sine", angles.sin().bfloat16(), persistent=False)
        for parameter in self.layers.parameters():
            if parameter.dim() > 1:
                nn.init.normal_(parameter, std=shape.width**-0.5 / 2)
        for layer in self.layers:
            nn.init.zeros_(layer.attention_out.weight)
            nn.init.zeros_(layer.down.weight)
        nn.init.normal_(self.embedding.weight, std=1.0)
        nn.init.normal_(self.output.weight, std=0.005)

    def body(self, tokens: Tensor) -> tuple[Tensor, ...]:
        """What the layers make of ``tokens`` [batch, time]: after each of ``JUDGED`` and after the last one.

        Each [batch, time, width], not yet normalised.
        """
        time = tokens.shape[1]
        x = self.embedding(tokens).bfloat16()
        kept = []
        for number, layer in enumerate(self.layers, 1):
            x = layer(x, self.cosine[:time], self.sine[:time])
            if number in JUDGED:
                kept.append(x)
        return (*kept, x)

    def head(self, x: Tensor) -> Tensor:
        """Logits [n, vocabulary] for states [n, width]."""
        return self.output(self.norm(x))

    def judged(self, states: Sequence[Tensor]) -> Tensor:
        """Whether the answer rests on the line that ended there: logits [layers, n]. Used in training only.

        ``states``: [n, width] after each of the layers of ``JUDGED``.
        """
        normal = [functional.rms_norm(state, (self.shape.width,)) for state in states]
        return torch.stack([judge(state).squeeze(-1) for judge, state in zip(self.judges, normal, strict=True)])

    def forward(self, tokens: Tensor, places: Tensor) -> Tensor:
        """Logits [n, vocabulary] at the flat ``places`` of ``tokens`` [batch, time] only."""
        return self.head(self.body(tokens)[-1].flatten(0, 1)[places])
