"""The types of fixtures."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

from sqlmodel import Session

from runtime.llm.port import ToolCall
from runtime.llm.scripted import Script, ScriptedLLM

Chatted = Callable[..., tuple[str, str]]
Looking = Callable[..., AbstractContextManager[Session]]
Repetitions = Callable[[int, int], int]
Scripted = Callable[[Script | Iterable[ToolCall]], ScriptedLLM]
Typed = Callable[[bytes], None]
