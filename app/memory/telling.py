"""A change of memory, a passage, a message in words and in HTML. Everything that was not written here is escaped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from difflib import SequenceMatcher
from html import escape

from app.tones import GRID, Tones
from app.words import tr
from runtime.views import ChangeView, EvidenceView, MessageView, PassageView

_SHORT = 90
_LONGEST = 20_000
_CAUSES = {
    "turn": "Loci, while answering",
    "person": "you",
    "sleep": "Loci, while you were away",
    "import": "an import",
    "start": "the beginning",
}
_TARGETS = {"agent": "instructions", "passage": "passage", "summary": "summary", "block": "block"}
_SPEAKERS = {"user": "You", "assistant": "Loci"}
_ACTIONS = {"create": "new", "update": "changed", "delete": "removed"}


def at(when: datetime) -> str:
    """Day and time of day here: ``2026-11-21 10:04``."""
    return f"{when.astimezone():%Y-%m-%d %H:%M}"


def title(change: ChangeView) -> str:
    """What changed in one line: ``human: + Dog: Biscuit``."""
    gone, come = _lines(change.before, change.after)
    words = " ".join([*(f"+ {line}" for line in come), *(f"− {line}" for line in gone)]) or tr(_ACTIONS[change.action])
    return f"{place(change)}: {short(words)}"


def place(change: ChangeView) -> str:
    """Which part of the memory it was."""
    return change.label if change.target == "block" else tr(_TARGETS.get(change.target, change.target))


def below(change: ChangeView) -> str:
    """When and by whom, and whether it was taken back."""
    words = f"{at(change.at)} · {tr(_CAUSES.get(change.cause, change.cause))}"
    return f"{words} · {tr('taken back')}" if change.undone_by is not None else words


def change_html(change: ChangeView, tones: Tones) -> str:
    """The change as a diff, with what caused it and the messages it rests on."""
    head = f"<p><b>{escape(place(change))}</b>, {tr(_ACTIONS[change.action])} {at(change.at)}</p>"
    who = tr(_CAUSES.get(change.cause, escape(change.cause)))
    words = tr("By {who} with {tool}.") if change.tool else tr("By {who}.")
    by = words.format(who=who, tool=f"<b>{escape(change.tool or '')}</b>")
    cause = f"<p style='color:{tones.muted}'>{by}</p>"
    later = tr("This was taken back later.")
    undone = f"<p style='color:{tones.warn}'>{later}</p>" if change.undone_by is not None else ""
    evidence = "".join(evidence_html(each, tones) for each in change.evidence)
    heading = f"<p style='color:{tones.muted}'>{tr('It rests on what was said:')}</p>" if evidence else ""
    return head + cause + undone + diff_html(change.before or "", change.after or "", tones) + heading + evidence


def evidence_html(evidence: EvidenceView, tones: Tones) -> str:
    """A message with the stretch marked that the change took from it."""
    text, start, end = evidence.text[:_LONGEST], evidence.start, evidence.end
    if start is None or end is None:
        return f"<blockquote>{_escaped(text)}</blockquote>"
    marked = f"<span style='background-color:{tones.mark}'>{_escaped(text[start:end])}</span>"
    return f"<blockquote>{_escaped(text[:start])}{marked}{_escaped(text[end:])}</blockquote>"


def diff_html(before: str, after: str, tones: Tones) -> str:
    """Lines that went and lines that came, each with its sign, so that no colour is needed to read it."""
    signs = {"+": (tones.accent_soft, tones.text), "−": (tones.bad_soft, tones.text), " ": (tones.surface, tones.muted)}
    rows = []
    for sign, line in diff(before[:_LONGEST], after[:_LONGEST]):
        ground, letters = signs[sign]
        cell = f"bgcolor='{ground}' style='color:{letters}'"
        shown = sign.strip() or "&nbsp;"
        words = _escaped(line) or "&nbsp;"
        rows.append(f"<tr><td {cell} width='24' align='center'>{shown}</td><td {cell}>{words}</td></tr>")
    return f"<table width='100%' style='margin-top:{GRID}px' cellspacing='0' cellpadding='4'>{''.join(rows)}</table>"


def diff(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Each line with ``+``, ``−`` or a space."""
    old, new = before.split("\n") if before else [], after.split("\n") if after else []
    for tag, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from ((" ", line) for line in old[old_start:old_end])
        else:
            yield from (("−", line) for line in old[old_start:old_end])
            yield from (("+", line) for line in new[new_start:new_end])


def passage_html(passage: PassageView, tones: Tones, words: str = "") -> str:
    """A passage whole, with its tags and its time."""
    begin = f" <span style='background-color:{tones.accent_soft}'>&nbsp;"
    tags = "".join(f"{begin}{escape(tag)}&nbsp;</span>" for tag in passage.tags)
    stored = tr("Stored {at}").format(at=at(passage.created_at))
    line = f"<p style='color:{tones.muted}'>{stored}{tags}</p>"
    return f"<p>{marked(passage.text[:_LONGEST], words, tones)}</p>{line}"


def message_html(message: MessageView, tones: Tones, words: str = "") -> str:
    """A message whole, with who said it, when, and whether the LLM still has it before its eyes."""
    where = tr("in the context") if message.in_context else tr("left the context, kept in recall memory")
    when = f"<span style='color:{tones.muted}'>{at(message.created_at)} · {where}</span>"
    head = f"<p><b>{escape(speaker(message))}</b> {when}</p>"
    return f"{head}<p>{marked(message.text[:_LONGEST], words, tones)}</p>"


def speaker(message: MessageView) -> str:
    """Who said it."""
    if message.role == "tool":
        return tr("Result of {tool}").format(tool=message.tool)
    return tr(_SPEAKERS.get(message.role, message.role))


def marked(text: str, words: str, tones: Tones) -> str:
    """The text with the searched words marked, escaped."""
    wanted = {word.lower() for word in words.split() if len(word) > 1}
    pieces: list[str] = []
    for number, word in enumerate(text.split(" ")):
        bare = word.strip(".,;:!?\"'()[]\n").lower()
        hit = any(bare.startswith(each) for each in wanted)
        shown = f"<span style='background-color:{tones.mark}'>{_escaped(word)}</span>" if hit else _escaped(word)
        pieces.append(shown if number == 0 else f" {shown}")
    return "".join(pieces)


def short(text: str, most: int = _SHORT) -> str:
    """The text on one line, cut."""
    line = " ".join(text[: 4 * most].split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _lines(before: str | None, after: str | None) -> tuple[list[str], list[str]]:
    signed = list(diff(before or "", after or ""))
    return [line for sign, line in signed if sign == "−"], [line for sign, line in signed if sign == "+"]


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")
