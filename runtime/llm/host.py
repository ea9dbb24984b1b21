"""The LLM in a process of its own: whatever C++ does there, the app and its window go on."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import runtime.errors as all_errors
from runtime.bare_main import bare_main
from runtime.errors import LLMCrashed, LLMError, Stopped
from runtime.events import Event, LLMLoaded, LLMLoading, LLMUnloaded, Notice
from runtime.llm import child, wire
from runtime.llm.port import Generation, LLMInfo, LLMSettings, Prompt, Request, TokenCounts
from runtime.llm.stopping import Stop

_LOOK_SECONDS = 0.01
_STOP_SECONDS = 5.0
_EXIT_SECONDS = 3.0


class HostedLLM:
    """An LLM behind ``runtime.llm.port.LLM``; loads at first use, and again after a crash."""

    def __init__(self, settings: LLMSettings, *, on_event: Callable[[Event], None] = lambda _: None) -> None:
        """Remember what to load.

        Args:
            settings: the weights and how to load them.
            on_event: told of loading, unloading and crashes, on the thread that calls.
        """
        self._settings = settings
        self._on_event = on_event
        self._child: _Child | None = None
        self._info: LLMInfo | None = None
        self._crashed = False

    @property
    def info(self) -> LLMInfo:
        """What is or was loaded; loads it the first time, and not again where the process has died since.

        Raises:
            WeightsUnusable: it cannot be loaded.
        """
        if self._info is None:
            self.load()
        if self._info is None:
            raise LLMError("The LLM did not say what it is.")
        return self._info

    @property
    def process_id(self) -> int | None:
        """Of the LLM's process, None where nothing is loaded."""
        return self._child.process_id if self._child else None

    def load(self) -> None:
        """Start the process and load the weights, unless that is done.

        Raises:
            WeightsUnusable: they cannot be loaded.
            LLMCrashed: the process died over them.
        """
        if self._child is not None and self._child.alive:
            return
        self._drop()
        self._on_event(LLMLoading(str(self._settings.path)))
        self._child = _Child()
        try:
            loaded = self._ask_once(wire.Load(self._settings, careful=self._crashed))
        except LLMError:
            self._drop()
            raise
        if not isinstance(loaded, wire.Loaded):
            raise TypeError(loaded)
        self._info = loaded.info
        self._on_event(LLMLoaded(loaded.info.name, loaded.info.context_length))

    def count(self, prompt: Prompt) -> int:
        """How many tokens the rendered prompt has."""
        return self._counted(prompt)

    def count_text(self, text: str) -> int:
        """How many tokens a plain text has."""
        return self._counted(text)

    def _counted(self, what: Prompt | str) -> int:
        self.load()
        counted = self._ask(wire.Count(what))
        if not isinstance(counted, wire.Counted):
            raise TypeError(counted)
        return counted.tokens

    def generate(self, request: Request, *, on_text: Callable[[str], None], stop: threading.Event) -> Generation:
        """One tool call; see :meth:`runtime.llm.port.LLM.generate`.

        Raises:
            Stopped: ``stop`` was set.
            PromptTooLong: the prompt does not fit.
            LLMCrashed: the process died; the next call loads again.
        """
        self.load()
        if stop.is_set():
            raise Stopped("Stopped.")
        generated = self._ask(wire.Generate(request), stop, on_text)
        if stop.is_set():
            raise Stopped("Stopped.")
        if not isinstance(generated, wire.Generated):
            raise TypeError(generated)
        return generated.generation

    def warm(self, prompt: Prompt, *, stop: threading.Event) -> TokenCounts:
        """Read the prompt into the cache; ends early, without an error, when ``stop`` is set."""
        self.load()
        if stop.is_set():
            return TokenCounts()
        warmed = self._ask(wire.Warm(prompt), stop)
        if not isinstance(warmed, wire.Warmed):
            raise TypeError(warmed)
        return warmed.tokens

    def close(self) -> None:
        """Unload: the process exits. Safe to call twice."""
        if self._child is not None:
            self._drop()
            self._on_event(LLMUnloaded(self._info.name if self._info else self._settings.path.stem))

    def _drop(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None

    def _ask(
        self,
        question: wire.Question,
        stop: threading.Event | None = None,
        on_text: Callable[[str], None] = lambda _: None,
    ) -> wire.Answer:
        try:
            return self._ask_once(question, stop, on_text)
        except _DiedIdle:
            self.load()
            return self._ask_once(question, stop, on_text)

    def _ask_once(
        self,
        question: wire.Question,
        stop: threading.Event | None = None,
        on_text: Callable[[str], None] = lambda _: None,
    ) -> wire.Answer:
        if self._child is None:
            raise LLMCrashed("The LLM is not running.")
        try:
            answer = self._child.ask(question, stop, on_text)
        except _DiedIdle:
            self._drop()
            raise
        except LLMCrashed as crash:
            self._crashed = True
            self._drop()
            self._on_event(Notice(str(crash), problem=True))
            raise
        except Stopped as killed:
            self._drop()
            self._on_event(Notice(str(killed), problem=True))
            raise
        if isinstance(answer, wire.Failed):
            raise _failure(answer)
        return answer


def _failure(failed: wire.Failed) -> Exception:
    kind = getattr(all_errors, failed.kind, None)
    return kind(failed.text) if kind else RuntimeError(failed.text)


class _DiedIdle(LLMCrashed):
    """The process had died before the question reached it: nothing that was asked is the cause."""


class _Child:
    """The process and the pipe to it."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._stop: Any = context.RawArray("b", 2)
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=child.run, args=(theirs, self._stop), name="loci-llm", daemon=True)
        with bare_main():
            self._process.start()
        theirs.close()
        self._taken_up = False

    @property
    def process_id(self) -> int | None:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def ask(self, question: wire.Question, stop: threading.Event | None, on_text: Callable[[str], None]) -> wire.Answer:
        """Ask and wait.

        Raises:
            LLMCrashed: it died.
            Stopped: it did not stop when told to, and was killed.
        """
        self._stop[0] = 0
        # Nobody notices at once that a process has died; one that dies while it starts has the weights as the cause.
        self._taken_up = isinstance(question, wire.Load)
        try:
            self._pipe.send(question)
            with stop.heard(self._stop) if isinstance(stop, Stop) else nullcontext():
                return self._answer(stop, on_text)
        except (EOFError, OSError) as error:
            self._process.join(_EXIT_SECONDS)
            if not self._taken_up:
                raise _DiedIdle("The LLM's process ended while nobody asked it anything.") from error
            raise LLMCrashed(f"The LLM's process ended unexpectedly{self._cause()}. It is loaded again.") from error
        finally:
            self._stop[0] = 0

    def _answer(self, stop: threading.Event | None, on_text: Callable[[str], None]) -> wire.Answer:
        while stop is None or not stop.is_set():
            if self._pipe.poll(_LOOK_SECONDS):
                answer: wire.Answer = self._pipe.recv()
                if isinstance(answer, wire.TakenUp):
                    self._taken_up = True
                elif isinstance(answer, wire.Wrote):
                    self._hand_on(answer.text, on_text)
                else:
                    return answer
        return self._last_answer()

    def _hand_on(self, text: str, on_text: Callable[[str], None]) -> None:
        try:
            on_text(text)
        except BaseException:
            # The answer has to be out of the pipe before the next question, whatever went wrong on this side.
            self._last_answer()
            raise

    def _last_answer(self) -> wire.Answer:
        """Stop, and wait for the answer's end; kill it if that takes too long."""
        self._stop[0] = 1
        deadline = time.monotonic() + _STOP_SECONDS
        while time.monotonic() < deadline:
            if self._pipe.poll(_LOOK_SECONDS):
                answer: wire.Answer = self._pipe.recv()
                if not isinstance(answer, wire.TakenUp | wire.Wrote):
                    return answer
        self._process.kill()
        self._process.join(_EXIT_SECONDS)
        raise Stopped("The LLM did not stop by itself and was ended. It is loaded again at the next message.")

    def _cause(self) -> str:
        code = self._process.exitcode
        return f" (signal {-code})" if code is not None and code < 0 else f" (exit code {code})"

    def end(self) -> None:
        """Close the pipe, at which it exits; kill it if it does not."""
        self._stop[0] = 1
        self._pipe.close()
        self._process.join(_EXIT_SECONDS)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()
