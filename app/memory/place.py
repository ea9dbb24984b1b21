"""The place where memory is looked into: its blocks, its journal, its archive, and every word ever said."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget

from app.away.tab import AwayTab
from app.memory.archive import ArchiveTab
from app.memory.blocks import BlocksTab
from app.memory.documents import DocumentsTab
from app.memory.history import JournalTab
from app.memory.map import MapTab
from app.memory.recall import RecallTab
from app.memory.tab import Tab
from app.override import override
from app.pieces import named, push
from app.place import Place
from app.theme import Theme
from app.words import tr
from runtime import events
from runtime.events import Event

_CHANGING = (
    events.BlockChanged
    | events.StepEnded
    | events.TurnEnded
    | events.Evicted
    | events.MemoryRevised
    | events.DocumentsChanged
)
_WORDS = "Everything Loci knows, where it came from, and the way to change it or take it back."


class MemoryPlace(Place):
    """Four tabs over one memory; each reads what it shows when it is in sight."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Memory"), tr(_WORDS))
        self.blocks, self.journal = BlocksTab(theme), JournalTab(theme)
        self.archive, self.recall = ArchiveTab(theme), RecallTab(theme)
        self.documents, self.map = DocumentsTab(theme), MapTab(theme)
        self.away = AwayTab(theme)
        self.tabs = named(QTabWidget(), "tabs")
        self.tabs.setAccessibleName(tr("Parts of the memory"))
        self.tabs.tabBar().setAccessibleName(tr("Parts of the memory"))
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for tab, name in (
            (self.blocks, tr("Core memory")),
            (self.journal, tr("Journal")),
            (self.archive, tr("Archival memory")),
            (self.map, tr("Map")),
            (self.recall, tr("Recall memory")),
            (self.documents, tr("Documents")),
            (self.away, tr("While you were away")),
        ):
            self.tabs.addTab(tab, name)
            tab.told.connect(self.told)
            tab.chat_wanted.connect(self.chat_wanted)
            tab.message_wanted.connect(self.message_wanted)
            tab.forget_wanted.connect(self.forget)
        forget = push(tr("Forget…"), tr("Forget something everywhere"))
        forget.clicked.connect(lambda: self.forget(""))
        self.head.addWidget(forget)
        self.blocks.history_wanted.connect(self._show_history)
        self.tabs.currentChanged.connect(lambda _number: self._read_again())
        self.column.addWidget(self.tabs, 1)
        self.begins_at = self.tabs.tabBar()

    @override
    def concerns(self, event: Event) -> bool:
        """Blocks change with their own event, the rest of the memory with a step or a turn."""
        return isinstance(event, _CHANGING)

    @override
    def refresh(self) -> None:
        """Read what the tab in sight shows."""
        tab = self.tabs.currentWidget()
        if self.session is not None and isinstance(tab, Tab):
            tab.show_memory(self.session)

    def forget(self, text: str) -> None:
        """Show what would be forgotten with this text, to be looked through and confirmed."""
        if self.session is not None:
            from app.memory.forgetting import ForgetDialog  # noqa: PLC0415 - brings the memory file's tables along

            ForgetDialog(self.session, self.theme, text, self).open()

    def show_away(self) -> None:
        """Show what changed while the person was away."""
        self.tabs.setCurrentWidget(self.away)

    def _show_history(self, label: str) -> None:
        self.journal.narrow(label)
        self.tabs.setCurrentWidget(self.journal)
