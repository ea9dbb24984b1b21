"""Commands in this process: the real assistant over a real memory file, with a scripted LLM."""

import io
import sys
from collections.abc import Iterable
from functools import partial

import pytest
from fixture_types import Scripted, Typed

from runtime import turn
from runtime.assistant import Assistant
from runtime.home import Home
from runtime.llm.port import ToolCall
from runtime.llm.scripted import Script, ScriptedLLM


@pytest.fixture
def scripted(home: Home, monkeypatch: pytest.MonkeyPatch) -> Scripted:  # noqa: ARG001 - a memory of its own
    """``scripted(calls)``: every command from now on talks with an LLM that answers so."""
    original = Assistant.open

    def install(script: Script | Iterable[ToolCall]) -> ScriptedLLM:
        llm = ScriptedLLM(script)
        monkeypatch.setattr(Assistant, "open", partial(original, llm=llm))
        return llm

    return install


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """``typed(lines)``: what comes on standard input, which is no terminal."""

    def install(raw: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))

    return install


@pytest.fixture
def unanswered(home: Home) -> str:
    """A message that was committed by a process that was killed before it could answer."""
    with Assistant.open(home, key=None, emit=lambda _: None, llm=ScriptedLLM([])) as assistant:
        turn.accept(assistant._engine, "First")  # noqa: SLF001 - the first half of a turn alone
    return "First"
