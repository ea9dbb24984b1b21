"""The unfolded steps of a turn, as HTML for a text document. Everything that the LLM wrote is escaped."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from app import zoom
from app.tables import heading, row, table
from app.tones import Tones
from app.trace.steps import StepLine
from app.trace.words import duration
from app.words import grouped, tr
from runtime.llm.port import Json

_LONG = 4_000
_KEYS = 130  # pixels: the widest name of a built-in tool's parameter


def details(steps: Sequence[StepLine], tones: Tones) -> str:
    """Each step with its call, its result, its tokens and its times."""
    return "".join(_step(step, tones, first=position == 0) for position, step in enumerate(steps))


def _step(step: StepLine, tones: Tones, *, first: bool) -> str:
    name = escape(step.tool) or tr("thinking")
    head = heading(f"{step.number}&nbsp;&nbsp;<b>{name}</b>", f"margin-top:{0 if first else 14}px; margin-bottom:2px")
    rows = [_row(tr("thinking"), step.thinking, tones.muted, tones)] if step.thinking else []
    rows += [_row(key, _value(value), tones.text, tones) for key, value in step.arguments.items()]
    if step.ok is not None:
        rows.append(
            _row(tr("result") if step.ok else tr("refused"), step.result, tones.text if step.ok else tones.bad, tones)
        )
    rows += [_row(tr("cost"), cost, tones.muted, tones) for cost in _cost(step)]
    return head + table(rows, "cellspacing='0' cellpadding='1'")


def _row(key: str, value: str, tone: str, tones: Tones) -> str:
    text = escape(value if len(value) <= _LONG else value[:_LONG] + " …").replace("\n", "<br>")
    about_key = f"width='{zoom.px(_KEYS)}' style='color:{tones.muted}; padding-right:8px'"
    return row(escape(key), text or "&nbsp;", about_first=about_key, about_second=f"style='color:{tone}'")


def _value(value: Json) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _cost(step: StepLine) -> list[str]:
    """``312 tokens, 290 of them reused · 14 written · 0.4 s``; nothing before the step has ended."""
    tokens = step.tokens
    if not tokens.prompt:
        return []
    spent = step.prefill_seconds + step.decode_seconds
    read = tr("{count} tokens in context, {fresh} read anew")
    parts = [
        read.format(count=grouped(tokens.prompt), fresh=grouped(tokens.prefilled)),
        tr("{count} written").format(count=grouped(tokens.generated)),
    ]
    return [" · ".join([*parts, duration(spent)] if spent else parts)]
