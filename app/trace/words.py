"""What the assistant did, in the person's words: the note beside a change, the folded line of a turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.trace.steps import REPLY_TOOL, StepLine
from app.words import decimal, tr
from runtime.llm.port import Json

_SHORT = 140


@dataclass(frozen=True, slots=True)
class _Edit:
    """What kind of edit of a block it is. ``new`` and ``old`` name the arguments with the text that comes and goes."""

    kind: str
    new: str
    old: str = ""


_EDITS = {
    "core_memory_append": _Edit("remembering", "content"),
    "core_memory_replace": _Edit("correcting", "new_content", "old_content"),
    "memory_insert": _Edit("remembering", "new_string"),
    "memory_replace": _Edit("correcting", "new_string", "old_string"),
    "memory_rethink": _Edit("rewriting", "new_memory"),
    "memory_apply_patch": _Edit("editing", "patch"),
}
_DOING = {
    "remembering": "remembering in {label}",
    "correcting": "correcting in {label}",
    "rewriting": "rewriting {label}",
    "editing": "editing {label}",
}
_DONE = {
    "remembering": "remembered in {label}",
    "correcting": "corrected in {label}",
    "rewriting": "rewrote {label}",
    "editing": "edited {label}",
}
_DOES = {
    "archival_memory_insert": "storing in archival memory",
    "archival_memory_search": "searching archival memory",
    "conversation_search": "searching the conversation",
    "conversation_search_date": "searching the conversation",
    "write_summary": "summarising",
    REPLY_TOOL: "writing",
}
_DID = {
    "archival_memory_insert": "stored in archival memory",
    "archival_memory_search": "searched archival memory",
    "conversation_search": "searched the conversation",
    "conversation_search_date": "searched the conversation",
    "write_summary": "summarised older messages",
}


@dataclass(frozen=True, slots=True)
class NoteWords:
    """A change of memory in a few words; ``label`` names the block that it changed, where it changed one."""

    text: str
    label: str = ""


def doing(step: StepLine) -> str:
    """What a running step does: ``remembering in human``."""
    if not step.tool:
        return tr("thinking")
    if step.tool in _EDITS:
        return tr(_DOING[_EDITS[step.tool].kind]).format(label=_label(step.arguments))
    return tr(_DOES[step.tool]) if step.tool in _DOES else tr("using {tool}").format(tool=step.tool)


def done(step: StepLine) -> str:
    """What a finished step did: ``remembered in human``; empty for a plain reply."""
    if not step.tool:
        return ""
    if step.ok is False:
        return tr("{tool} was refused").format(tool=step.tool)
    if step.tool in _EDITS:
        return _edited(step)
    if step.tool == REPLY_TOOL:
        return ""
    return tr(_DID[step.tool]) if step.tool in _DID else tr("used {tool}").format(tool=step.tool)


def note(step: StepLine) -> NoteWords | None:
    """The note for a step that changed the memory; None for one that did not."""
    if not step.ok:
        return None
    if step.tool in _EDITS:
        edit, label = _EDITS[step.tool], _label(step.arguments)
        text = _one_line(step.arguments.get(edit.new)) or _one_line(step.arguments.get(edit.old))
        words = _edited(step)
        return NoteWords(words[0].upper() + words[1:] + (f": {text}" if text else ""), label)
    if step.tool == "archival_memory_insert":
        return NoteWords(tr("Stored in archival memory: {text}").format(text=_one_line(step.arguments.get("content"))))
    return None


def _edited(step: StepLine) -> str:
    """``corrected in human``; where something was replaced by nothing, ``forgot in human``."""
    edit = _EDITS[step.tool]
    emptied = edit.old and not str(step.arguments.get(edit.new) or "").strip()
    return (tr("forgot in {label}") if emptied else tr(_DONE[edit.kind])).format(label=_label(step.arguments))


def folded(steps: Sequence[StepLine], *, running: bool) -> str:
    """The one line a turn folds into: ``remembered in human · 2 steps · 0.8 s``."""
    if running:
        now = doing(steps[-1]) if steps else tr("thinking")
        nth = tr("step {number}").format(number=len(steps))
        return f"{now} …" if len(steps) < 2 else f"{now} … · {nth}"  # noqa: PLR2004 - the second step
    acts = list(dict.fromkeys(word for word in map(done, steps) if word))
    count = tr("1 step") if len(steps) == 1 else tr("{count} steps").format(count=len(steps))
    return " · ".join([*acts, count, *seconds(steps)])


def seconds(steps: Sequence[StepLine]) -> list[str]:
    """The LLM's time over all steps, where it is known."""
    total = sum(step.prefill_seconds + step.decode_seconds for step in steps)
    return [duration(total)] if total > 0 else []


def duration(value: float) -> str:
    """Seconds as a person reads them: ``40 ms``, ``0.8 s``, ``12 s``."""
    if value < 0.1:  # noqa: PLR2004 - a tenth of a second
        return tr("{count} ms").format(count=max(1, round(value * 1000)))
    return tr("{count} s").format(count=decimal(value) if value < 10 else round(value))  # noqa: PLR2004 - as one says it


def _label(arguments: Mapping[str, Json]) -> str:
    return str(arguments.get("label", tr("core memory")))


def _one_line(value: Json) -> str:
    """The text on one line, a dot between its lines, cut where a note would grow longer than it should."""
    text = " · ".join(" ".join(line.split()) for line in str(value or "").splitlines() if line.strip())
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"
