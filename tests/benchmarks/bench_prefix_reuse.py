"""Tokens read for each new token, turn by turn, over a conversation of 50 turns that keeps editing the core memory.

    python tests/benchmarks/bench_prefix_reuse.py [FILE.gguf]

The real host decodes with the built-in weights (or FILE). Which tool is called when is planned, the same in both
runs; the texts are the LLM's own. *New* are the tokens that no cache could have: what the person said and
what tools answered since the LLM last wrote. *Read* is what was prefilled within the turn, the ends of calls
included that the grammar wrote without asking the LLM.

The baseline in the same run is the reference's way: core memory compiled into the prompt's beginning after each edit,
and nothing read while the person thinks.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from threading import Event as Signal

from runtime.assistant import Assistant
from runtime.events import BlockChanged, Event
from runtime.home import Home, asset
from runtime.llm.host import HostedLLM
from runtime.llm.port import (
    LLM,
    ChatMessage,
    Choice,
    Flag,
    Form,
    Generation,
    LLMInfo,
    LLMSettings,
    Parameter,
    Prompt,
    Request,
    Text,
    TokenCounts,
)

TURNS = 50
CONTEXT_LENGTH = 4_096
GOAL, LIMIT = 1.2, 1.0
THINKING_SECONDS = 30.0  # at most; the person is back as soon as the reading is done

TEXT = Text(max_chars=40, min_chars=16)
AGAIN = Parameter("request_heartbeat", Flag(only=True))
EDIT = Form("core_memory_append", (Parameter("label", Choice(("human",))), Parameter("content", TEXT), AGAIN))
SEARCH = Form("conversation_search", (Parameter("query", TEXT), AGAIN))
REPLY = Form("send_message", (Parameter("message", TEXT),))
PLACES = ["Bergen", "Porto", "Lyon", "Graz", "Turku", "Ghent", "Malmo", "Split", "Cork", "Bilbao"]


@dataclass(slots=True)
class Turn:
    """Tokens of one turn; ``warmed`` were read afterwards, while the person was thinking."""

    new: int = 0
    read: int = 0
    warmed: int = 0
    edits: int = 0


@dataclass(slots=True)
class Recorder:
    """An LLM that lets another one write what the script says, and counts."""

    llm: LLM
    warming: bool
    turns: list[Turn] = field(default_factory=list)
    idle: Signal = field(default_factory=Signal)

    @property
    def info(self) -> LLMInfo:
        """What is loaded."""
        return self.llm.info

    def count(self, prompt: Prompt) -> int:
        """Tokens of a prompt."""
        return self.llm.count(prompt)

    def count_text(self, text: str) -> int:
        """Tokens of a text."""
        return self.llm.count_text(text)

    def generate(self, request: Request, *, on_text: Callable[[str], None], stop: Signal) -> Generation:
        """A call of the planned tool, written by the real LLM."""
        form = planned(request, len(self.turns))
        made = self.llm.generate(replace(request, forms=(form,)), on_text=on_text, stop=stop)
        turn = self.turns[-1]
        turn.new += self._new(request.prompt)
        turn.read += made.tokens.prefilled
        return made

    def warm(self, prompt: Prompt, *, stop: Signal) -> TokenCounts:
        """Read ahead, where this run does that."""
        tokens = self.llm.warm(prompt, stop=stop) if self.warming else TokenCounts()
        if self.turns:
            self.turns[-1].warmed += tokens.prefilled
        self.idle.set()
        return tokens

    def close(self) -> None:
        """Unload."""
        self.llm.close()

    def _new(self, prompt: Prompt) -> int:
        """Tokens of what stands after the last call the LLM wrote."""
        messages = prompt.messages
        seen = max((place + 1 for place, each in enumerate(messages) if each.call), default=0)
        before = self.llm.count(Prompt(messages[:seen], prompt.tools)) if seen else 0
        return self.llm.count(prompt) - before


def planned(request: Request, turn: int) -> Form:
    """What is called next: three turns in five edit core memory, one searches, one only replies."""
    if request.forms[0].tool == "write_summary":
        return request.forms[0]
    done = _calls(request.prompt.messages)
    plan = [[EDIT], [EDIT], [SEARCH], [EDIT], []][turn % 5]
    return plan[done] if done < len(plan) else REPLY


def _calls(messages: Sequence[ChatMessage]) -> int:
    """How many calls stand after the person's last message."""
    count = 0
    for each in reversed(messages):
        if each.role == "user" and "<event>" not in each.text:
            return count
        count += each.call is not None
    return count


