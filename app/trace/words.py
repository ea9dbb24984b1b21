"""What the assistant did, in the person's words: the note beside a change, the folded line of a turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.trace.steps import REPLY_TOOL, StepLine
from runtime.llm.port import Json

_SHORT = 140


@dataclass(frozen=True, slots=True)
class _Edit:
    """How an edit of a block is told. ``new`` and ``old`` name the arguments with the text that comes and goes."""

    doing: str
    done: str
    new: str
    old: str = ""


_EDITS = {
    "core_memory_append": _Edit("remembering in", "remembered in", "content"),
    "core_memory_replace": _Edit("correcting in", "corrected in", "new_content", "old_content"),
    "memory_insert": _Edit("remembering in", "remembered in", "new_string"),
    "memory_replace": _Edit("correcting in", "corrected in", "new_string", "old_string"),
    "memory_rethink": _Edit("rewriting", "rewrote", "new_memory"),
    "memory_apply_patch": _Edit("editing", "edited", "patch"),
}
# Tool -> what it does, what it did.
_OTHERS = {
    "archival_memory_insert": ("storing in archival memory", "stored in archival memory"),
    "archival_memory_search": ("searching archival memory", "searched archival memory"),
    "conversation_search": ("searching the conversation", "searched the conversation"),
    "conversation_search_date": ("searching the conversation", "searched the conversation"),
    "write_summary": ("summarising", "summarised older messages"),
    REPLY_TOOL: ("writing", ""),
}


@dataclass(frozen=True, slots=True)
class NoteWords:
    """A change of memory in a few words; ``label`` names the block that it changed, where it changed one."""

    text: str
    label: str = ""


def doing(step: StepLine) -> str:
    """What a running step does: ``remembering in human``."""
    if not step.tool:
        return "thinking"
    if step.tool in _EDITS:
        return f"{_EDITS[step.tool].doing} {_label(step.arguments)}"
    return _OTHERS[step.tool][0] if step.tool in _OTHERS else f"using {step.tool}"


def done(step: StepLine) -> str:
    """What a finished step did: ``remembered in human``; empty for a plain reply."""
    if not step.tool:
        return ""
    if step.ok is False:
        return f"{step.tool} was refused"
    if step.tool in _EDITS:
        return f"{_edit_word(step)} {_label(step.arguments)}"
    return _OTHERS[step.tool][1] if step.tool in _OTHERS else f"used {step.tool}"


def note(step: StepLine) -> NoteWords | None:
    """The note for a step that changed the memory; None for one that did not."""
    if not step.ok:
        return None
    if step.tool in _EDITS:
        edit, label = _EDITS[step.tool], _label(step.arguments)
        text = _one_line(step.arguments.get(edit.new)) or _one_line(step.arguments.get(edit.old))
        words = f"{_edit_word(step)} {label}"
        return NoteWords(words[0].upper() + words[1:] + (f": {text}" if text else ""), label)
    if step.tool == "archival_memory_insert":
        return NoteWords(f"Stored in archival memory: {_one_line(step.arguments.get('content'))}")
    return None


def _edit_word(step: StepLine) -> str:
    """``corrected in``; where something was replaced by nothing, ``forgot in``."""
    edit = _EDITS[step.tool]
    emptied = edit.old and not str(step.arguments.get(edit.new) or "").strip()
    return "forgot in" if emptied else edit.done


def folded(steps: Sequence[StepLine], *, running: bool) -> str:
    """The one line a turn folds into: ``remembered in human · 2 steps · 0.8 s``."""
    if running:
        now = doing(steps[-1]) if steps else "thinking"
        return f"{now} …" if len(steps) < 2 else f"{now} … · step {len(steps)}"  # noqa: PLR2004 - the second step
    acts = list(dict.fromkeys(word for word in map(done, steps) if word))
    count = "1 step" if len(steps) == 1 else f"{len(steps)} steps"
    return " · ".join([*acts, count, *seconds(steps)])


def seconds(steps: Sequence[StepLine]) -> list[str]:
    """The LLM's time over all steps, where it is known."""
    total = sum(step.prefill_seconds + step.decode_seconds for step in steps)
    return [duration(total)] if total > 0 else []


def duration(value: float) -> str:
    """Seconds as a person reads them: ``40 ms``, ``0.8 s``, ``12 s``."""
    if value < 0.1:  # noqa: PLR2004 - a tenth of a second
        return f"{max(1, round(value * 1000))} ms"
    return f"{value:.1f} s" if value < 10 else f"{value:.0f} s"  # noqa: PLR2004 - no decimals from ten seconds on


def _label(arguments: Mapping[str, Json]) -> str:
    return str(arguments.get("label", "core memory"))


def _one_line(value: Json) -> str:
    """The text on one line, cut where a note would grow longer than it should."""
    text = " ".join(str(value or "").split())
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"
