"""All shortcuts on one sheet, made from the deeds themselves."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout

from app import zoom
from app.actions import Deed, shown
from app.chat.documents import html_document
from app.main_window import MainWindow
from app.pieces import name_buttons, named
from app.tables import row, table
from app.tones import GRID
from app.words import tr

_WORDS = "width='60%'"
_WIDTH, _HEIGHT = 72 * GRID, 76 * GRID


def in_fields() -> tuple[Deed, ...]:
    """The keys that mean something where the keyboard is just now; no deeds of the window."""

    def nothing() -> None:
        """Qt does it."""

    return tuple(
        Deed(group, words, keys, nothing)
        for group, words, keys in (
            (tr("While writing"), tr("Send"), ("Return",)),
            (tr("While writing"), tr("Begin a new line"), ("Shift+Return",)),
            (tr("While editing a block"), tr("Save"), ("Ctrl+Return",)),
            (tr("While editing a block"), tr("Leave it as it was"), ("Esc",)),
            (tr("In the conversation"), tr("To the message above or below"), ("Up", "Down")),
            (tr("In the conversation"), tr("Fold, unfold, follow a note"), ("Return",)),
            (tr("In the conversation"), tr("Copy"), ("Ctrl+C",)),
            (tr("In the list of conversations"), tr("Rename"), ("F2",)),
        )
    )


def as_html(deeds: Iterable[Deed], muted: str) -> str:
    """A table: a heading for each group, and a line for each deed."""
    lines, group = [], ""
    for deed in deeds:
        if deed.group != group:
            group = deed.group
            lines.append(row(f"<b>{escape(tr(group))}</b>", "", about_first=f"{_WORDS} style='padding-top:12px'"))
        keys = " &nbsp; ".join(escape(shown(key)) for key in deed.keys)
        words = escape(deed.text)
        lines.append(row(words, keys, about_first=_WORDS, about_second=f"style='color:{muted}'"))
    return table(lines, "width='100%' cellpadding='3'")


class CheatSheet(QDialog):
    """A table to read; Esc closes it."""

    def __init__(self, window: MainWindow, deeds: Iterable[Deed]) -> None:
        super().__init__(window)
        self.setWindowTitle(tr("Shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.sheet = named(QTextBrowser(), "detail")
        self.sheet.setAccessibleName(tr("Shortcuts"))
        document = html_document(as_html((*deeds, *in_fields()), window.theme.tones.muted), self.font())
        document.setDocumentMargin(GRID)
        self.sheet.setDocument(document)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        name_buttons(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.sheet)
        column.addWidget(buttons)
        self.resize(zoom.px(_WIDTH), min(zoom.px(_HEIGHT), window.height()))
