"""Choosing a file of weights that Loci did not find by itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.words import tr

if TYPE_CHECKING:
    from app.session import Session


def ask_for_file(parent: QWidget, session: Session) -> None:
    """Let the person choose a GGUF file, which is used where it lies; it talks from the next message on."""
    dialog = QFileDialog(parent, tr("Choose an LLM"), str(Path.home()), tr("Language models (*.gguf);;All files (*)"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: session.use_llm(Path(path)))
    dialog.open()
