"""Which LLM to talk with: the person's choice of weights, else the built-in ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from runtime.home import asset
from runtime.llm.host import HostedLLM
from runtime.llm.port import LLMSettings

if TYPE_CHECKING:
    from runtime.events import Event
    from runtime.llm.port import LLM
    from runtime.settings import Settings


def built_in() -> Path:
    """The weights that ship with Loci."""
    return asset("llm/loci-tiny.gguf")


def hosted(settings: Settings, emit: Callable[[Event], None]) -> LLM:
    """The chosen weights in a process of their own, loaded when first needed."""
    return HostedLLM(
        LLMSettings(
            settings.llm_path or built_in(),
            settings.context_length,
            settings.threads,
            settings.gpu_layers,
            settings.kv_type,
        ),
        on_event=emit,
    )
