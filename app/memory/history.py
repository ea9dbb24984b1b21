"""The journal: every change of memory as a diff, with what caused it and what it rests on; undo, redo, as of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout

from app.browser import Browser
from app.entries import Entry
from app.memory import telling
from app.memory.tab import Tab
from app.override import override
from app.pieces import label, push
from app.theme import Theme
from app.tones import GRID
from app.words import tr
from runtime.views import BlockView, ChangeView

if TYPE_CHECKING:
    from app.session import Session

_MOST = 500
_ALL = "All changes"
_EMPTY = "Nothing has changed yet. What Loci remembers will stand here, each change with the words it came from."


class JournalTab(Tab):
    """Changes, newest first; of one block where the person wants that."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.choice = QComboBox()
        self.choice.setAccessibleName(tr("Which changes are shown"))
        self.choice.view().setAccessibleName(tr("Which changes are shown"))
        self.choice.addItem(tr(_ALL))
        self.choice.activated.connect(lambda _number: self.read_again())
        self.browser = Browser(theme, tr("Changes of memory"), empty=tr(_EMPTY))
        self.undo = push(tr("Take it back"), tr("Take the chosen change back"))
        self.undo.clicked.connect(self._undo)
        self.redo = push(tr("Do it again"), tr("Do again what was taken back"))
        self.redo.clicked.connect(self._redo)
        self.then = push(tr("The memory then…"), tr("Show the memory as it was right after this change"))
        self.then.clicked.connect(self._look_back)
        self.browser.chosen.connect(self._choose)
        for button in (self.then, self.redo, self.undo):
            self.browser.buttons.addWidget(button)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(label(tr("Show"), tone="muted"))
        head.addWidget(self.choice)
        head.addStretch(1)
        self.column.addLayout(head)
        self.column.addWidget(self.browser, 1)

    def narrow(self, name: str) -> None:
        """Show the changes of one block."""
        if self.choice.findText(name) < 0:
            self.choice.addItem(name)
        self.choice.setCurrentText(name)

    @override
    def read(self, session: Session) -> None:
        """The journal, and the blocks to choose from."""
        name = self.choice.currentText() if self.choice.currentIndex() > 0 else None
        session.ask(lambda assistant: assistant.journal(_MOST, name), self._show)
        session.ask(lambda assistant: assistant.blocks(), self._offer)

    def _offer(self, blocks: Sequence[BlockView]) -> None:
        for block in blocks:
            if self.choice.findText(block.label) < 0:
                self.choice.addItem(block.label)

    def _show(self, changes: Sequence[ChangeView]) -> None:
        self.browser.show_entries([Entry(telling.title(each), telling.below(each), each) for each in changes])

    def _choose(self, change: object) -> None:
        stands = isinstance(change, ChangeView) and change.undone_by is None
        self.undo.setEnabled(isinstance(change, ChangeView) and stands and change.target != "summary")
        self.redo.setEnabled(isinstance(change, ChangeView) and not stands)
        self.then.setEnabled(isinstance(change, ChangeView))
        if isinstance(change, ChangeView):
            self.browser.show_detail(telling.change_html(change, self.theme.tones))

    def _undo(self) -> None:
        change = self.browser.value()
        if isinstance(change, ChangeView) and self.session is not None:
            self.session.undo(change.id, self.read_again)

    def _redo(self) -> None:
        change = self.browser.value()
        if isinstance(change, ChangeView) and self.session is not None:
            self.session.redo(change.id, self.read_again)

    def _look_back(self) -> None:
        change = self.browser.value()
        if isinstance(change, ChangeView) and self.session is not None:
            from app.memory.as_of import AsOfDialog  # noqa: PLC0415 - brings the memory file's tables along

            AsOfDialog(self.session, self.theme, change.at, self).open()
