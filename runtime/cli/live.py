"""A turn as it happens, on the terminal: the reply while it is written, tool calls as dim lines."""

from __future__ import annotations

import sys

from runtime.cli import output, show
from runtime.events import (
    Event,
    Evicted,
    ForgettingAsked,
    LLMLoading,
    Notice,
    Reply,
    ReplyText,
    ToolCalled,
    ToolReturned,
    TurnEnded,
    TurnStarted,
)


class LiveTurns:
    """Shows the events of turns one after the other."""

    def __init__(self) -> None:
        """Begins with an empty line under the cursor."""
        self._streamed = ""

    def show(self, event: Event) -> None:
        """Print what of ``event`` belongs on the terminal."""
        match event:
            case ReplyText(text=text):
                self._streamed += text
                output.say(text, end="")
            case Reply(text=text):
                self._finish_reply(text)
            case TurnEnded(stop_reason=reason, problem=problem):
                self._end_line()
                if reason == "error":
                    output.complain(problem)
                elif reason == "cancelled":
                    output.aside("stopped")
            case _:
                self._show_work(event)

    def _finish_reply(self, text: str) -> None:
        if self._streamed == text:
            self._end_line()
            return
        self._end_line()
        output.say(text)

    def _show_work(self, event: Event) -> None:
        said = _work(event)
        if said:
            self._end_line()
            output.aside(said)
        elif isinstance(event, Notice):
            self._end_line()
            (output.complain if event.problem else output.aside)(event.text)

    def _end_line(self) -> None:
        if self._streamed:
            output.say()
        self._streamed = ""


def _work(event: Event) -> str:
    """The dim line for an event, empty where it gets none."""
    match event:
        case TurnStarted(resumed=True, text=text):
            return f"this message was still waiting for its answer: {show.one_line(text)}"
        case ToolCalled(tool=tool, arguments=arguments) if tool != "send_message":
            return show.call(tool, arguments)
        case ToolReturned(ok=False, result=result):
            return f"refused: {show.one_line(result)}"
        case ForgettingAsked(text=text):
            return f"to be forgotten, once you say so: {show.one_line(text)}"
        case _:
            return _housekeeping(event)


def _housekeeping(event: Event) -> str:
    match event:
        case Evicted(messages=messages):
            return f"{messages} messages left the context for recall memory; a summary stands in for them"
        case LLMLoading(path=path) if sys.stdout.isatty():
            return f"loading {path}"
        case _:
            return ""
