"""Commands in this process: the real assistant over a real memory file, with a scripted LLM."""

import io
import sys
from collections.abc import Iterable
from functools import partial

import pytest
from fixture_types import Scripted, Typed

from runtime.assistant import Assistant
from runtime.home import Home
from runtime.llm.port import ToolCall
from runtime.llm.scripted import Script, ScriptedLLM


@pytest.fixture
def scripted(home: Home, monkeypatch: pytest.MonkeyPatch) -> Scripted:
    """``scripted(calls)``: every command from now on talks with an LLM that answers so."""
    original = Assistant.open
    assert not home.memory_file.exists()

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
