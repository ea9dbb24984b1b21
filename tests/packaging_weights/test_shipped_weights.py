"""The shipped GGUF is small, says what it is and what licence it has, and its template writes our prompt."""

import json
from pathlib import Path

import jinja2
import pytest
from gguf import GGUFReader
from gguf.constants import GGUFValueType, TokenType

WEIGHTS = Path(__file__).parents[2] / "assets" / "llm" / "loci-tiny.gguf"
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def header() -> dict[str, object]:
    """The GGUF's metadata as plain values."""
    reader = GGUFReader(WEIGHTS)
    return {name: field.contents() for name, field in reader.fields.items() if field.types[:1] != [GGUFValueType.ARRAY]}


def test_it_is_a_few_megabytes() -> None:
    assert MEGABYTE < WEIGHTS.stat().st_size < 32 * MEGABYTE


def test_it_says_what_it_is(header: dict[str, object]) -> None:
    assert header["general.architecture"] == "llama"
    assert header["general.name"] == "Loci Tiny"
    assert header["general.license"] == "Apache-2.0"
    assert header["llama.context_length"] == 2_048
    assert header["general.sampling.temp"] == 0.0


def test_it_brings_its_own_system_prompt(header: dict[str, object]) -> None:
    expected = "You are Loci, a private assistant that remembers. Answer with one tool call."
    assert header["loci.system_prompt"] == expected


def test_the_tokenizer_is_one_that_llama_cpp_knows(header: dict[str, object]) -> None:
    assert (header["tokenizer.ggml.model"], header["tokenizer.ggml.pre"]) == ("gpt2", "gpt-2")
    assert header["tokenizer.ggml.add_bos_token"] is False


def test_what_the_format_says_again_and_again_is_one_token_each() -> None:
    reader = GGUFReader(WEIGHTS)
    tokens = reader.fields["tokenizer.ggml.tokens"].contents()
    kinds = reader.fields["tokenizer.ggml.token_type"].contents()
    phrases = {text for text, kind in zip(tokens, kinds, strict=True) if kind == TokenType.USER_DEFINED}
    opening = '<tool_call>\n{"name": "core_memory_append", "arguments": {"label": "'
    assert {"assistant\n", opening, '", "content": "', '", "request_heartbeat": true}}\n</tool_call>'} <= phrases


def test_the_template_writes_the_prompt_letter_for_letter(header: dict[str, object]) -> None:
    environment = jinja2.Environment(autoescape=False, trim_blocks=True, lstrip_blocks=True)  # noqa: S701 (no HTML)
    environment.filters["tojson"] = lambda value: json.dumps(value, ensure_ascii=False)
    arguments = {"label": "human", "content": "Dog: Bäcker's <Biscuit>", "request_heartbeat": True}
    call = {"type": "function", "function": {"name": "core_memory_append", "arguments": arguments}}
    messages = [
        {"role": "system", "content": "Rules.\n\nBlocks."},
        {"role": "user", "content": "[Sat 2026-11-21 10:04] Hello"},
        {"role": "assistant", "content": "", "tool_calls": [call]},
        {"role": "tool", "content": "Done."},
    ]
    template = environment.from_string(str(header["tokenizer.chat_template"]))
    assert template.render(messages=messages, tools=[], add_generation_prompt=True) == (
        "<|im_start|>system\nRules.\n\nBlocks.<|im_end|>\n"
        "<|im_start|>user\n[Sat 2026-11-21 10:04] Hello<|im_end|>\n"
        "<|im_start|>assistant\n<tool_call>\n"
        '{"name": "core_memory_append", "arguments": {"label": "human", "content": "Dog: Bäcker\'s <Biscuit>", '
        '"request_heartbeat": true}}\n</tool_call><|im_end|>\n'
        "<|im_start|>tool\nDone.<|im_end|>\n"
        "<|im_start|>assistant\n"
    )


def test_it_wants_related_lines_beside_each_message(header: dict[str, object]) -> None:
    assert header["loci.related_lines"] == 4
