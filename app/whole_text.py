"""A message too long for the transcript, whole, in a window of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from app.pieces import name_buttons
from app.tones import GRID
from app.words import grouped, tr

# A line is laid out in time that grows with its square; the text copied is the unbroken one.
_LONGEST_LINE = 2_000


class WholeText(QDialog):
    """Shows ``text``, with lines beyond ``_LONGEST_LINE`` broken; Copy all copies it as it is."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("The whole message, {count} characters").format(count=grouped(len(text))))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(90 * GRID, 70 * GRID)
        field = QPlainTextEdit(readOnly=True)
        field.setAccessibleName(tr("The whole message"))
        field.setPlainText("\n".join(_broken(text)))
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Close)
        copy = buttons.addButton(tr("Copy all"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        buttons.rejected.connect(self.reject)
        name_buttons(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.addWidget(field)
        column.addWidget(buttons)


def _broken(text: str) -> list[str]:
    return [
        line[start : start + _LONGEST_LINE]
        for line in text.split("\n")
        for start in range(0, max(1, len(line)), _LONGEST_LINE)
    ]
