"""The language models on this machine, as the person may ask about them; the assistant's ``llms``."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from runtime.errors import InputRefused, LLMError, Stopped
from runtime.llm.choice import built_in, hosted, known, same
from runtime.llm.machine import memory
from runtime.llm.port import ChatMessage, Choice, Flag, Form, Parameter, Prompt, Request, Text
from runtime.prompt import default_instructions
from runtime.tools.builtin import TOOLS

if TYPE_CHECKING:
    from threading import Event

    from runtime.engine import Engine
    from runtime.home import Home
    from runtime.llm.port import LLM, Generation, LLMInfo

Answer = TypeVar("Answer")

Verdict = Literal["fits", "tight", "too large"]
BESIDE_WEIGHTS = 1.2
"""An LLM needs about its file's size and a fifth more: what it has read, and what it computes with."""
PROCESS_BYTES = 150_000_000
"""The process in which it runs, without it."""
SPARED = 0.85
"""The rest of this machine needs memory, too."""
_MOST_TOKENS = 120
_TRIES = (
    ("core_memory_append", "Remember in core memory that my dog is called Biscuit."),
    ("core_memory_append", "Remember in core memory that my favourite colour is green."),
    ("core_memory_append", "Remember in core memory that I live in Bergen."),
    ("core_memory_append", "Remember in core memory that my sister Ann is a nurse."),
    ("archival_memory_insert", "Store this note in archival memory: the harbour froze in January."),
    ("archival_memory_insert", "Store this note in archival memory: the bicycle has new tyres."),
    ("archival_memory_insert", "Store this note in archival memory: the recipe needs two eggs."),
    ("send_message", "Good morning!"),
    ("send_message", "Thank you, that was all for today."),
    ("send_message", "How are you?"),
)


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether an LLM fits this machine's memory. All in bytes; ``needed`` is an estimate."""

    needed: int
    free: int
    total: int

    @property
    def verdict(self) -> Verdict:
        """Whether it fits in what is free, or in what would be if other programs were closed, or not at all."""
        if self.needed > self.total * SPARED:
            return "too large"
        return "fits" if self.needed <= self.free else "tight"


@dataclass(frozen=True, slots=True)
class SelfTest:
    """What ten tool calls gave, measured here. ``as_asked``: those that called the tool that was asked for.

    Tokens a second when writing, and when reading; ``load_seconds`` until the first token was read. ``problem``: why it
    ended before its time, if it did.
    """

    path: Path
    dialect: str
    context_length: int
    well_formed: int
    as_asked: int
    of: int
    written_per_second: float
    read_per_second: float
    load_seconds: float
    problem: str = ""


