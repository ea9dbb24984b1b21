"""GGUF files with random weights: the shape and the speed of a real LLM, without its weights.

The vocabulary is either a real one, copied from a vocabulary-only GGUF, or a toy one of bytes that needs no file.
"""

from __future__ import annotations

import atexit
import functools
import random
import shutil
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal

import numpy as np
from gguf import GGMLQuantizationType, quants

CHATML = (
    "{%- for message in messages -%}"
    "{%- if message.role == 'assistant' and message.tool_calls -%}"
    '{{- \'<|im_start|>assistant\\n<tool_call>\\n{"name": "\' + message.tool_calls[0].function.name'
    ' + \'", "arguments": \' + (message.tool_calls[0].function.arguments | tojson)'
    " + '}\\n</tool_call><|im_end|>\\n' -}}"
    "{%- else -%}"
    "{{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' -}}"
    "{%- endif -%}{%- endfor -%}"
    "{%- if add_generation_prompt -%}{{- '<|im_start|>assistant\\n' -}}{%- endif -%}"
)
"""ChatML with Hermes-style calls, ignoring ``tools``."""


_CONVOLVED = 3
_ALIGNMENT = 32
_STRING, _ARRAY = 8, 9
_SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
_NORMAL, _UNKNOWN, _CONTROL, _BYTE = 1, 2, 3, 6
_SPECIAL = ["<|im_start|>", "<|im_end|>", "<|endoftext|>"]
_Value = str | int | float | bool | list[str] | list[int] | list[float]


@dataclass(frozen=True)
class Network:
    """The shape of a network: of the ``llama`` architecture, or ``lfm2``, whose every other layer cannot forget."""

    width: int = 64
    layers: int = 2
    heads: int = 4
    inner: int = 128
    context: int = 8_192
    hybrid: bool = False
    quantisation: GGMLQuantizationType = GGMLQuantizationType.F16

    @property
    def architecture(self) -> str:
        return "lfm2" if self.hybrid else "llama"

    @property
    def convolutions(self) -> list[bool]:
        """Of each layer: whether it is one that cannot forget."""
        return [self.hybrid and layer % 2 == 0 for layer in range(self.layers)]


def build(
    path: Path,
    *,
    vocabulary: Path | Literal["bytes", "pieces"] = "bytes",
    template: str = CHATML,
    network: Network = Network(),
    metadata: dict[str, str] | None = None,
    special: tuple[str, ...] = (),
    seed: int = 1,
) -> Path:
    """Write a GGUF.

    Args:
        path: where.
        vocabulary: a GGUF to copy the vocabulary of; or a toy, of bytes and pairs of them as in GPT-2, or of
            pieces as in SentencePiece, whose tokenizer puts a space before every text; both with ChatML's tokens.
        template: its chat template.
        network: its shape.
        metadata: further texts in its header.
        special: further special tokens for a toy vocabulary.
        seed: of the weights.
    """
    texts = {"general.architecture": network.architecture, "general.name": path.stem}
    texts |= {"tokenizer.chat_template": template} | (metadata or {})
    known = _copied(vocabulary) if isinstance(vocabulary, Path) else _toy(vocabulary == "pieces", special)
    size, entries = known
    entries = [*(_entry(key, value) for key, value in texts.items()), *entries, *_shape(network, size)]
    with path.open("wb") as file:
        _write(file, entries, list(_tensors(network, size, np.random.default_rng(seed))))
    return path


