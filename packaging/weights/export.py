"""Writes the trained network as a Q8_0 GGUF that llama.cpp reads: tokenizer, chat template and our own keys in it.

python packaging/weights/export.py --folder FOLDER --out assets/llm/loci-tiny.gguf
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import gguf
import numpy as np
from gguf import GGMLQuantizationType, GGUFWriter, LlamaFileType
from network import Network, Shape
from prompt import RELATED_LINES, SYSTEM_PROMPT, TEMPLATE
from torch import Tensor
from train import trained
from vocabulary import END, PAD, PHRASES, SPECIAL

NAME = "Loci Tiny"
KINDS = {
    "q8_0": (GGMLQuantizationType.Q8_0, LlamaFileType.MOSTLY_Q8_0),
    "f16": (GGMLQuantizationType.F16, LlamaFileType.MOSTLY_F16),
}
DESCRIPTION = "A very small LLM that remembers, recalls, corrects and searches for the assistant Loci. English."


def tensors(network: Network) -> dict[str, np.ndarray]:
    """The weights under the names of llama.cpp."""
    named = {"token_embd.weight": network.embedding.weight, "output_norm.weight": network.norm.weight}
    named["output.weight"] = network.output.weight
    for number, layer in enumerate(network.layers):
        width, hidden = network.shape.width, network.shape.hidden
        query, key, value = layer.query_key_value.weight.split(width)
        gate, up = layer.gate_up.weight.split(hidden)
        parts = {
            "attn_norm": layer.attention_norm.weight,
            "attn_q": paired(query, network.shape),
            "attn_k": paired(key, network.shape),
            "attn_v": value,
            "attn_output": layer.attention_out.weight,
            "ffn_norm": layer.hidden_norm.weight,
            "ffn_gate": gate,
            "ffn_up": up,
            "ffn_down": layer.down.weight,
        }
        named |= {f"blk.{number}.{name}.weight": weight for name, weight in parts.items()}
    return {name: weight.detach().float().contiguous().numpy() for name, weight in named.items()}


def paired(weight: Tensor, shape: Shape) -> Tensor:
    """Rows of a query or key matrix as llama.cpp wants them: those that RoPE turns together are neighbours."""
    halves = weight.view(shape.heads, 2, shape.head // 2, shape.width)
    return halves.transpose(1, 2).reshape(shape.width, shape.width)


def add_tokenizer(writer: GGUFWriter, path: Path) -> None:
    """The vocabulary, its merges and which tokens are special."""
    model = json.loads(path.read_text(encoding="utf-8"))["model"]
    tokens = sorted(model["vocab"], key=model["vocab"].__getitem__)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list([*tokens, *PHRASES])
    kinds = [gguf.TokenType.CONTROL if token in SPECIAL else gguf.TokenType.NORMAL for token in tokens]
    writer.add_token_types([*kinds, *[gguf.TokenType.USER_DEFINED] * len(PHRASES)])
    writer.add_token_merges([" ".join(merge) for merge in model["merges"]])
    writer.add_bos_token_id(PAD)
    writer.add_eos_token_id(END)
    writer.add_pad_token_id(PAD)
    writer.add_add_bos_token(False)  # noqa: FBT003 (the library's signature)
    writer.add_add_eos_token(False)  # noqa: FBT003
    writer.add_chat_template(TEMPLATE)


def add_header(writer: GGUFWriter, network: Network) -> None:
    """Name, licence, measures and the recommended settings."""
    shape = network.shape
    writer.add_name(NAME)
    writer.add_author("The Loci authors")
    writer.add_description(DESCRIPTION)
    writer.add_license("Apache-2.0")
    writer.add_languages(["en"])
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.hidden)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.heads)
    writer.add_layer_norm_rms_eps(shape.epsilon)
    writer.add_rope_freq_base(shape.base)
    writer.add_rope_dimension_count(shape.head)
    writer.add_vocab_size(shape.vocabulary)
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)
    writer.add_sampling_temp(0.0)
    writer.add_string("loci.system_prompt", SYSTEM_PROMPT)
    writer.add_uint32("loci.related_lines", RELATED_LINES)


def export(network: Network, tokenizer: Path, out: Path, kind: str) -> None:
    """Write the GGUF at ``out``, its matrices as ``kind``."""
    stored, file_type = KINDS[kind]
    writer = GGUFWriter(out, "llama")
    add_header(writer, network)
    writer.add_file_type(file_type)
    add_tokenizer(writer, tokenizer)
    for name, weight in tensors(network).items():
        if weight.ndim == 1:
            writer.add_tensor(name, weight)
            continue
        writer.add_tensor(name, gguf.quants.quantize(weight, stored), raw_dtype=stored)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def main() -> None:
    """Read the options and export."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path, required=True, help="the training folder")
    options.add_argument("--out", type=Path, required=True, help="the GGUF to write")
    options.add_argument("--type", choices=sorted(KINDS), default="q8_0")
    chosen = options.parse_args()
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    export(trained(chosen.folder), chosen.folder / "tokenizer.json", chosen.out, chosen.type)


if __name__ == "__main__":
    main()
