"""Core memory as cards: what each block holds, what room is left, its lock, its history, the way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QInputDialog, QScrollArea, QToolButton, QVBoxLayout, QWidget

from app.memory.block_card import BlockCard
from app.memory.tab import Tab
from app.override import override
from app.pieces import QuietScrollBar, label, named, push, tool
from app.resources import icon
from app.theme import Theme
from app.tones import GRID
from app.words import tr
from runtime.views import BlockView

if TYPE_CHECKING:
    from app.session import Session

_WIDEST = 100 * GRID


class BlocksTab(Tab):
    """``history_wanted(label)``: the journal of that block."""

    history_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._cards: dict[str, BlockCard] = {}
        self._locks: dict[str, QToolButton] = {}
        self._wired = False
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2 * GRID)
        head = QHBoxLayout()
        head.addWidget(label(tr("Always before the language model’s eyes."), tone="muted"), 1)
        new = push(tr("New block…"), tr("Make a new block"))
        new.clicked.connect(self._ask_for_block)
        head.addWidget(new)
        content = named(QWidget(), "memoryColumn")
        content.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, GRID, 2 * GRID)
        column.addLayout(self._rows)
        column.addStretch(1)
        area = named(QScrollArea(), "memory")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setVerticalScrollBar(QuietScrollBar())
        area.setWidget(content)
        self.column.addLayout(head)
        self.column.addWidget(area, 1)

    def card(self, name: str) -> BlockCard | None:
        """The block's card."""
        return self._cards.get(name)

    @override
    def read(self, session: Session) -> None:
        """The blocks; what goes wrong with an edit is told on its card."""
        if not self._wired:
            self._wired = True
            session.saved.connect(self._saved)
            session.conflict.connect(self._conflict)
            session.not_saved.connect(self._not_saved)
        session.ask(lambda assistant: assistant.blocks(), self._show)

    def _show(self, blocks: Sequence[BlockView]) -> None:
        for gone in set(self._cards) - {block.label for block in blocks}:
            del self._locks[gone]
            card = self._cards.pop(gone)
            self._rows.removeWidget(card)
            card.deleteLater()
        for place, block in enumerate(blocks):
            if block.label in self._cards:
                self._cards[block.label].show_block(block)
            else:
                self._rows.insertWidget(place, self._make(block))
            self._tint(block)

    def _make(self, block: BlockView) -> BlockCard:
        """A card, and in its head what can be done with the block as a whole."""
        card = self._cards[block.label] = BlockCard(block, self.theme)
        card.save_wanted.connect(self._save)
        history = tool(tr("History of block {label}").format(label=block.label), size=16)
        history.setIcon(icon("trace", self.theme.tones.muted, 16))
        history.clicked.connect(lambda: self.history_wanted.emit(block.label))
        undo = tool(tr("Undo the last change of block {label}").format(label=block.label), size=16)
        undo.setIcon(icon("undo", self.theme.tones.muted, 16))
        undo.clicked.connect(lambda: self._undo(block.label))
        lock = self._locks[block.label] = tool(tr("Lock block {label}").format(label=block.label), size=16)
        lock.setCheckable(True)
        lock.clicked.connect(lambda locked: self._lock(block.label, locked))
        card.add_tools(lock, history, undo)
        return card

    def _tint(self, block: BlockView) -> None:
        lock, tones = self._locks[block.label], self.theme.tones
        lock.setChecked(block.read_only)
        lock.setIcon(icon("lock", tones.accent_text if block.read_only else tones.muted, 16))
        locked, open_ = tr("Locked: nobody can change it. Click to unlock."), tr("Lock: let nobody change it")
        lock.setToolTip(locked if block.read_only else open_)

    def _save(self, name: str, value: str, version: int) -> None:
        if self.session is not None:
            self.session.save_block(name, value, version)

    def _saved(self, name: str) -> None:
        card = self._cards.get(name)
        if card is not None and card.text.editing:
            card.saved()
        self.read_again()

    def _conflict(self, name: str, sentence: str, block: BlockView | None) -> None:
        card = self._cards.get(name)
        if card is not None and card.text.editing:
            card.conflict(sentence, block)

    def _not_saved(self, name: str, sentence: str) -> None:
        card = self._cards.get(name)
        if card is not None and card.text.editing:
            card.problem(sentence)

    def _lock(self, name: str, locked: bool) -> None:
        if self.session is not None:
            self.session.ask(lambda assistant: assistant.lock_block(name, locked=locked), lambda _: self.read_again())

    def _undo(self, name: str) -> None:
        """The newest change of this block that was not taken back and is no taking back itself."""
        if self.session is None:
            return
        self.session.ask(
            lambda assistant: next(
                (each for each in assistant.journal(label=name) if each.undone_by is None and each.cause != "start"),
                None,
            ),
            lambda change: (
                self._undo_change(change.id)
                if change
                else self.told.emit(tr("Nothing to undo in {label}.").format(label=name))
            ),
        )

    def _undo_change(self, change_id: int) -> None:
        if self.session is not None:
            self.session.undo(change_id)

    def _ask_for_block(self) -> None:
        dialog = QInputDialog(self)
        dialog.setWindowTitle(tr("New block"))
        dialog.setLabelText(tr("Its label, one word such as work or health. Loci reads it always and writes in it."))
        dialog.textValueSelected.connect(self._create)
        dialog.open()

    def _create(self, name: str) -> None:
        if self.session is not None:
            self.session.ask(lambda assistant: assistant.create_block(name), lambda _: self.read_again())
