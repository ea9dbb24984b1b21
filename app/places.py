"""The places that the rail leads to, each made when the person first goes there."""

from __future__ import annotations

from collections.abc import Callable

from app.context.place import ContextPlace
from app.llms.place import LLMsPlace
from app.memory.place import MemoryPlace
from app.place import Place
from app.preferences import Preferences
from app.settings.place import SettingsPlace
from app.theme import Theme
from app.trace.place import TracePlace

_PLACES: dict[str, Callable[[Theme], Place]] = {
    "Memory": MemoryPlace,
    "Context": ContextPlace,
    "Trace": TracePlace,
    "LLMs": LLMsPlace,
}


def make(name: str, theme: Theme, preferences: Preferences) -> Place:
    """The place of that name."""
    return SettingsPlace(theme, preferences) if name == "Settings" else _PLACES[name](theme)
