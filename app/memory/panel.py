"""Core memory beside the conversation: a card for each block, and the way back from the last change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.pieces import QuietScrollBar, label, named, tool
from app.resources import icon
from app.theme import Theme, scaled
from app.tones import GRID
from app.words import tr

if TYPE_CHECKING:
    from app.memory.block_card import BlockCard
    from runtime.events import BlockChanged
    from runtime.views import BlockView


class MemoryPanel(QFrame):
    """Signals: ``save_wanted(label, value, version)`` and ``undo_wanted()``."""

    save_wanted = Signal(str, str, int)
    undo_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("memorySide")
        self._theme = theme
        self._cards: dict[str, BlockCard] = {}
        self.setAccessibleName(tr("Core memory"))
        self.setMinimumWidth(28 * GRID)
        self._undo = tool(tr("Undo the last change of the memory"), size=16)
        self._undo.setText(tr("Undo"))
        self._undo.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._undo.clicked.connect(self.undo_wanted)
        self._column = QVBoxLayout()
        self._area = self._lay_out()
        theme.changed.connect(self._tint)
        self._tint()

    def show_blocks(self, blocks: Sequence[BlockView]) -> None:
        """Show these blocks, in this order; cards that are being edited stay as they are."""
        from app.memory.block_card import BlockCard  # noqa: PLC0415 - never before the first paint

        for gone in set(self._cards) - {block.label for block in blocks}:
            card = self._cards.pop(gone)
            self._column.removeWidget(card)
            card.deleteLater()
        for place, block in enumerate(blocks):
            if block.label in self._cards:
                self._cards[block.label].show_block(block)
                continue
            card = self._cards[block.label] = BlockCard(block, self._theme)
            card.save_wanted.connect(self.save_wanted)
            self._column.insertWidget(place, card)

    def show_change(self, event: BlockChanged) -> None:
        """Mark what changed in a block, and bring it into sight."""
        card = self._cards.get(event.label)
        if card is not None:
            card.show_change(event.before, event.after)
            QTimer.singleShot(0, card, lambda: self._area.ensureWidgetVisible(card, 0, 2 * GRID))

    def card(self, block: str) -> BlockCard | None:
        """The block's card."""
        return self._cards.get(block)

    def reveal(self, block: str) -> None:
        """Bring the block into sight and give it the keyboard."""
        card = self._cards.get(block)
        if card is not None:
            self._area.ensureWidgetVisible(card, 0, 2 * GRID)
            card.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tint(self) -> None:
        self._undo.setIcon(icon("undo", self._theme.tones.muted, 16))

    def _lay_out(self) -> QScrollArea:
        title = label(tr("Core memory"), font=scaled(self.font(), 1.1, bold=True))
        head = QHBoxLayout()
        head.setContentsMargins(2 * GRID, GRID, GRID, 0)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self._undo)
        words = label(tr("Always before Loci’s eyes. Read it, change it, take changes back."), tone="muted", wrap=True)
        words.setFont(scaled(self.font(), 0.92))
        words.setContentsMargins(2 * GRID, 0, 2 * GRID, GRID)
        content = named(QWidget(), "memoryColumn")
        column = QVBoxLayout(content)
        column.setContentsMargins(2 * GRID, 0, 2 * GRID - 10, 2 * GRID)
        self._column.setSpacing(GRID + 4)
        column.addLayout(self._column)
        column.addStretch(1)
        area = named(QScrollArea(self), "memory")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setVerticalScrollBar(QuietScrollBar())
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addLayout(head)
        layout.addWidget(words)
        layout.addWidget(area, 1)
        return area
