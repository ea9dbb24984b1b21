"""The place of the language models: what lies on this machine, whether it fits, and which one talks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.browser import Browser
from app.entries import Entry
from app.llms.choosing import ask_for_file
from app.llms.facts import facts_html, size
from app.override import override
from app.pieces import push
from app.place import Place
from app.theme import Theme
from app.words import tr
from runtime import events
from runtime.events import Event
from runtime.llm.choice import same
from runtime.llm.port import LLMInfo

if TYPE_CHECKING:
    from runtime.assistant import Assistant
    from runtime.errors import LociError
    from runtime.llms import Fit, SelfTest

_WORDS = "GGUF files of Ollama, LM Studio, the Hugging Face cache and Loci’s own folder, used where they lie."
_VERDICTS = {"tight": "tight", "too large": "too large"}
_TESTING = "Testing {name}: ten tool calls. A message in the chat ends it."


@dataclass(frozen=True, slots=True)
class Known:
    """An LLM on this machine, and whether it fits."""

    info: LLMInfo
    fit: Fit


Found = tuple[list[Known], LLMInfo]


def look(assistant: Assistant) -> Found:
    """The LLMs on this machine, and the one in use. Reads headers only."""
    llms = assistant.llms
    return [Known(each, llms.fit(each)) for each in llms.found()], assistant.llm_info()


class LLMsPlace(Place):
    """A list, what is known of the chosen one, and the button that talks with it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Language models"), tr(_WORDS))
        self.found = Browser(theme, tr("Language models"), empty=tr("No language model was found."))
        self.use = push(tr("Talk with this one"), tr("Talk with the chosen language model"), kind="main")
        self.use.clicked.connect(self._use)
        self.add = push(tr("Add a file…"), tr("Choose a GGUF file that is not in the list"))
        self.add.clicked.connect(self._add)
        self.unload = push(tr("Unload now"), tr("Unload the language model and free its memory"))
        self.unload.clicked.connect(self._unload)
        self.test = push(tr("Test it"), tr("Test the chosen language model with ten tool calls"))
        self.test.clicked.connect(self._test)
        self._tests: dict[Path, SelfTest] = {}
        self.found.chosen.connect(self._choose)
        self.found.buttons.insertWidget(0, self.add)
        self.found.buttons.addWidget(self.unload)
        self.found.buttons.addWidget(self.test)
        self.found.buttons.addWidget(self.use)
        self.column.addWidget(self.found, 1)
        self._used: LLMInfo | None = None
        self.begins_at = self.found.list

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
        llms, self._used = found
        self.found.show_entries([Entry(each.info.name, self._below(each), each) for each in llms])

    def _below(self, known: Known) -> str:
        info = known.info
        words = [tr("in use")] if self._is_used(info) else []
        tight = [] if known.fit.verdict == "fits" else [tr(_VERDICTS[known.fit.verdict])]
        return " · ".join(filter(None, [*words, size(info.size_bytes), info.quantisation, *tight]))

    def _is_used(self, info: LLMInfo) -> bool:
        return self._used is not None and same(self._used.path, info.path)

    def _choose(self, known: object) -> None:
        chosen = known if isinstance(known, Known) else None
        self.use.setEnabled(chosen is not None and not self._is_used(chosen.info))
        self.test.setEnabled(chosen is not None)
        if chosen is not None:
            info = self._used if self._used is not None and self._is_used(chosen.info) else chosen.info
            self.found.show_detail(facts_html(info, chosen.fit, self._tests.get(chosen.info.path), self.theme.tones))

    def _use(self) -> None:
        known = self.found.value()
        if isinstance(known, Known) and self.session is not None:
            self.session.use_llm(known.info.path)
            self.told.emit(tr("{name} answers from the next message on.").format(name=known.info.name))

    def _test(self) -> None:
        known = self.found.value()
        if isinstance(known, Known) and self.session is not None:
            self.test.setEnabled(False)
            self.told.emit(tr(_TESTING).format(name=known.info.name))
            path = known.info.path
            self.session.ask(lambda assistant: assistant.llms.test(path), self._show_test, self._not_tested)

    def _show_test(self, test: SelfTest) -> None:
        self._tests[test.path] = test
        self.told.emit(test.problem or tr("The language model was tested; what it gave is shown beside it."))
        self._choose(self.found.value())

    def _not_tested(self, problem: LociError) -> None:
        self.test.setEnabled(True)
        self.told.emit(str(problem))

    def _add(self) -> None:
        if self.session is not None:
            ask_for_file(self, self.session)

    def _unload(self) -> None:
        if self.session is not None:
            self.session.unload_llm()