def converse(path: Path, home: Home, *, as_reference: bool) -> list[Turn]:
    """Hold the conversation; the tokens of each turn."""
    recorder = Recorder(
        HostedLLM(LLMSettings(path, context_length=CONTEXT_LENGTH), on_event=lambda _: None), warming=not as_reference
    )
    opened: list[Assistant] = []

    def emit(event: Event) -> None:
        if not isinstance(event, BlockChanged):
            return
        recorder.turns[-1].edits += 1
        if as_reference:
            engine, context = opened[0]._engine, opened[0]._thread._context  # noqa: SLF001 - the reference's way is not ours
            with engine.reading() as session:
                context.recompile(session)

    with Assistant.open(home, key=None, emit=emit, llm=recorder) as assistant:
        opened.append(assistant)
        for number in range(TURNS):
            recorder.turns.append(Turn())
            recorder.idle.clear()
            place = PLACES[(number + 1) % len(PLACES)]
            assistant.wait(assistant.submit(f"I am planning journey {number}, by train to {place} with my sister"))
            recorder.idle.wait(THINKING_SECONDS)
    return recorder.turns


def report(name: str, turns: Sequence[Turn]) -> tuple[float, int]:
    """One row of the table; the ratio over all turns, and the tokens read."""
    ratios = sorted(turn.read / turn.new for turn in turns)
    new, read = sum(turn.new for turn in turns), sum(turn.read for turn in turns)
    warmed = sum(turn.warmed for turn in turns)
    most = ratios[-1]
    print(f"{name:<34} {new:>8,} {read:>8,} {read / new:>7.2f} {median(ratios):>7.2f} {most:>7.2f} {warmed:>9,}")
    return read / new, read


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Tokens read for each new token.")
    parser.add_argument("weights", nargs="?", type=Path, default=asset("llm/loci-tiny.gguf"))
    parser.add_argument("--turns", action="store_true", help="a line for each turn")
    chosen = parser.parse_args()
    path: Path = chosen.weights
    os.environ |= {"LOCI_PASSPHRASE": "a passphrase for benchmarks"}
    os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    with tempfile.TemporaryDirectory(prefix="loci-bench-") as folder:
        ours = converse(path, Home(Path(folder) / "ours"), as_reference=False)
        reference = converse(path, Home(Path(folder) / "reference"), as_reference=True)
    print(f"{path.name}, {TURNS} turns, {sum(turn.edits for turn in ours)} edits, {CONTEXT_LENGTH:,} tokens of context")
    print(f"{'tokens':<34} {'new':>8} {'read':>8} {'ratio':>7} {'median':>7} {'worst':>7} {'thinking':>9}")
    ratio, read = report("Loci", ours)
    _, baseline = report("recompiled after each edit", reference)
    met = "met" if ratio <= GOAL else "NOT MET"
    print(f"goal {GOAL}, limit {LIMIT}: {met}; the baseline reads {baseline / read:.1f} times as many tokens")
    if chosen.turns:
        for number, (one, other) in enumerate(zip(ours, reference, strict=True)):
            print(f"turn {number:>3}: new {one.new:>5} read {one.read:>5} | reference read {other.read:>5}")


if __name__ == "__main__":
    main()
