"""Which LLM to talk with: the person's choice of weights, else the built-in ones."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from runtime.errors import WeightsUnusable
from runtime.home import asset
from runtime.llm.host import HostedLLM
from runtime.llm.port import LLMSettings
from runtime.llm.weights import describe, find

if TYPE_CHECKING:
    from runtime.events import Event
    from runtime.home import Home
    from runtime.llm.port import LLM, LLMInfo
    from runtime.settings import Settings


def built_in() -> Path:
    """The weights that ship with Loci."""
    return asset("llm/loci-tiny.gguf")


def known(home: Home, chosen: Path | None) -> list[LLMInfo]:
    """The built-in weights, what is found on this machine, and the chosen file wherever it lies; each once."""
    first: list[LLMInfo] = []
    for path in (built_in(), chosen):
        if path is not None and not any(same(each.path, path) for each in first):
            with suppress(WeightsUnusable):
                first.append(describe(path))
    return first + [each for each in find(home.weights) if not any(same(each.path, one.path) for one in first)]


def same(one: Path, other: Path) -> bool:
    """Whether both name one file."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def hosted(settings: Settings, emit: Callable[[Event], None]) -> LLM:
    """The chosen weights in a process of their own, loaded when first needed."""
    return HostedLLM(loaded_with(settings), on_event=emit)


def loaded_with(settings: Settings) -> LLMSettings:
    """What of the settings the LLM is loaded with: another value of these is another LLM, of all others the same."""
    return LLMSettings(
        settings.llm_path or built_in(),
        settings.context_length,
        settings.threads,
        settings.gpu_layers,
        settings.kv_type,
    )
