"""An LLM that is there for sleeps alone: loaded when the first thing is asked of it, and unloaded on waking.

Both happen on a thread of their own, so that a person who comes back waits for neither, however large it is.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from typing import TYPE_CHECKING

from runtime.errors import LLMError, Stopped

if TYPE_CHECKING:
    from runtime.llm.port import LLM, Generation, LLMInfo, Prompt, Request, TokenCounts

_LOOK_SECONDS = 0.02


class OwnLLM:
    """Behind :class:`runtime.llm.port.LLM`. Where ``llm`` cannot be loaded, ``instead`` is asked, and the person told.

    ``stop`` ends the waiting for its loading.
    """

    def __init__(self, llm: LLM, instead: LLM, complain: Callable[[str], None], stop: Event) -> None:
        """Nothing is loaded yet."""
        self._llm, self._instead, self._complain, self._stop = llm, instead, complain, stop
        self._loader: Thread | None = None
        self._problem: LLMError | None = None

    @property
    def info(self) -> LLMInfo:
        """What is loaded."""
        return self._ready().info

    def count(self, prompt: Prompt) -> int:
        """How many tokens the rendered prompt has."""
        return self._ready().count(prompt)

    def count_text(self, text: str) -> int:
        """How many tokens a plain text has."""
        return self._ready().count_text(text)

    def generate(self, request: Request, *, on_text: Callable[[str], None], stop: Event) -> Generation:
        """One tool call."""
        return self._ready().generate(request, on_text=on_text, stop=stop)

    def warm(self, prompt: Prompt, *, stop: Event) -> TokenCounts:
        """Read the prompt into the cache."""
        return self._ready().warm(prompt, stop=stop)

    def close(self) -> None:
        """Unload it, also where it is being loaded still; never waits. ``instead`` is not touched."""
        if self._loader is not None:
            Thread(target=self._unload, args=(self._loader,), name="loci-unload", daemon=True).start()

    def _ready(self) -> LLM:
        if self._loader is None:
            self._loader = Thread(target=self._load, name="loci-load", daemon=True)
            self._loader.start()
        while self._loader.is_alive():
            if self._stop.is_set():
                raise Stopped("Sleep was interrupted.")
            self._loader.join(_LOOK_SECONDS)
        if self._problem is not None and self._llm is not self._instead:
            self._complain(f"{self._problem} The one that answers you tidies the memory instead.")
            self._llm = self._instead
        return self._llm

    def _load(self) -> None:
        try:
            _ = self._llm.info
        except LLMError as problem:
            self._problem = problem

    def _unload(self, loader: Thread) -> None:
        loader.join()
        if self._llm is not self._instead:
            self._llm.close()
