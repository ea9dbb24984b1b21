"""The steps of a turn as the window shows them, while they run and afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from runtime.events import Event, StepEnded, StepStarted, ToolCalled, ToolReturned
from runtime.llm.port import Json, TokenCounts
from runtime.views import StepView

REPLY_TOOL = "send_message"


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step. ``ok`` is None until its tool has returned. Times are seconds."""

    number: int
    tool: str = ""
    arguments: Mapping[str, Json] = field(default_factory=dict)
    ok: bool | None = None
    result: str = ""
    thinking: str = ""
    tokens: TokenCounts = field(default_factory=TokenCounts)
    prefill_seconds: float = 0.0
    decode_seconds: float = 0.0


def recorded(view: StepView) -> StepLine:
    """A step read from the memory file."""
    return StepLine(
        number=view.number,
        tool=view.tool,
        arguments=view.arguments,
        ok=view.ok,
        result=view.result,
        thinking=view.thinking,
        tokens=TokenCounts(view.prompt_tokens, view.reused_tokens, view.prefilled_tokens, view.generated_tokens),
        prefill_seconds=view.prefill_seconds,
        decode_seconds=view.decode_seconds,
    )


def advanced(steps: tuple[StepLine, ...], event: Event) -> tuple[StepLine, ...]:
    """The steps after an event of their turn; an event that tells nothing of a step changes nothing."""
    match event:
        case StepStarted(number=number):
            return _put(steps, StepLine(number))
        case ToolCalled(number=number, tool=tool, arguments=arguments, thinking=thinking):
            return _put(steps, replace(_find(steps, number), tool=tool, arguments=arguments, thinking=thinking))
        case ToolReturned(number=number, ok=ok, result=result):
            return _put(steps, replace(_find(steps, number), ok=ok, result=result))
        case StepEnded(number=number, tokens=tokens):
            return _put(
                steps,
                replace(
                    _find(steps, number),
                    tokens=tokens,
                    prefill_seconds=event.prefill_seconds,
                    decode_seconds=event.decode_seconds,
                ),
            )
    return steps


def _find(steps: tuple[StepLine, ...], number: int) -> StepLine:
    return next((step for step in steps if step.number == number), StepLine(number))


def _put(steps: tuple[StepLine, ...], line: StepLine) -> tuple[StepLine, ...]:
    """The steps with ``line`` in the place of the one of its number, or at the end."""
    if any(step.number == line.number for step in steps):
        return tuple(line if step.number == line.number else step for step in steps)
    return (*steps, line)
