"""What the app and the LLM's process say to each other: small frozen values on a pipe."""

from __future__ import annotations

from dataclasses import dataclass

from runtime.llm.port import Generation, LLMInfo, LLMSettings, Prompt, Request, TokenCounts


@dataclass(frozen=True, slots=True)
class Load:
    """Load weights. Answered by ``Loaded``. ``careful``: the process has crashed with them before."""

    settings: LLMSettings
    careful: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """Count a prompt's tokens, or a text's. Answered by ``Counted``."""

    what: Prompt | str


@dataclass(frozen=True, slots=True)
class Warm:
    """Read a prompt. Answered by ``Warmed``."""

    prompt: Prompt


@dataclass(frozen=True, slots=True)
class Generate:
    """Write a call. Answered by any number of ``Wrote`` and a ``Generated``."""

    request: Request


Question = Load | Count | Warm | Generate


@dataclass(frozen=True, slots=True)
class TakenUp:
    """The first answer to every question: it has arrived. A process that dies before had nothing to do with it."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The weights are ready."""

    info: LLMInfo


@dataclass(frozen=True, slots=True)
class Counted:
    """So many tokens."""

    tokens: int


@dataclass(frozen=True, slots=True)
class Warmed:
    """The prompt is read, or as much of it as there was time for."""

    tokens: TokenCounts


@dataclass(frozen=True, slots=True)
class Wrote:
    """A piece of the streamed text."""

    text: str


@dataclass(frozen=True, slots=True)
class Generated:
    """The call is written."""

    generation: Generation


@dataclass(frozen=True, slots=True)
class Failed:
    """It went wrong. ``kind`` is a class of ``runtime.errors``, or "" for a bug, with its traceback as ``text``."""

    kind: str
    text: str


Answer = TakenUp | Loaded | Counted | Warmed | Wrote | Generated | Failed
