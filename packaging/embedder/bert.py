"""The network of all-MiniLM-L6-v2, written out: BERT's encoder, nothing that training needs.

By hand because the export then depends on torch alone, and because the graph stays small and readable:
no pooler (the sentence vector is the mean of the last layer), no dropout, no head mask.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes in the weights' ``config.json``."""

    vocabulary: int
    positions: int
    types: int
    width: int
    inner: int
    heads: int
    layers: int
    epsilon: float

    @classmethod
    def read(cls, path: Path) -> Shape:
        """From a ``config.json`` of the kind ``bert``."""
        raw = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            vocabulary=raw["vocab_size"],
            positions=raw["max_position_embeddings"],
            types=raw["type_vocab_size"],
            width=raw["hidden_size"],
            inner=raw["intermediate_size"],
            heads=raw["num_attention_heads"],
            layers=raw["num_hidden_layers"],
            epsilon=raw["layer_norm_eps"],
        )


class Layer(nn.Module):
    """One encoder layer: attention, then the two-layer network, each added and normalised."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query = nn.Linear(shape.width, shape.width)
        self.key = nn.Linear(shape.width, shape.width)
        self.value = nn.Linear(shape.width, shape.width)
        self.mix = nn.Linear(shape.width, shape.width)
        self.mix_norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.widen = nn.Linear(shape.width, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.width)
        self.narrow_norm = nn.LayerNorm(shape.width, eps=shape.epsilon)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """``x`` is [texts, tokens, width]; ``bias`` [texts, 1, 1, tokens] is very negative at padding."""
        texts, tokens, width = x.shape
        split = (texts, tokens, self.heads, width // self.heads)
        query, key, value = (part(x).view(split).transpose(1, 2) for part in (self.query, self.key, self.value))
        scores = query @ key.transpose(-1, -2) / math.sqrt(width // self.heads) + bias
        seen = (scores.softmax(-1) @ value).transpose(1, 2).reshape(texts, tokens, width)
        x = self.mix_norm(x + self.mix(seen))
        return self.narrow_norm(x + self.narrow(nn.functional.gelu(self.widen(x))))


class Encoder(nn.Module):
    """Token ids to one vector per token; the caller takes the mean over the unmasked ones."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.types = nn.Embedding(shape.types, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Both inputs are [texts, tokens] int64; the result is [texts, tokens, width] float32."""
        places = torch.arange(input_ids.shape[1], device=input_ids.device)
        x = self.norm(self.words(input_ids) + self.positions(places) + self.types.weight[0])
        bias = (1.0 - attention_mask[:, None, None, :].to(x.dtype)) * -10_000.0
        for layer in self.layers:
            x = layer(x, bias)
        return x


_NAMES = {
    "embeddings.word_embeddings": "words",
    "embeddings.position_embeddings": "positions",
    "embeddings.token_type_embeddings": "types",
    "embeddings.LayerNorm": "norm",
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "mix",
    "attention.output.LayerNorm": "mix_norm",
    "intermediate.dense": "widen",
    "output.dense": "narrow",
    "output.LayerNorm": "narrow_norm",
}


def load(folder: Path) -> Encoder:
    """The encoder with the weights in ``folder`` (``config.json`` and ``model.safetensors``), in eval mode."""
    encoder = Encoder(Shape.read(folder / "config.json"))
    tensors = read_safetensors(folder / "model.safetensors")
    state = {_rename(name): torch.from_numpy(value) for name, value in tensors.items() if _wanted(name)}
    encoder.load_state_dict(state)
    return encoder.eval()


def read_safetensors(path: Path) -> dict[str, np.ndarray]:
    """Every float32 tensor of a safetensors file: a JSON header, its length before it, then the raw numbers."""
    raw = path.read_bytes()
    end = 8 + int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8:end])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        start, stop = entry["data_offsets"]
        tensors[name] = np.frombuffer(raw[end + start : end + stop], "<f4").reshape(entry["shape"]).copy()
    return tensors


def _wanted(name: str) -> bool:
    return not name.startswith("pooler.")


def _rename(name: str) -> str:
    stem, _, kind = name.rpartition(".")
    if not stem.startswith("encoder.layer."):
        return f"{_NAMES[stem]}.{kind}"
    number, _, part = stem.removeprefix("encoder.layer.").partition(".")
    return f"layers.{number}.{_NAMES[part]}.{kind}"
