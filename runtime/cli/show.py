"""Views of the memory as plain text for the terminal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from runtime.llm.port import Json, LLMInfo
from runtime.memory.edits import lines_only_in
from runtime.views import BlockView, ChangeView, ContextView, MessageView, PassageView, StepView

SPEAKERS = {"user": "you", "assistant": "loci"}


def block(view: BlockView) -> str:
    """A block: its name and room on one line, its description, then its value, indented."""
    lock = ", read-only" if view.read_only else ""
    head = f"{view.label} ({len(view.value)} of {view.char_limit} characters{lock}) {view.description}"
    return "\n".join([head.rstrip(), indented(view.value or "(empty)")])


def message(view: MessageView) -> str:
    """A message of recall memory, its number first, on one line or, with line feeds in it, more."""
    speaker = SPEAKERS.get(view.role, view.role)
    text = view.text
    if view.tool is not None and not text:
        text = call(view.tool, view.arguments or {})
    return f"{view.id}  {when(view.created_at)}  {speaker:<5} {text}"


def passage(view: PassageView) -> str:
    """A passage of archival memory, its number first, with its tags."""
    tags = f"  [{', '.join(view.tags)}]" if view.tags else ""
    return f"{view.id}  {when(view.created_at)}  {view.text}{tags}"


def change(view: ChangeView) -> str:
    """A row of the journal: what changed, why, and the message it rests on."""
    tool = f" by {view.tool}" if view.tool else ""
    turn = f" {view.turn_id}" if view.turn_id is not None else ""
    field = "" if view.field == "value" else f"'s {view.field}"
    undone = f", undone by {view.undone_by}" if view.undone_by is not None else ""
    what = f"{view.action} {view.target} {view.label}{field}"
    lines = [f"{view.id}  {when(view.at)}  {what} ({view.cause}{turn}{tool}{undone})"]
    lines += [f"    - {line}" for line in lines_only_in(view.before, view.after)]
    lines += [f"    + {line}" for line in lines_only_in(view.after, view.before)]
    lines += [f"    because of message {each.message_id}: {one_line(each.text)}" for each in view.evidence]
    return "\n".join(lines)


def step(view: StepView) -> str:
    """A step: its call, how it went, and its tokens."""
    outcome = "" if view.ok else f" refused: {one_line(view.result)}"
    tokens = f"{view.prompt_tokens} tokens, {view.reused_tokens} of them kept, {view.generated_tokens} written"
    seconds = view.prefill_seconds + view.decode_seconds
    return f"{view.number}. {call(view.tool, view.arguments)}{outcome} ({tokens}, {seconds:.2f} s)"


def context(view: ContextView) -> str:
    """What fills the context: tokens of each layer, and where the LLM is warned."""
    lines = [f"{part.tokens:>7}  {part.name}" for part in view.parts]
    lines.append(f"{view.used:>7}  of {view.limit} tokens; warned at {view.pressure}")
    lines.append(f"         last step: {view.reused} reused, {view.prefilled} read")
    return "\n".join(lines)


def llm(info: LLMInfo) -> str:
    """What is known of weights."""
    rows = {
        "name": info.name,
        "file": str(info.path),
        "size": f"{info.size_bytes / 1e6:,.1f} MB",
        "architecture": info.architecture,
        "parameters": f"{info.parameters:,}" if info.parameters else "",
        "quantisation": info.quantisation,
        "context": f"{info.context_length or info.trained_context_length:,} tokens",
        "vocabulary": f"{info.vocabulary_size:,} tokens" if info.vocabulary_size else "",
        "tool calls": info.dialect,
        "licence": info.licence,
    }
    return "\n".join(f"{name:<13} {value}" for name, value in rows.items() if value)


def call(tool: str, arguments: Mapping[str, Json]) -> str:
    """A tool call on one line: ``core_memory_append label=human content="Dog: Biscuit"``."""
    shown = [f"{name}={_value(value)}" for name, value in arguments.items() if name != "request_heartbeat"]
    return " ".join([tool, *shown])


def when(moment: datetime) -> str:
    """A time in the person's own time zone, to the minute."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def one_line(text: str, longest: int = 120) -> str:
    """``text`` on one line, cut where it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"


def _value(value: Json) -> str:
    if isinstance(value, str) and value.isidentifier():
        return value
    return json.dumps(value, ensure_ascii=False)


def indented(text: str) -> str:
    """A text set apart by spaces before each line."""
    return "\n".join(f"    {line}" for line in text.split("\n"))