@functools.cache
def cached(vocabulary: Path) -> Path:
    """A GGUF with a real vocabulary, written once per test run."""
    folder = Path(tempfile.mkdtemp(prefix="loci-gguf-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return build(folder / vocabulary.name, vocabulary=vocabulary)


# --- the file format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md ------------------------


def _string(text: str) -> bytes:
    encoded = text.encode()
    return struct.pack("<Q", len(encoded)) + encoded


def _entry(key: str, value: _Value) -> bytes:
    match value:
        case str():
            written = struct.pack("<I", _STRING) + _string(value)
        case bool():
            written = struct.pack("<I?", 7, value)
        case int():
            written = struct.pack("<II", 4, value)
        case float():
            written = struct.pack("<If", 6, value)
        case [str(), *_]:
            texts = b"".join(_string(str(text)) for text in value)
            written = struct.pack("<IIQ", _ARRAY, _STRING, len(value)) + texts
        case [float(), *_]:
            written = struct.pack(f"<IIQ{len(value)}f", _ARRAY, 6, len(value), *value)
        case _:
            written = struct.pack(f"<IIQ{len(value)}i", _ARRAY, 5, len(value), *value)
    return _string(key) + written


def _write(file: BinaryIO, entries: list[bytes], tensors: list[tuple[str, np.ndarray, int, list[int]]]) -> None:
    file.write(b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(entries)))
    file.writelines(entries)
    offset = 0
    for name, data, kind, shape in tensors:
        dimensions = struct.pack(f"<I{len(shape)}Q", len(shape), *reversed(shape))
        file.write(_string(name) + dimensions + struct.pack("<IQ", kind, offset))
        offset += -(-data.nbytes // _ALIGNMENT) * _ALIGNMENT
    for _, data, _, _ in tensors:
        file.write(bytes(-file.tell() % _ALIGNMENT))
        file.write(data.tobytes())
    file.write(bytes(-file.tell() % _ALIGNMENT))


def _copied(source: Path) -> tuple[int, list[bytes]]:
    """A vocabulary's size, and its entries as they stand in its file."""
    content = source.read_bytes()
    size, copied = 0, []
    for key, start, end in _entries(content):
        if key.startswith("tokenizer.") and key != "tokenizer.chat_template":
            copied.append(content[start:end])
        if key == "tokenizer.ggml.tokens":
            size = struct.unpack_from("<Q", content, start + 8 + len(key) + 8)[0]
    return size, copied


def _entries(content: bytes) -> Iterator[tuple[str, int, int]]:
    count, at = struct.unpack_from("<Q", content, 16)[0], 24
    for _ in range(count):
        start = at
        length = struct.unpack_from("<Q", content, at)[0]
        key = content[at + 8 : at + 8 + length].decode()
        at = _after(content, at + 8 + length + 4, struct.unpack_from("<I", content, at + 8 + length)[0])
        yield key, start, at


def _after(content: bytes, at: int, kind: int) -> int:
    unpack = struct.Struct("<Q").unpack_from
    if kind == _STRING:
        return at + 8 + int(unpack(content, at)[0])
    if kind != _ARRAY:
        return at + _SIZES[kind]
    inner, count = struct.unpack_from("<IQ", content, at)
    at += 12
    if inner != _STRING:
        return at + int(count) * _SIZES[inner]
    for _ in range(count):
        at += 8 + int(unpack(content, at)[0])
    return at


# --- the network --------------------------------------------------------------------------------------


def _shape(network: Network, vocabulary: int) -> list[bytes]:
    heads = [0 if convolution else network.heads for convolution in network.convolutions]
    values: dict[str, _Value] = {
        "context_length": network.context,
        "embedding_length": network.width,
        "block_count": network.layers,
        "feed_forward_length": network.inner,
        "attention.head_count": network.heads,
        "attention.head_count_kv": heads,
        "attention.layer_norm_rms_epsilon": 1e-5,
        "rope.dimension_count": network.width // network.heads,
        "vocab_size": vocabulary,
    }
    if network.hybrid:
        values["shortconv.l_cache"] = _CONVOLVED
    return [_entry(f"{network.architecture}.{key}", value) for key, value in values.items()]


def _tensors(
    network: Network, vocabulary: int, generator: np.random.Generator
) -> Iterator[tuple[str, np.ndarray, int, list[int]]]:
    width = network.width
    for name, shape in _matrices(network, vocabulary):
        weights = generator.standard_normal(shape, dtype=np.float32) / np.float32(shape[-1]) ** 0.5
        if "conv.weight" in name:
            yield name, weights, 0, list(shape)
        else:
            yield name, quants.quantize(weights, network.quantisation), network.quantisation, list(shape)
    norms = {"token_embd_norm" if network.hybrid else "output_norm": width}
    for layer, convolution in enumerate(network.convolutions):
        norms |= {f"blk.{layer}.attn_norm": width, f"blk.{layer}.ffn_norm": width}
        if network.hybrid and not convolution:
            norms |= {f"blk.{layer}.attn_{part}_norm": width // network.heads for part in "qk"}
    for name, size in norms.items():
        yield f"{name}.weight", np.ones(size, dtype=np.float32), 0, [size]


def _matrices(network: Network, vocabulary: int) -> Iterator[tuple[str, tuple[int, int]]]:
    width, inner = network.width, network.inner
    yield "token_embd.weight", (vocabulary, width)
    yield "output.weight", (vocabulary, width)
    for layer, convolution in enumerate(network.convolutions):
        if convolution:
            yield f"blk.{layer}.shortconv.conv.weight", (width, _CONVOLVED)
            yield f"blk.{layer}.shortconv.in_proj.weight", (3 * width, width)
            yield f"blk.{layer}.shortconv.out_proj.weight", (width, width)
        else:
            for part in ("q", "k", "v", "output"):
                yield f"blk.{layer}.attn_{part}.weight", (width, width)
        yield f"blk.{layer}.ffn_gate.weight", (inner, width)
        yield f"blk.{layer}.ffn_up.weight", (inner, width)
        yield f"blk.{layer}.ffn_down.weight", (width, inner)


# --- the vocabulary of bytes --------------------------------------------------------------------------


def _letters() -> list[str]:
    """GPT-2's printable stand-in for each byte."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = iter(range(256, 512))
    return [chr(byte if byte in printable else next(others)) for byte in range(256)]


def _toy(pieces: bool, further: tuple[str, ...]) -> tuple[int, list[bytes]]:  # noqa: FBT001
    values = _pieces() if pieces else _bytes()
    special = [*further, *_SPECIAL]
    tokens = [*values["tokens"], *special]
    kinds = [*values["token_type"], *[_CONTROL] * len(special)]
    values |= {"tokens": tokens, "token_type": kinds, "add_bos_token": False}
    values |= {"bos_token_id": len(tokens) - 1, "eos_token_id": len(tokens) - 2}
    if pieces:
        values["scores"] = [*values["scores"], *[0.0] * len(special)]
    return len(tokens), [_entry(f"tokenizer.ggml.{key}", value) for key, value in values.items()]


def _bytes() -> dict[str, Any]:
    letters = _letters()
    choose = random.Random(1)
    common = [letters[byte] for byte in b' etaoinsrhldcumfpgwyb",:{}_']
    merges = sorted({(choose.choice(common), choose.choice(common)) for _ in range(200)})
    tokens = [*letters, *("".join(pair) for pair in merges)]
    kinds = [_NORMAL] * len(tokens)
    return {
        "model": "gpt2",
        "pre": "gpt-2",
        "tokens": tokens,
        "token_type": kinds,
        "merges": [" ".join(pair) for pair in merges],
    }


def _pieces() -> dict[str, Any]:
    letters = [chr(code) for code in range(33, 127)]
    words = ["\u2581", "\u2581a", "\u2581the", "th", "the", "in", "er", "on", '":', "\u2581\u2581", *letters]
    tokens = ["<unk>", *(f"<0x{byte:02X}>" for byte in range(256)), *words]
    kinds = [_UNKNOWN, *[_BYTE] * 256, *[_NORMAL] * len(words)]
    scores = [0.0] * 257 + [float(-number) for number in range(len(words))]
    return {"model": "llama", "tokens": tokens, "token_type": kinds, "scores": scores, "unknown_token_id": 0}
