"""Frozen pictures of the memory for the window, the terminal and later the API: what they may know of rows.

Made by :class:`runtime.assistant.Assistant` from read-only sessions; safe to hand to any thread.
Times are aware datetimes in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from runtime.llm.port import Json


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block of core memory. ``version`` goes up by one with every change."""

    id: int
    label: str
    description: str
    value: str
    char_limit: int
    read_only: bool
    version: int


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message of recall memory. ``role``: user, assistant (a call), tool (a result), event or summary.

    For an assistant's ``send_message`` call ``text`` is what was said; for another call it is empty and
    ``tool`` and ``arguments`` tell. ``score`` is set where the view answers a search. ``stop_reason`` and
    ``problem`` are how its turn ended, where that is asked for (:data:`runtime.events.StopReason`). ``versions``: of a
    message that was edited, the turns of all its versions, oldest first.
    """

    id: int
    uid: str
    role: str
    text: str
    created_at: datetime
    turn_id: int | None
    in_context: bool
    tool: str | None = None
    arguments: Mapping[str, Json] | None = None
    score: float | None = None
    stop_reason: str | None = None
    problem: str = ""
    versions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AgentView:
    """One agent. ``in_use``: whether it is the one that is talked with."""

    id: int
    name: str
    description: str
    in_use: bool


@dataclass(frozen=True, slots=True)
class ConversationView:
    """One conversation. ``title``: the person's, else its first words, empty where nothing was said yet."""

    id: int
    title: str
    pinned: bool
    archived: bool
    created_at: datetime
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class FoundView:
    """A message that a search found, and the conversation in which it was said."""

    message: MessageView
    conversation_id: int
    conversation: str


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage of archival memory, or of a document: then ``heading`` is its name and the headings above it."""

    id: int
    uid: str
    text: str
    tags: tuple[str, ...]
    created_at: datetime
    score: float | None = None
    heading: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class HitView:
    """Something that a search found. ``kind``: message (then with ``role``), passage (then with ``tags``) or document.

    Of a document, ``id`` is the passage's, ``heading`` the name and the headings above it, ``page`` counts from 1.

    ``score`` is the sum of ``reasons``: what each view of the search added, by name (:mod:`runtime.memory.fusion`).
    """

    kind: Literal["message", "passage", "document"]
    id: int
    uid: str
    text: str
    created_at: datetime
    role: str | None
    tags: tuple[str, ...]
    score: float
    reasons: Mapping[str, float]
    heading: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """The message a change rests on; ``start`` and ``end`` are character offsets into its text."""

    message_id: int
    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One row of the journal: a change of memory with its cause and evidence.

    ``target``: block, passage, summary or agent; ``label`` names a block. ``action``: create, update, delete.
    ``field``: what of a block ``before`` and ``after`` tell of: value, label, description, read_only, char_limit.
    ``cause``: turn, person, sleep, import or start. ``undone_by`` is the journal row that took it back, and
    ``undoes`` the one that this takes back.
    """

    id: int
    at: datetime
    target: str
    label: str
    action: str
    before: str | None
    after: str | None
    cause: str
    turn_id: int | None
    tool: str | None
    evidence: tuple[EvidenceView, ...]
    undone_by: int | None = None
    undoes: int | None = None
    field: str = "value"


@dataclass(frozen=True, slots=True)
class StepView:
    """A step as recorded. Times are seconds."""

    turn_id: int
    number: int
    tool: str
    arguments: Mapping[str, Json]
    ok: bool
    result: str
    thinking: str
    prompt_tokens: int
    reused_tokens: int
    prefilled_tokens: int
    generated_tokens: int
    prefill_seconds: float
    decode_seconds: float


@dataclass(frozen=True, slots=True)
class ContextPart:
    """One layer of the context: instructions, tools, core memory, summary or messages."""

    name: str
    tokens: int
    text: str


@dataclass(frozen=True, slots=True)
class ContextView:
    """The context window now. ``limit`` is its length and ``pressure`` where the LLM is warned, in tokens."""

    parts: tuple[ContextPart, ...]
    used: int
    limit: int
    pressure: int
    reused: int
    prefilled: int
