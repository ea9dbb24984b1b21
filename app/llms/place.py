"""The place of the language models: what lies on this machine, whether it fits, and which one talks."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from app.browser import Browser, Entry
from app.override import override
from app.pieces import push
from app.place import Place
from app.theme import Theme
from runtime import events
from runtime.events import Event
from runtime.home import Home
from runtime.llm.choice import built_in, known, same
from runtime.llm.port import LLMInfo

if TYPE_CHECKING:
    from runtime.assistant import Assistant

_WORDS = "GGUF files of Ollama, LM Studio, the Hugging Face cache and Loci’s own folder, used where they lie."
_GB = 1_000_000_000
Found = tuple[list[LLMInfo], LLMInfo]


def look(assistant: Assistant) -> Found:
    """The LLMs on this machine, and the one in use. Reads headers only."""
    return known(Home.find(), assistant.settings.llm_path), assistant.llm_info()


class LLMsPlace(Place):
    """A list, what is known of the chosen one, and the button that talks with it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Language models", _WORDS)
        self.found = Browser(theme, "Language models", empty="No language model was found.")
        self.use = push("Talk with this one", "Talk with the chosen language model", kind="main")
        self.use.clicked.connect(self._use)
        self.unload = push("Unload now", "Unload the language model and free its memory")
        self.unload.clicked.connect(self._unload)
        self.found.chosen.connect(self._choose)
        self.found.buttons.addWidget(self.unload)
        self.found.buttons.addWidget(self.use)
        self.column.addWidget(self.found, 1)
        self._used: LLMInfo | None = None
        self.setFocusProxy(self.found)

    @override
    def concerns(self, event: Event) -> bool:
        """Another one may be in use."""
        return isinstance(event, events.LLMLoaded | events.LLMUnloaded)

    @override
    def refresh(self) -> None:
        """Look through the folders."""
        if self.session is not None:
            self.session.ask(look, self._show)

    def _show(self, found: Found) -> None:
        infos, self._used = found
        self.found.show_entries([Entry(each.name, self._below(each), each) for each in infos])

    def _below(self, info: LLMInfo) -> str:
        words = ["in use"] if self._is_used(info) else []
        return " · ".join([*words, _size(info.size_bytes), *([info.quantisation] if info.quantisation else [])])

    def _is_used(self, info: LLMInfo) -> bool:
        return self._used is not None and same(self._used.path, info.path)

    def _choose(self, info: object) -> None:
        self.use.setEnabled(isinstance(info, LLMInfo) and not self._is_used(info))
        if isinstance(info, LLMInfo):
            self.found.show_detail(_html(info, self.theme.tones.muted))

    def _use(self) -> None:
        info = self.found.value()
        if isinstance(info, LLMInfo) and self.session is not None:
            self.session.use_llm(info.path)
            self.told.emit(f"{info.name} answers from the next message on.")

    def _unload(self) -> None:
        if self.session is not None:
            self.session.unload_llm()


def _html(info: LLMInfo, muted: str) -> str:
    rows: Sequence[tuple[str, str]] = (
        ("File", "came with Loci" if same(info.path, built_in()) else str(info.path)),
        ("Size", _size(info.size_bytes)),
        ("Parameters", f"{info.parameters:,}"),
        ("Quantisation", info.quantisation),
        ("Architecture", info.architecture),
        ("Context", f"{info.trained_context_length:,} tokens"),
        ("Vocabulary", f"{info.vocabulary_size:,} tokens"),
        ("Licence", info.licence or "not said in the file"),
    )
    cells = "".join(
        f"<tr><td width='120' style='color:{muted}'>{name}</td><td>{escape(value)}</td></tr>"
        for name, value in rows
        if value
    )
    return f"<p><b>{escape(info.name)}</b></p><table cellpadding='3'>{cells}</table>"


def _size(size: int) -> str:
    return f"{size / _GB:.1f} GB" if size >= _GB else f"{size / 1_000_000:.1f} MB"
