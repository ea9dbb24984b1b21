"""The built-in LLM: load, first words, decoding, memory, beside random weights of its shape and its first version.

    python tests/benchmarks/bench_llm.py [GGUF ...]

Everything goes through the LLM's own process, as in the program, except that *weights loaded* is timed in this one,
whose libraries are imported already. Further GGUFs are measured in the same run. On a busy machine read the rows of
CPU time: a small LLM runs on one thread, so they are what the clock would show were nothing else running.
"""

from __future__ import annotations

import ctypes
import math
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from gguf import GGMLQuantizationType, GGUFReader
from random_gguf import Network, build

from runtime.llm import loading
from runtime.llm.choice import built_in
from runtime.llm.host import HostedLLM
from runtime.llm.port import ChatMessage, Form, LLMSettings, Parameter, Prompt, Request, Text, ToolCall

ROOT = Path(__file__).resolve().parents[2]
FIRST_VERSION = "ecbb9bd"  # the commit that shipped it
CONTEXT_TOKENS = 1_500
ROUNDS = 5
QUESTION = ChatMessage("user", "[Sat 2026-11-21 10:04] What is the name of my dog?")


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of the table. ``good``: whether a value reaches the goal."""

    name: str
    unit: str
    goal: str = ""
    good: Callable[[float], bool] = lambda _: True


ROWS = {
    "weights": Figure("weights loaded", "s", "≤ 0.2", lambda value: value <= 0.2),
    "process": Figure("process started, weights loaded", "s"),
    "warm": Figure(f"first words, {CONTEXT_TOKENS:,} tokens read before", "ms", "≤ 100", lambda value: value <= 100),
    "warm_cpu": Figure("  the same in CPU time of its process", "ms", "≤ 100", lambda value: value <= 100),
    "cold": Figure(f"first words, all {CONTEXT_TOKENS:,} tokens new", "ms"),
    "decode": Figure("decoding under the grammar", "tokens/s", "≥ 250", lambda value: value >= 250),
    "decode_cpu": Figure("  the same in CPU time", "tokens/s", "≥ 250", lambda value: value >= 250),
    "resident": Figure("resident memory of its process", "MiB", "≤ 200", lambda value: value <= 200),
}


def random_twin(gguf: Path, folder: Path) -> Path:
    """A GGUF of the same shape, tokenizer, template and system prompt, its weights random."""
    fields = GGUFReader(gguf).fields

    def number(key: str) -> int:
        return int(fields[f"llama.{key}"].contents())

    network = Network(
        width=number("embedding_length"),
        layers=number("block_count"),
        heads=number("attention.head_count"),
        inner=number("feed_forward_length"),
        context=number("context_length"),
        quantisation=GGMLQuantizationType.Q8_0,
    )
    template, prompt = (str(fields[key].contents()) for key in ("tokenizer.chat_template", "loci.system_prompt"))
    metadata = {"loci.system_prompt": prompt}
    return build(folder / "random.gguf", vocabulary=gguf, template=template, network=network, metadata=metadata)


def first_version(folder: Path) -> Path | None:
    """The built-in LLM as it was first shipped, where the history holds it."""
    command = ["git", "show", f"{FIRST_VERSION}:assets/llm/loci-tiny.gguf"]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    path = folder / "first.gguf"
    path.write_bytes(shown.stdout)
    return path if shown.returncode == 0 else None


def conversation(llm: HostedLLM, seed: int) -> Prompt:
    """About so many tokens of a conversation, whose first words differ with ``seed``."""
    messages = [ChatMessage("system", f"You are number {seed}, a private assistant. Answer with one tool call.")]
    while llm.count(Prompt((*messages, QUESTION))) < CONTEXT_TOKENS:
        said = f"My neighbour number {len(messages)} is called Ann and likes walking in the park."
        messages.append(ChatMessage("user", f"[Sat 2026-11-21 10:04] {said}"))
        messages.append(ChatMessage("assistant", call=ToolCall("send_message", {"message": f"Got it: {said}"})))
        messages.append(ChatMessage("tool", "Sent message successfully."))
    return Prompt(tuple(messages))


def reply(least: int) -> tuple[Form, ...]:
    """A reply of at least so many characters."""
    return (Form("send_message", (Parameter("message", Text(4_000, least)),)),)


def cpu_seconds(llm: HostedLLM) -> float:
    """CPU time that the LLM's one thread has taken; not a number where the system does not tell."""
    status = Path(f"/proc/{llm.process_id}/schedstat")
    return int(status.read_text().split()[0]) / 1e9 if status.exists() else float("nan")


