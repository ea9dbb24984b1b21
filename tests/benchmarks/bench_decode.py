"""Writing a tool call under the grammar against a bare ``llama_decode`` loop, on real vocabularies of 128k and 152k.

The weights are random: what is timed is everything around the network, on a network of a small LLM's speed.
GBNF through llama.cpp's own grammar sampler stands beside it, for a few tokens. An argument narrows the
vocabularies: ``qwen35``, the larger one, is what the goal is for.
"""

from __future__ import annotations

import ctypes
import statistics
import sys
import tempfile
import time
from pathlib import Path

import llama_cpp as cpp
import numpy as np
from random_gguf import Network, build

from runtime.llm.engine import Engine
from runtime.llm.llama import Llama, Loading
from runtime.llm.port import ChatMessage, Choice, Flag, Form, Parameter, Prompt, Request, Text

VOCABULARIES = Path(__file__).parents[3] / "shared/reference/vocab"
ROUNDS = 3
TOKENS = 200
GBNF_TOKENS = 5
THREADS = 1  # and CPU seconds, not the clock's: so that a busy machine is not what is timed
GOAL = 0.95
_GBNF = r"""
root ::= "{\"name\": \"send_message\", \"arguments\": {\"message\": \"" text "\"}}"
text ::= ([^"\\\x00-\x1f\x7f] | "\\" ["\\nt])*
"""


def forms(pieces: int) -> tuple[Form, ...]:
    """What a step may call: a message, an append, and a replacement per line of a block."""
    heartbeat = Parameter("request_heartbeat", Flag())
    lines = [f"Line {number}: Ann likes walking with Biscuit, number {number}" for number in range(pieces)]
    return (
        Form("send_message", (Parameter("message", Text(4_000, 900)),)),
        *(
            Form(
                "core_memory_replace",
                (
                    Parameter("label", Choice(("human",))),
                    Parameter("old_content", Choice((line,))),
                    Parameter("new_content", Text(2_000 - len(line))),
                    heartbeat,
                ),
            )
            for line in lines
        ),
    )


def bare(llama: Llama, tokens: int) -> float:
    """CPU seconds a token of a loop that only decodes and takes the likeliest."""
    llama.clear()
    llama.decode(llama.vocabulary.plain(b"Hello there, how are you today?"))
    token = int(llama.logits().argmax())
    start = time.process_time()
    for _ in range(tokens):
        llama.decode([token])
        token = int(llama.logits().argmax())
    return (time.process_time() - start) / tokens


def constrained(engine: Engine, seed: int, temperature: float, pieces: int) -> float:
    """CPU seconds a token of a call; the tokens after the last choice, which need no decoding, do not count."""
    messages = (ChatMessage("system", f"You are number {seed}."), ChatMessage("user", "Hello!"))
    request = Request(Prompt(messages), forms(pieces)[: 1 + pieces], TOKENS, temperature, seed)
    engine.warm(request.prompt)
    before, start = engine.llama.read, time.process_time()
    engine.generate(request, lambda _: None)
    return (time.process_time() - start) / (engine.llama.read - before + 1)


def gbnf(llama: Llama, tokens: int) -> float:
    """CPU seconds a token with llama.cpp's grammar sampler over all tokens."""
    vocabulary = cpp.llama_model_get_vocab(llama._model)  # noqa: SLF001
    sampler = cpp.llama_sampler_init_grammar(vocabulary, _GBNF.encode(), b"root")
    size = llama.vocabulary.size
    candidates = (cpp.llama_token_data * size)()
    view = np.frombuffer(memoryview(candidates), dtype=[("id", "<i4"), ("logit", "<f4"), ("p", "<f4")])
    llama.clear()
    llama.decode(llama.vocabulary.plain(b"Hello there, how are you today?"))
    start = time.process_time()
    for _ in range(tokens):
        view["id"], view["logit"], view["p"] = np.arange(size), llama.logits(), 0
        array = cpp.llama_token_data_array(candidates, size, -1, False)  # noqa: FBT003
        cpp.llama_sampler_apply(sampler, ctypes.byref(array))
        token = int(view["id"][view["logit"].argmax()])
        cpp.llama_sampler_accept(sampler, token)
        llama.decode([token])
    return (time.process_time() - start) / tokens


def measured(vocabulary: Path) -> dict[str, float]:
    """CPU seconds a token, each the median of the rounds."""
    rows: dict[str, list[float]] = {"bare": [], "greedy": [], "temperature": [], "with 60 forms": []}
    with tempfile.TemporaryDirectory() as folder:
        network = Network(width=256, layers=6, heads=4, inner=768)
        path = build(Path(folder) / "random.gguf", vocabulary=vocabulary, network=network)
        stop = ctypes.create_string_buffer(2)
        engine = Engine(Loading(str(path), 4_096, THREADS, 0, "f16", False, 512, ctypes.addressof(stop)))  # noqa: FBT003
        bare(engine.llama, 20)
        for seed in range(ROUNDS):
            rows["bare"].append(bare(engine.llama, TOKENS))
            rows["greedy"].append(constrained(engine, seed, 0.0, 0))
            rows["temperature"].append(constrained(engine, seed, 0.7, 0))
            rows["with 60 forms"].append(constrained(engine, seed, 0.7, 60))
        rows["GBNF"] = [gbnf(engine.llama, GBNF_TOKENS)]
        print(f"{vocabulary.stem}, {engine.llama.vocabulary.size:,} tokens")
    return {name: statistics.median(seconds) for name, seconds in rows.items()}


def main() -> None:
    """Print a table for each vocabulary."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    vocabularies = sorted(each for each in VOCABULARIES.glob("*.gguf") if wanted in each.name)
    if not vocabularies:
        print(f"no vocabulary in {VOCABULARIES}: nothing measured")
    for vocabulary in vocabularies:
        rows = measured(vocabulary)
        print(f"{'':16}{'ms/token':>10}{'of bare rate':>14}")
        for name, seconds in rows.items():
            print(f"{name:16}{seconds * 1e3:10.2f}{rows['bare'] / seconds:14.3f}")
        print(f"constrained ÷ bare: {rows['bare'] / rows['temperature']:.3f} (goal {GOAL})", flush=True)


if __name__ == "__main__":
    main()
