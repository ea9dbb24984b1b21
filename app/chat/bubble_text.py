"""The text widget that lies over a bubble while its text is selected or read by a screen reader."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from app.chat import formulas
from app.chat.documents import QuietDocument
from app.override import override


class BubbleText(QTextBrowser):
    """Shows a copy of ``document``; follows no link. ``copied(text)``: the code whose Copy was clicked.

    ``menu_wanted(place, chosen)``: what can be done with the message, and with what is chosen of its text.
    """

    copied = Signal(str)
    menu_wanted = Signal(QPoint, str)

    def __init__(self, document: QuietDocument, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bubbleText")
        self._codes = document.codes
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setDocument(document.clone(self))

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected text, a formula as it was written."""
        data = super().createMimeDataFromSelection()
        data.setText(formulas.written(self.textCursor()))
        return data

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The message's own menu, not that of any text."""
        cursor = self.textCursor()
        self.menu_wanted.emit(event.globalPos(), formulas.written(cursor) if cursor.hasSelection() else "")

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Copy a code, or begin to select."""
        point = event.position().toPoint()
        for code in self._codes:
            if code.button(self.document()).contains(point):
                self.copied.emit(code.text)
                return
        super().mousePressEvent(event)
