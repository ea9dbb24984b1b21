"""What happens, as it happens: frozen values, emitted by the runtime thread, shown by window and terminal.

The order within a turn::

    TurnStarted
      { StepStarted { ReplyText }* ToolCalled ToolReturned { BlockChanged } StepEnded }+
      [ Reply ]  [ PressureRose ]  [ Evicted ]
    TurnEnded

``ReplyText`` is what the LLM is writing now and may still be lost (a crash, a stop); ``Reply`` is committed.
Ids are row ids in the memory file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal

from runtime.llm.port import Json, TokenCounts

StopReason = Literal["end_turn", "max_steps", "cancelled", "error"]


@dataclass(frozen=True, slots=True)
class TurnStarted:
    """A message was committed and its turn begins. ``resumed``: it waited since an earlier run."""

    turn_id: int
    message_id: int
    text: str
    resumed: bool = False


@dataclass(frozen=True, slots=True)
class StepStarted:
    """The LLM is asked. ``number`` counts from 1 within the turn."""

    turn_id: int
    number: int


@dataclass(frozen=True, slots=True)
class ReplyText:
    """A piece of the reply while it is written."""

    turn_id: int
    text: str


@dataclass(frozen=True, slots=True)
class ToolCalled:
    """The LLM's call, before it is carried out."""

    turn_id: int
    number: int
    tool: str
    arguments: Mapping[str, Json]
    thinking: str = ""


@dataclass(frozen=True, slots=True)
class ToolReturned:
    """The call's result. ``ok`` False: the tool refused, nothing was changed, the LLM reads ``result``."""

    turn_id: int
    number: int
    tool: str
    ok: bool
    result: str


@dataclass(frozen=True, slots=True)
class BlockChanged:
    """A block has a new value, committed. ``turn_id`` None: by the person, not in a turn."""

    label: str
    before: str
    after: str
    journal_id: int
    turn_id: int | None = None


@dataclass(frozen=True, slots=True)
class ForgettingAsked:
    """It was understood that ``text`` is to be forgotten everywhere. That was not done: whoever shows this asks."""

    turn_id: int
    text: str


@dataclass(frozen=True, slots=True)
class StepEnded:
    """The step is committed, with what it cost. Times are seconds."""

    turn_id: int
    number: int
    tokens: TokenCounts
    prefill_seconds: float
    decode_seconds: float
    commit_seconds: float


@dataclass(frozen=True, slots=True)
class Reply:
    """What the assistant said, committed."""

    turn_id: int
    message_id: int
    text: str


@dataclass(frozen=True, slots=True)
class PressureRose:
    """The context is nearly full and the LLM was told so. Both in tokens."""

    used: int
    limit: int


@dataclass(frozen=True, slots=True)
class Evicted:
    """Messages left the context for recall memory; ``summary`` stands in for them."""

    messages: int
    summary: str


@dataclass(frozen=True, slots=True)
class TurnEnded:
    """The last event of a turn. ``problem`` is a sentence where ``stop_reason`` is ``error``."""

    turn_id: int
    stop_reason: StopReason
    steps: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class LLMLoading:
    """Weights are being loaded."""

    path: str


@dataclass(frozen=True, slots=True)
class LLMLoaded:
    """The LLM is ready."""

    name: str
    context_length: int


@dataclass(frozen=True, slots=True)
class LLMUnloaded:
    """The LLM's process is gone and its memory is free."""

    name: str


@dataclass(frozen=True, slots=True)
class SleepStarted:
    """The memory is being tidied. ``resumed``: it was interrupted before."""

    sleep_id: int
    resumed: bool


@dataclass(frozen=True, slots=True)
class SleepEnded:
    """It is tidied, or (not ``finished``) was interrupted. ``changes`` and ``questions`` are those of its report."""

    sleep_id: int
    finished: bool
    changes: int
    questions: int


@dataclass(frozen=True, slots=True)
class MemoryRevised:
    """Something was forgotten, or brought in from a file: whatever shows the memory reads it anew."""


@dataclass(frozen=True, slots=True)
class MemoryLocked:
    """Somebody locked the memory from elsewhere. The assistant has closed itself: nothing more can be asked of it."""


@dataclass(frozen=True, slots=True)
class DocumentsChanged:
    """Documents came, went or were read: whatever shows them reads them anew. At most a few times a second."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the person should know, as a sentence. ``problem``: it went wrong."""

    text: str
    problem: bool = False


Event = (
    TurnStarted
    | StepStarted
    | ReplyText
    | ToolCalled
    | ToolReturned
    | BlockChanged
    | ForgettingAsked
    | StepEnded
    | Reply
    | PressureRose
    | Evicted
    | TurnEnded
    | LLMLoading
    | LLMLoaded
    | LLMUnloaded
    | SleepStarted
    | SleepEnded
    | MemoryLocked
    | MemoryRevised
    | DocumentsChanged
    | Notice
)


def name(event: Event) -> str:
    """The event's name in JSON: ``TurnEnded`` is ``turn_ended``, ``LLMLoaded`` is ``llm_loaded``."""
    words = re.findall(r"[A-Z]+(?=[A-Z][a-z])|[A-Z][a-z]*", type(event).__name__)
    return "_".join(words).lower()


def to_json(event: Event) -> dict[str, Json]:
    """The event as one flat JSON object with its name under ``event``."""
    return {"event": name(event), **asdict(event)}
