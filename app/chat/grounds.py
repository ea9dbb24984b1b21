"""What a reply rests on: lines of core memory that speak of the same, with where they came from, and what was found.

Read on a worker. An LLM does not say what it used; these are the lines it had before its eyes that share words with
the reply, and the results of its own searches in that turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from app.memory.telling import at, evidence_html, short
from app.words import tr
from runtime.views import BlockView, StepView

if TYPE_CHECKING:
    from app.tones import Tones
    from runtime.assistant import Assistant

_MOST_LINES = 8
_SHOWN = 20_000
_CITED = re.compile(r"^- \[message (\d+)\]", re.MULTILINE)
_WORD = re.compile(r"[^\W_]{3,}")
_COMMON = frozenset(
    "the and that this you your are was were will have has had for not with but what who how can could would i'm it's "
    "remember know noted called name yes there here about from".split()
)


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that a reply rests on. ``message_id``: where it was said, and ``words`` what of it to mark there."""

    title: str
    below: str
    html: str
    message_id: int | None = None
    words: str = ""


def grounds(assistant: Assistant, turn_id: int, reply: str, tones: Tones) -> list[Ground]:
    """What the reply of a turn rests on, the closest first."""
    found = [_searched(step) for step in assistant.steps(turn_id) if _is_search(step)]
    return [*(_line(assistant, block, number, tones) for block, number in alike(assistant.blocks(), reply)), *found]


def alike(blocks: tuple[BlockView, ...], reply: str) -> list[tuple[BlockView, int]]:
    """The lines of core memory that share a telling word with the reply, as block and number from 1."""
    said = _words(reply)
    scored: list[tuple[int, BlockView, int]] = []
    for block in blocks:
        for number, line in enumerate(block.value.split("\n"), 1):
            shared = len(said & _words(line))
            if shared:
                scored.append((-shared, block, number))
    scored.sort(key=lambda each: each[0])
    return [(block, number) for _, block, number in scored[:_MOST_LINES]]


def _line(assistant: Assistant, block: BlockView, number: int, tones: Tones) -> Ground:
    why = assistant.history.why(block.label, str(number))
    label = escape(block.label)
    came = (
        tr("A line of the block {label}, written {at}.").format(label=label, at=at(why.changes[0].at))
        if why.changes
        else tr("A line of the block {label}, there from the beginning.").format(label=label)
    )
    head = f"<p><b>{escape(why.text)}</b></p><p style='color:{tones.muted}'>{came}</p>"
    rests = f"<p style='color:{tones.muted}'>{tr('It rests on what was said:')}</p>" if why.evidence else ""
    html = head + rests + "".join(evidence_html(each, tones) for each in why.evidence)
    first = why.evidence[0] if why.evidence else None
    words = first.text[first.start : first.end] if first and first.start is not None else ""
    return Ground(
        short(why.text),
        tr("Core memory: {label}").format(label=block.label),
        html,
        first.message_id if first else None,
        words,
    )


def _is_search(step: StepView) -> bool:
    return step.ok and "search" in step.tool and bool(step.result)


def _searched(step: StepView) -> Ground:
    asked = short(str(step.arguments.get("query") or step.arguments.get("content") or step.tool))
    html = f"<p><b>{escape(step.tool)}</b> {escape(asked)}</p><p>{'<br>'.join(_lines(step.result))}</p>"
    cited = _CITED.search(step.result)
    title, below = tr("Searched for “{words}”").format(words=asked), tr("Found with {tool}").format(tool=step.tool)
    return Ground(title, below, html, int(cited[1]) if cited else None)


def _lines(text: str) -> Iterator[str]:
    return (escape(line) for line in text[:_SHOWN].split("\n"))


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.casefold()) if word not in _COMMON}
