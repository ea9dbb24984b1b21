"""The LLM's process: reads questions from the pipe, answers them, and is gone when the pipe or the app is."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import connection
from typing import Any

from runtime.errors import LLMError, Stopped
from runtime.llm import wire
from runtime.orphaned import end_with_parent


def run(pipe: connection.Connection, stop: Any) -> None:  # noqa: ANN401  (a ctypes array in shared memory)
    """Answer questions until there is nobody to ask.

    Args:
        pipe: questions come in, answers go out.
        stop: two bytes; the first is 1 while the running question is to end early.
    """
    # Ctrl-C in the terminal is meant for the app, which ends this process in its own time.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _be_quiet()
    end_with_parent()
    desk = _Desk(pipe, ctypes.addressof(stop))
    try:
        while True:
            desk.answer(pipe.recv())
            desk.settle()
    except (EOFError, OSError):
        return


def _be_quiet() -> None:
    """llama.cpp and ggml print to the terminal whatever one tells them: give them another one."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


class _Desk:
    """Answers one question at a time with the loaded LLM."""

    def __init__(self, pipe: connection.Connection, stop: int) -> None:
        self._pipe = pipe
        self._stop = stop
        self._engine: Any = None

    def answer(self, question: wire.Question) -> None:
        self._pipe.send(wire.TakenUp())
        with self._failures():
            self._pipe.send(self._answered(question))

    def settle(self) -> None:
        """While the app carries out the call: read what was written but not read."""
        if self._engine is not None:
            self._engine.settle()

    @contextmanager
    def _failures(self) -> Iterator[None]:
        from runtime.llm.llama import Interrupted  # noqa: PLC0415  (llama.cpp is loaded by the first question)

        try:
            yield
        except Interrupted:
            self._pipe.send(wire.Failed(Stopped.__name__, "Stopped."))
        except LLMError as error:
            kind = next(c.__name__ for c in type(error).__mro__ if c.__module__ == LLMError.__module__)
            self._pipe.send(wire.Failed(kind, str(error)))
        except (EOFError, OSError):
            raise
        # The process's edge: whatever else went wrong is a bug, told with its traceback.
        except Exception:  # noqa: BLE001
            self._pipe.send(wire.Failed("", traceback.format_exc()))

    def _answered(self, question: wire.Question) -> wire.Answer:
        match question:
            case wire.Load():
                from runtime.llm import loading  # noqa: PLC0415

                self._engine, info = loading.load(question.settings, self._stop, careful=question.careful)
                return wire.Loaded(info)
            case wire.Count(str(text)):
                return wire.Counted(self._engine.count_text(text))
            case wire.Count(prompt):
                return wire.Counted(self._engine.count(prompt))
            case wire.Warm():
                return wire.Warmed(self._engine.warm(question.prompt))
            case wire.Generate():
                return wire.Generated(self._engine.generate(question.request, self._wrote))

    def _wrote(self, text: str) -> None:
        self._pipe.send(wire.Wrote(text))
