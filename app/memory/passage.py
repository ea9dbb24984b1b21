"""A passage of archival memory edited and tagged by hand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from app import zoom
from app.pieces import headed, label, name_buttons, named
from app.tones import GRID
from app.words import tr
from runtime.views import PassageView

_SIZE = (72 * GRID, 44 * GRID)


class PassageDialog(QDialog):
    """``saved(text, tags)``: the person wants it to be this from now on."""

    saved = Signal(str, list)

    def __init__(self, passage: PassageView, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Edit a passage"))
        self.resize(*(zoom.px(each) for each in _SIZE))
        self._passage = passage
        self.text = named(QPlainTextEdit(passage.text), "quickAnswer")
        self.text.setAccessibleName(tr("Text of the passage"))
        self.text.setTabChangesFocus(True)
        self.text.document().setDocumentMargin(GRID)
        self.tags = QLineEdit(", ".join(passage.tags))
        self.tags.setAccessibleName(tr("Tags"))
        self.tags.setPlaceholderText(tr("with commas between them"))
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Save | kinds.Cancel)
        self.buttons.button(kinds.Save).setText(tr("Save"))
        self.buttons.button(kinds.Cancel).setText(tr("Cancel"))
        name_buttons(self.buttons)
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        self.text.textChanged.connect(self._settle)
        self.tags.textChanged.connect(lambda _text: self._settle())
        self._lay_out()
        self._settle()

    def _given(self) -> tuple[str, tuple[str, ...]]:
        tags = dict.fromkeys(each.strip() for each in self.tags.text().split(",") if each.strip())
        return self.text.toPlainText().strip(), tuple(tags)

    def _settle(self) -> None:
        text, tags = self._given()
        save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setEnabled(bool(text) and (text, tags) != (self._passage.text, self._passage.tags))

    def _save(self) -> None:
        text, tags = self._given()
        self.saved.emit(text, list(tags))
        self.accept()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(GRID)
        form.addRow(tr("Tags"), self.tags)
        column = headed(self)
        column.addWidget(self.text, 1)
        column.addLayout(form)
        column.addWidget(
            label(tr("The journal keeps what it said before, and can bring it back."), tone="muted", wrap=True)
        )
        column.addWidget(self.buttons)
