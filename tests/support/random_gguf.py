"""GGUF files with random weights: the shape and the speed of a real LLM, without its weights.

The vocabulary is either a real one, copied from a vocabulary-only GGUF, or a toy one of bytes that needs no file.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from gguf import GGMLQuantizationType, GGUFReader, GGUFValueType, GGUFWriter, TokenType, quants

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


@dataclass(frozen=True)
class Network:
    """The shape of a network of the ``llama`` architecture."""

    width: int = 64
    layers: int = 2
    heads: int = 4
    inner: int = 128
    context: int = 8_192
    quantisation: GGMLQuantizationType = GGMLQuantizationType.F16


def build(
    path: Path,
    *,
    vocabulary: Path | None = None,
    template: str = CHATML,
    network: Network = Network(),
    metadata: dict[str, str] | None = None,
    seed: int = 1,
) -> Path:
    """Write a GGUF.

    Args:
        path: where.
        vocabulary: a GGUF to copy the vocabulary of; None: 256 bytes, their commonest pairs and ChatML's tokens.
        template: its chat template.
        network: its shape.
        metadata: further texts in its header.
        seed: of the weights.
    """
    writer = GGUFWriter(path, "llama")
    writer.add_name(path.stem)
    writer.add_chat_template(template)
    for key, value in (metadata or {}).items():
        writer.add_string(key, value)
    size = _copy_vocabulary(writer, vocabulary) if vocabulary else _toy_vocabulary(writer)
    _add_network(writer, network, size, seed)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _add_network(writer: GGUFWriter, network: Network, vocabulary: int, seed: int) -> None:
    writer.add_context_length(network.context)
    writer.add_embedding_length(network.width)
    writer.add_block_count(network.layers)
    writer.add_feed_forward_length(network.inner)
    writer.add_head_count(network.heads)
    writer.add_head_count_kv(network.heads)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(network.width // network.heads)
    writer.add_vocab_size(vocabulary)
    generator = np.random.default_rng(seed)

    def add(name: str, *shape: int) -> None:
        weights = generator.standard_normal(shape, dtype=np.float32) / np.float32(shape[-1]) ** 0.5
        writer.add_tensor(name, quants.quantize(weights, network.quantisation), raw_dtype=network.quantisation)

    def add_norm(name: str) -> None:
        writer.add_tensor(name, np.ones(network.width, dtype=np.float32))

    add("token_embd.weight", vocabulary, network.width)
    add("output.weight", vocabulary, network.width)
    add_norm("output_norm.weight")
    for layer in range(network.layers):
        for part in ("attn_q", "attn_k", "attn_v", "attn_output"):
            add(f"blk.{layer}.{part}.weight", network.width, network.width)
        add(f"blk.{layer}.ffn_gate.weight", network.inner, network.width)
        add(f"blk.{layer}.ffn_up.weight", network.inner, network.width)
        add(f"blk.{layer}.ffn_down.weight", network.width, network.inner)
        add_norm(f"blk.{layer}.attn_norm.weight")
        add_norm(f"blk.{layer}.ffn_norm.weight")


def _copy_vocabulary(writer: GGUFWriter, source: Path) -> int:
    reader = GGUFReader(source)
    for key, field in reader.fields.items():
        if not key.startswith("tokenizer.") or key == "tokenizer.chat_template":
            continue
        value: Any = field.contents()
        kind = field.types[0]
        if kind == GGUFValueType.ARRAY:
            writer.add_array(key, value)
        else:
            writer.add_key_value(key, value, kind)
    return len(reader.fields["tokenizer.ggml.tokens"].data)


def _letters() -> list[str]:
    """GPT-2's printable stand-in for each byte."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = iter(range(256, 512))
    return [chr(byte if byte in printable else next(others)) for byte in range(256)]


def _toy_vocabulary(writer: GGUFWriter) -> int:
    letters = _letters()
    choose = random.Random(1)
    common = [letters[byte] for byte in b' etaoinsrhldcumfpgwyb",:{}_']
    merges = sorted({(choose.choice(common), choose.choice(common)) for _ in range(200)})
    special = ["<|im_start|>", "<|im_end|>", "<|endoftext|>"]
    tokens = [*letters, *("".join(pair) for pair in merges), *special]
    kinds = [TokenType.NORMAL] * (len(tokens) - len(special)) + [TokenType.CONTROL] * len(special)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    writer.add_token_types(kinds)
    writer.add_token_merges([" ".join(pair) for pair in merges])
    writer.add_bos_token_id(len(tokens) - 1)
    writer.add_eos_token_id(len(tokens) - 2)
    writer.add_add_bos_token(False)  # noqa: FBT003
    return len(tokens)