def first_words(llm: HostedLLM, prompt: Prompt) -> tuple[float, float]:
    """Milliseconds until the first words of the reply arrive: by the clock, and of CPU."""
    arrived: list[tuple[float, float]] = []
    request = Request(Prompt((*prompt.messages, QUESTION)), reply(1), max_tokens=24)
    start, busy = time.perf_counter(), cpu_seconds(llm)
    llm.generate(request, on_text=lambda _: arrived.append((time.perf_counter(), cpu_seconds(llm))), stop=Event())
    return (arrived[0][0] - start) * 1e3, (arrived[0][1] - busy) * 1e3


def decoded(llm: HostedLLM, prompt: Prompt) -> tuple[float, float]:
    """Tokens a second over a long reply at the end of the context: by the clock, and of CPU.

    None of it is closed by the grammar alone. The prompt is in the cache but for its last token.
    """
    request = Request(Prompt((*prompt.messages, QUESTION)), reply(400), max_tokens=480)
    llm.warm(request.prompt, stop=Event())
    busy = cpu_seconds(llm)
    generation = llm.generate(request, on_text=lambda _: None, stop=Event())
    generated = generation.tokens.generated
    return generated / generation.decode_seconds, generated / (cpu_seconds(llm) - busy)


def resident(process_id: int | None) -> float:
    """Resident MiB of a process; not a number where the system does not tell."""
    status = Path(f"/proc/{process_id}/status")
    found = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found.group(1)) / 1024 if found else float("nan")


def weights_loaded(gguf: Path) -> float:
    """Seconds to load the weights where the libraries are imported already."""
    stop = ctypes.create_string_buffer(2)
    start = time.perf_counter()
    loading.load(LLMSettings(gguf), ctypes.addressof(stop))
    return time.perf_counter() - start


def measured(gguf: Path) -> dict[str, float]:
    """Every figure of a GGUF, the median of the rounds."""
    taken: dict[str, list[float]] = {name: [] for name in ROWS}
    weights_loaded(gguf)
    for round_number in range(ROUNDS):
        taken["weights"].append(weights_loaded(gguf))
        llm = HostedLLM(LLMSettings(gguf))
        start = time.perf_counter()
        llm.load()
        taken["process"].append(time.perf_counter() - start)
        prompt = conversation(llm, round_number)
        taken["cold"].append(first_words(llm, prompt)[0])
        llm.warm(prompt, stop=Event())
        for name, values in (("warm", first_words(llm, prompt)), ("decode", decoded(llm, prompt))):
            taken[name].append(values[0])
            taken[f"{name}_cpu"].append(values[1])
        taken["resident"].append(resident(llm.process_id))
        llm.close()
    return {name: statistics.median(values) for name, values in taken.items()}


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        ggufs = {"Loci": built_in(), "random": random_twin(built_in(), Path(folder))}
        first = first_version(Path(folder))
        ggufs |= {"first": first} if first else {}
        ggufs |= {Path(given).stem[-12:]: Path(given) for given in sys.argv[1:]}
        columns = {name: measured(path) for name, path in ggufs.items()}
        sizes = {name: path.stat().st_size / 1e6 for name, path in ggufs.items()}
    print(f"{'':48}{'goal':>8}" + "".join(f"{name:>14}" for name in columns))
    print(f"{'size, MB':56}" + "".join(f"{sizes[name]:14.1f}" for name in columns))
    for key, row in ROWS.items():
        digits = 3 if row.unit == "s" else 0
        values = "".join(f"{column[key]:14.{digits}f}" for column in columns.values())
        value = columns["Loci"][key]
        missed = "" if math.isnan(value) or row.good(value) else "  missed"
        print(f"{f'{row.name}, {row.unit}':48}{row.goal:>8}{values}{missed}")
    if first is None:
        print(f"the first version is not in this history ({FIRST_VERSION}): not measured")


if __name__ == "__main__":
    main()
