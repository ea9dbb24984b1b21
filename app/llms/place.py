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

_TIDY_WITH = "Have the chosen language model tidy the memory while you are away"
_TIDY_AGAIN = "Have the language model that answers you tidy the memory again"
_WILL_TIDY = "{name} tidies the memory while you are away; it is loaded only then."
_TIDIES_NO_MORE = "The language model that answers you tidies the memory, too."
_TIDIES = "It is chosen for that."
_SAME = "It answers you, and tidies the memory unless you choose another one for that."
_BESIDE = "It fits beside the one that answers you, and is loaded only while the memory is tidied."
_NOT_BESIDE = "Too little memory is free for it beside the one that answers you, which would tidy the memory instead."


@dataclass(frozen=True, slots=True)
class Known:
    """An LLM on this machine, whether it fits, and whether beside the one in use."""

    info: LLMInfo
    fit: Fit
    beside: Fit


Found = tuple[list[Known], LLMInfo, "Path | None"]


def look(assistant: Assistant) -> Found:
    """The LLMs on this machine, the one in use, and the one that tidies where it is another. Reads headers only."""
    llms = assistant.llms
    known = [Known(each, llms.fit(each), llms.fit_beside(each)) for each in llms.found()]
    return known, assistant.llm_info(), assistant.settings.sleep_llm_path


class LLMsPlace(Place):
    """A list, what is known of the chosen one, and the buttons that talk with it or have it tidy the memory."""

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
        self.tidy = push(tr("Tidy with this one"), tr(_TIDY_WITH))
        self.tidy.clicked.connect(self._tidy)
        self._tests: dict[Path, SelfTest] = {}
        self.found.chosen.connect(self._choose)
        self.found.buttons.insertWidget(0, self.add)
        self.found.buttons.addWidget(self.unload)
        self.found.buttons.addWidget(self.test)
        self.found.buttons.addWidget(self.tidy)
        self.found.buttons.addWidget(self.use)
        self.column.addWidget(self.found, 1)
        self._used: LLMInfo | None = None
        self._of_sleep: Path | None = None
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
        llms, self._used, self._of_sleep = found
        self.found.show_entries([Entry(each.info.name, self._below(each), each) for each in llms])

    def _below(self, known: Known) -> str:
        info = known.info
        words = [tr("in use")] if self._is_used(info) else []
        words += [tr("tidies the memory")] if self._tidies(info) else []
        tight = [] if known.fit.verdict == "fits" else [tr(_VERDICTS[known.fit.verdict])]
        return " · ".join(filter(None, [*words, size(info.size_bytes), info.quantisation, *tight]))

    def _is_used(self, info: LLMInfo) -> bool:
        return self._used is not None and same(self._used.path, info.path)

    def _tidies(self, info: LLMInfo) -> bool:
        return self._of_sleep is not None and same(self._of_sleep, info.path)

    def _about_tidying(self, known: Known) -> str:
        if self._is_used(known.info):
            return tr(_SAME)
        words = tr(_BESIDE) if known.beside.verdict == "fits" else tr(_NOT_BESIDE)
        return f"{tr(_TIDIES)} {words}" if self._tidies(known.info) else words

    def _choose(self, known: object) -> None:
        chosen = known if isinstance(known, Known) else None
        self.use.setEnabled(chosen is not None and not self._is_used(chosen.info))
        self.test.setEnabled(chosen is not None)
        tidies = chosen is not None and self._tidies(chosen.info)
        self.tidy.setEnabled(chosen is not None and (tidies or not self._is_used(chosen.info)))
        self.tidy.setText(tr("Tidy with the other") if tidies else tr("Tidy with this one"))
        self.tidy.setAccessibleName(tr(_TIDY_AGAIN) if tidies else tr(_TIDY_WITH))
        if chosen is not None:
            info = self._used if self._used is not None and self._is_used(chosen.info) else chosen.info
            test, tidying = self._tests.get(chosen.info.path), self._about_tidying(chosen)
            self.found.show_detail(facts_html(info, chosen.fit, tidying, test, self.theme.tones))

    def _use(self) -> None:
        known = self.found.value()
        if isinstance(known, Known) and self.session is not None:
            self.session.use_llm(known.info.path)
            self.told.emit(tr("{name} answers from the next message on.").format(name=known.info.name))

    def _tidy(self) -> None:
        known = self.found.value()
        if not isinstance(known, Known) or self.session is None:
            return
        path = None if self._tidies(known.info) else known.info.path
        told = tr(_TIDIES_NO_MORE) if path is None else tr(_WILL_TIDY).format(name=known.info.name)

        def chosen(_none: None) -> None:
            self.told.emit(told)
            self._read_again()

        self.session.ask(lambda assistant: assistant.change_setting("sleep_llm_path", path), chosen)

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
