"""The port to a language model: what the agent loop asks for and what it gets back.

Everything on this page is a frozen value or a Protocol. Two things stand behind it: ``runtime.llm.host``
(llama.cpp in a child process) and ``runtime.llm.scripted`` (says what it was told, for tests and demos).

One call of :meth:`LLM.generate` gives exactly one tool call. What it may be is said by the request's
*forms*, which are made from the state of the memory: a form is one tool with the values each of its
parameters may take right now. Several forms may share one tool's name (a form per block, say); the
grammar is their union, so a call that names a missing block or overfills one cannot be generated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any, Literal, Protocol

Json = Any  # a JSON value: mypy knows no recursive alias that Mapping's variance lets through


# --- what a parameter may hold -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Free text of ``min_chars`` to ``max_chars`` characters (Unicode code points)."""

    max_chars: int = 8_000
    min_chars: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """One of these strings, letter for letter."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Integer:
    """A whole number, both ends included."""

    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class Flag:
    """``true`` or ``false``; ``only`` fixes which."""

    only: bool | None = None


@dataclass(frozen=True, slots=True)
class Date:
    """An ISO 8601 date, ``YYYY-MM-DD``."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of up to ``max_items`` items of one kind."""

    item: Text | Choice
    max_items: int = 8


Kind = Text | Choice | Integer | Flag | Date | Listing


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a form. Parameters are written in the form's order; optional ones may be left out."""

    name: str
    kind: Kind
    required: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a tool may be called right now."""

    tool: str
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool as the prompt describes it: stable, whatever the memory holds. ``schema`` is JSON Schema."""

    name: str
    description: str
    schema: Mapping[str, Json]


# --- the prompt --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A tool's name and its arguments, as the LLM wrote them."""

    name: str
    arguments: Mapping[str, Json]


Role = Literal["system", "user", "assistant", "tool"]


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message of the prompt. An assistant message holds a call; a tool message holds its result."""

    role: Role
    text: str = ""
    call: ToolCall | None = None


@dataclass(frozen=True, slots=True)
class Prompt:
    """All that an LLM reads: the tools it is told of, then the messages, the first of role ``system``."""

    messages: tuple[ChatMessage, ...]
    tools: tuple[ToolSpec, ...] = ()


# --- asking and getting ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Request:
    """One step's question to the LLM.

    ``forms`` must not be empty. ``stream`` names the tool and the parameter whose text is handed to
    ``on_text`` while it is written. ``temperature`` None means the LLM's own default (the GGUF's
    ``general.sampling.temp`` where it has one). ``thinking_tokens`` above 0 lets it think before the call.
    """

    prompt: Prompt
    forms: tuple[Form, ...]
    max_tokens: int = 1_024
    temperature: float | None = None
    seed: int = 0
    thinking_tokens: int = 0
    stream: tuple[str, str] = ("send_message", "message")


@dataclass(frozen=True, slots=True)
class TokenCounts:
    """Tokens of one LLM call: ``prompt = reused + prefilled``; ``generated`` comes on top."""

    prompt: int = 0
    reused: int = 0
    prefilled: int = 0
    generated: int = 0


@dataclass(frozen=True, slots=True)
class Generation:
    """What one call gave. ``truncated``: ``max_tokens`` ran out, or it went in a circle; it was closed by force."""

    call: ToolCall
    tokens: TokenCounts
    thinking: str = ""
    prefill_seconds: float = 0.0
    decode_seconds: float = 0.0
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class LLMSettings:
    """How to load weights. None means: chosen well for this machine and these weights."""

    path: Path
    context_length: int | None = None
    threads: int | None = None
    gpu_layers: int | None = None
    kv_type: Literal["f16", "q8_0", "q4_0"] | None = None


@dataclass(frozen=True, slots=True)
class LLMInfo:
    """What is known of loaded weights. ``context_length`` is the one in use, in tokens.

    ``system_prompt`` is the GGUF's own ``loci.system_prompt``, used where the person has not written one.
    ``related_lines`` (its ``loci.related_lines``): so many lines of core memory close to a message it wants beside it.
    """

    path: Path
    name: str
    architecture: str = ""
    parameters: int = 0
    size_bytes: int = 0
    quantisation: str = ""
    context_length: int = 0
    trained_context_length: int = 0
    vocabulary_size: int = 0
    dialect: str = ""
    licence: str = ""
    system_prompt: str | None = None
    related_lines: int = 0
    metadata: Mapping[str, str] = field(default_factory=dict)


class LLM(Protocol):
    """A loaded language model. Every call but :meth:`close` blocks and belongs to the runtime thread."""

    @property
    def info(self) -> LLMInfo:
        """What is loaded."""

    def count(self, prompt: Prompt) -> int:
        """How many tokens the rendered prompt has, the opening of the assistant's turn included."""

    def count_text(self, text: str) -> int:
        """How many tokens a plain text has."""

    def generate(self, request: Request, *, on_text: Callable[[str], None], stop: Event) -> Generation:
        """One tool call of one of the request's forms.

        ``on_text`` gets the streamed parameter's text piece by piece, unescaped. When ``stop`` is set the
        call ends within one token, inside a prefill too.

        Raises:
            errors.Stopped: ``stop`` was set.
            errors.PromptTooLong: the prompt does not fit the context.
            errors.LLMCrashed: the child process died; the next call loads it again.
        """

    def warm(self, prompt: Prompt, *, stop: Event) -> TokenCounts:
        """Read the prompt into the cache and write nothing; ends early, without an error, when ``stop`` is set."""

    def close(self) -> None:
        """Unload: the child process exits and its memory comes back. Safe to call twice."""
