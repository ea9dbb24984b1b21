"""Archival memory: the newest passages, or those that answer a question, whole, with their tags."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.browser import Browser
from app.entries import Entry
from app.memory import telling
from app.memory.passage import PassageDialog
from app.memory.tab import Tab
from app.override import override
from app.pieces import push
from app.theme import Theme
from app.words import tr
from runtime.views import PassageView

if TYPE_CHECKING:
    from app.session import Session

_MOST = 200
_EMPTY = "Nothing is stored here yet. Loci puts away what is too long for core memory, and finds it by its meaning."
_NOT_FOUND = "No passage answers that. Try other words: meaning counts, not spelling alone."


class ArchiveTab(Tab):
    """Searched by words and by meaning at once."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.browser = Browser(theme, tr("Passages"), search=tr("Search archival memory"), empty=tr(_EMPTY))
        self.remove = push(tr("Remove"), tr("Remove the chosen passage"))
        self.remove.clicked.connect(self._remove)
        self.edit = push(tr("Edit…"), tr("Edit the chosen passage and its tags"))
        self.edit.clicked.connect(self._edit)
        self.browser.searched.connect(lambda _text: self.read_again())
        self.browser.chosen.connect(self._choose)
        self.browser.buttons.addWidget(self.remove)
        self.browser.buttons.addWidget(self.edit)
        self.column.addWidget(self.browser, 1)

    @override
    def read(self, session: Session) -> None:
        """What answers the question in the field, else the newest."""
        asked = self.browser.field.text().strip()

        def show(passages: Sequence[PassageView]) -> None:
            if asked == self.browser.field.text().strip():  # another question may have come meanwhile
                self._show(passages, asked)

        if asked:
            session.ask(lambda assistant: assistant.search_passages(asked, _MOST), show)
        else:
            session.ask(lambda assistant: assistant.passages(_MOST), show)

    def _show(self, passages: Sequence[PassageView], asked: str) -> None:
        entries = [
            Entry(telling.short(each.text), " · ".join([telling.at(each.created_at), *each.tags]), each)
            for each in passages
        ]
        self.browser.show_entries(entries, empty=tr(_NOT_FOUND) if asked else tr(_EMPTY))

    def _choose(self, passage: object) -> None:
        for button in (self.remove, self.edit):
            button.setEnabled(isinstance(passage, PassageView))
        if isinstance(passage, PassageView):
            self.browser.show_detail(telling.passage_html(passage, self.theme.tones, self.browser.field.text()))

    def _edit(self) -> None:
        passage = self.browser.value()
        if isinstance(passage, PassageView):
            dialog = PassageDialog(passage, self)
            dialog.saved.connect(lambda text, tags: self._change(passage.id, text, tags))
            dialog.open()

    def _change(self, passage_id: int, text: str, tags: list[str]) -> None:
        if self.session is not None:
            self.session.ask(
                lambda assistant: assistant.change_passage(passage_id, text, tags), lambda _: self._changed()
            )

    def _changed(self) -> None:
        self.told.emit(tr("Saved the passage. The journal can bring back what it said."))
        self.read_again()

    def _remove(self) -> None:
        passage = self.browser.value()
        if isinstance(passage, PassageView) and self.session is not None:
            self.session.ask(lambda assistant: assistant.remove_passage(passage.id), lambda _: self._removed())

    def _removed(self) -> None:
        self.told.emit(tr("Removed the passage. The journal can bring it back."))
        self.read_again()