class LLMs:
    """Belongs to one assistant. ``between_turns`` does work on its thread, ``busy``: a message waits for its answer.

    ``interrupt`` is set by whatever is queued on that thread; a message ends a test, anything else does not.
    """

    def __init__(
        self,
        engine: Engine,
        home: Home,
        between_turns: Callable[[Callable[[], SelfTest]], SelfTest],
        busy: Callable[[], bool],
        interrupt: Event,
    ) -> None:
        self._engine, self._home = engine, home
        self._between_turns, self._busy, self._interrupt = between_turns, busy, interrupt
        self.make: Callable[[Path], LLM] = self._hosted
        """How the LLM of a file is made."""

    def found(self) -> list[LLMInfo]:
        """The LLMs on this machine. Reads their headers only."""
        return known(self._home, self._engine.settings.llm_path)

    def fit(self, info: LLMInfo) -> Fit:
        """Whether it fits this machine's memory; what the one in use holds counts as free."""
        total, free = memory()
        in_use = self._engine.settings.llm_path or built_in()
        held = in_use.stat().st_size if in_use.is_file() and not same(in_use, info.path) else 0
        return Fit(_needed(info.size_bytes), min(total, free + held), total)

    def fit_beside(self, info: LLMInfo) -> Fit:
        """Whether it fits beside the one in use, as one that tidies the memory has to."""
        total, free = memory()
        return Fit(_needed(info.size_bytes), free, total)

    def of_sleep(self) -> LLM | None:
        """The LLM that the person chose for tidying alone, not loaded yet, if it fits beside the one in use.

        None: the one in use does it.
        """
        path = self._engine.settings.sleep_llm_path
        if path is None or same(path, self._engine.settings.llm_path or built_in()):
            return None
        instead = "The one that answers you tidies the memory instead."
        if not path.is_file():
            self._engine.complain(f"The language model for tidying is not at {path}. {instead}")
            return None
        if _needed(path.stat().st_size) > memory()[1]:
            self._engine.complain(f"There is too little free memory for the language model {path.name}. {instead}")
            return None
        return self.make(path)

    def test(self, path: Path) -> SelfTest:
        """Have an LLM make ten tool calls, and measure it. The one in use is unloaded; the next message loads it again.

        Nothing of the memory is read or changed. A message of the person ends it.

        Raises:
            InputRefused: an answer is being written.
            errors.WeightsUnusable: the file is gone or cannot be loaded.
        """
        return self._between_turns(lambda: self._try(path))

    def _try(self, path: Path) -> SelfTest:
        if self._busy():
            message = "Loci is busy with your message. Test the language model when it has answered."
            raise InputRefused(message)
        self._engine.llm.close()
        llm = self.make(path)
        try:
            return self._measured(llm, path)
        finally:
            llm.close()

    def _hosted(self, path: Path) -> LLM:
        return hosted(replace(self._engine.settings, llm_path=path), lambda _event: None)

    def _measured(self, llm: LLM, path: Path) -> SelfTest:
        made: list[tuple[str, Generation]] = []
        problem, began, loaded = "", time.monotonic(), 0.0
        try:
            llm.count_text("")  # loads it
            loaded = time.monotonic() - began
            made.extend((tool, self._generate(llm, _request(llm, text))) for tool, text in _TRIES)
        except Stopped:
            problem = "You wrote a message, and the test ended."
        except LLMError as failure:
            problem = str(failure)
        whole = [(tool, each) for tool, each in made if not each.truncated]
        return SelfTest(
            path=path,
            dialect=llm.info.dialect,
            context_length=llm.info.context_length,
            well_formed=len(whole),
            as_asked=sum(each.call.name == tool for tool, each in whole),
            of=len(_TRIES),
            written_per_second=_rate([(each.tokens.generated, each.decode_seconds) for _, each in made]),
            read_per_second=_rate([(each.tokens.prefilled, each.prefill_seconds) for _, each in made]),
            load_seconds=loaded,
            problem=problem,
        )

    def _generate(self, llm: LLM, request: Request) -> Generation:
        """One call; once more where something was queued that is no message and can wait."""
        while True:
            self._interrupt.clear()
            if self._busy() or self._engine.closing.is_set():
                message = "Somebody waits for an answer."
                raise Stopped(message)
            with suppress(Stopped):
                return llm.generate(request, on_text=lambda _: None, stop=self._interrupt)


def _request(llm: LLM, text: str) -> Request:
    tools = ("core_memory_append", "archival_memory_insert", "send_message")
    system = ChatMessage("system", llm.info.system_prompt or default_instructions())
    return Request(
        Prompt((system, ChatMessage("user", text)), tuple(TOOLS[name].spec for name in tools)),
        (
            Form(tools[0], (Parameter("label", Choice(("human",))), Parameter("content", Text(80, 1)), _HEARTBEAT)),
            Form(tools[1], (Parameter("content", Text(80, 1)), _HEARTBEAT)),
            Form(tools[2], (Parameter("message", Text(120, 1)),)),
        ),
        max_tokens=_MOST_TOKENS,
        temperature=0.0,
    )


_HEARTBEAT = Parameter("request_heartbeat", Flag())


def _rate(parts: Sequence[tuple[int, float]]) -> float:
    """Tokens a second, from the tokens and seconds of each call."""
    seconds = sum(each for _, each in parts)
    return sum(tokens for tokens, _ in parts) / seconds if seconds > 0 else 0.0


def _needed(size: int) -> int:
    """Bytes of memory that an LLM whose file has so many takes."""
    return int(size * BESIDE_WEIGHTS) + PROCESS_BYTES
