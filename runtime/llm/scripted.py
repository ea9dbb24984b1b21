"""An LLM that says what it was told: for tests, demos and screenshots. It ships beside the real one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Event

from runtime.errors import PromptTooLong, Stopped
from runtime.llm.port import Generation, LLMInfo, Prompt, Request, TokenCounts, ToolCall

CHARS_PER_TOKEN = 4

Script = Callable[[Request], ToolCall]


def say(text: str) -> ToolCall:
    """The call that replies with a text."""
    return ToolCall("send_message", {"message": text})


def call(tool: str, *, heartbeat: bool = True, **arguments: object) -> ToolCall:
    """The call of any other tool."""
    return ToolCall(tool, {**arguments, "request_heartbeat": heartbeat})


class ScriptedLLM:
    """Answers from a list of calls, or from a function of the request.

    A list that has run out goes on with ``say("…")``. A request that allows only ``write_summary`` is answered
    by a summary of its own and takes nothing from the list. A token is four characters, begun ones counted;
    ``seconds_per_token`` slows the streamed reply down. ``requests`` keeps what was asked.
    """

    def __init__(
        self,
        script: Script | Iterable[ToolCall],
        *,
        context_length: int = 8_192,
        seconds_per_token: float = 0.0,
    ) -> None:
        """Take the script; nothing is loaded."""
        self._calls: Iterator[ToolCall] | None = None if callable(script) else iter(script)
        self._function = script if callable(script) else None
        self._pace = seconds_per_token
        self._cached = ""
        self.info = LLMInfo(path=Path("scripted"), name="scripted", context_length=context_length)
        self.requests: list[Request] = []

    def count(self, prompt: Prompt) -> int:
        """Tokens of the prompt."""
        return self.count_text(_flat(prompt))

    def count_text(self, text: str) -> int:
        """Tokens of the text."""
        return -(-len(text) // CHARS_PER_TOKEN)

    def generate(self, request: Request, *, on_text: Callable[[str], None], stop: Event) -> Generation:
        """The next call of the script, its reply streamed word by word."""
        text = _flat(request.prompt)
        if self.count_text(text) > self.info.context_length:
            message = f"The prompt has {self.count_text(text)} tokens and the context {self.info.context_length}."
            raise PromptTooLong(message)
        self.requests.append(request)
        chosen = self._next(request)
        tool, parameter = request.stream
        reply = chosen.arguments.get(parameter) if chosen.name == tool else None
        if isinstance(reply, str):
            for word in reply.splitlines(keepends=True) if self._pace == 0 else _words(reply):
                if stop.wait(self._pace * self.count_text(word)) if self._pace else stop.is_set():
                    message = "Stopped."
                    raise Stopped(message)
                on_text(word)
        elif self._pace:
            time.sleep(self._pace)
        return Generation(chosen, self._tokens(text, str(chosen)))

    def warm(self, prompt: Prompt, *, stop: Event) -> TokenCounts:
        """Count the prompt as read."""
        return self._tokens("" if stop.is_set() else _flat(prompt), "")

    def close(self) -> None:
        """Nothing to unload."""

    def _next(self, request: Request) -> ToolCall:
        if {form.tool for form in request.forms} == {"write_summary"}:
            return ToolCall("write_summary", {"summary": f"Summary of {len(request.prompt.messages)} messages."})
        if self._function:
            return self._function(request)
        return next(self._calls or iter(()), say("…"))

    def _tokens(self, text: str, generated: str) -> TokenCounts:
        same = 0
        for old, new in zip(self._cached, text, strict=False):
            if old != new:
                break
            same += 1
        prompt, reused = self.count_text(text), same // CHARS_PER_TOKEN
        self._cached = text
        return TokenCounts(prompt, reused, prompt - reused, self.count_text(generated))


def _flat(prompt: Prompt) -> str:
    return "\n".join(
        f"{each.role}: {each.text}" if each.call is None else f"{each.role}: {each.call.name} {each.call.arguments}"
        for each in prompt.messages
    )


def _words(text: str) -> list[str]:
    return [f"{word} " for word in text.split(" ")[:-1]] + text.split(" ")[-1:]
