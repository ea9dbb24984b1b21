"""Text as Qt lays it out: no HTML, nothing loaded from anywhere, and never more of it than can be laid out at once."""

from __future__ import annotations

import re

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextTable,
)

from app.chat import code, formulas
from app.chat.code import Code
from app.override import override
from app.tones import LIGHT, Tones

# Laying out one unbroken run takes time with its square: 11 ms at 20,000 characters, 36 s at a million.
SHOWN_CHARS = 20_000
_INDENT = 22
_TABLE_MARGIN = 6
_CELL = 6
_PICTURE = re.compile(r"!\[")
_FENCES = ("```", "~~~")


class QuietDocument(QTextDocument):
    """A document that loads no picture, style sheet or anything else that its text names. ``codes``: its code."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: tuple[Code, ...] = ()

    @override
    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002 - Qt's own name for it
        """Nothing, whatever is asked for."""
        return None


def forget() -> None:
    """Drop what is kept of texts that were shown: the colours of their code, the pictures of their formulas."""
    code.coloured.cache_clear()
    formulas.drawn.cache_clear()


def shown(text: str) -> str:
    """The part of a text that is laid out in the transcript; the rest is seen by ``Show all``."""
    return text[:SHOWN_CHARS]


def plain_document(text: str, font: QFont) -> QuietDocument:
    """The text as it stands."""
    document = _empty(font)
    document.setPlainText(shown(text))
    return document


def markdown_document(text: str, font: QFont, tones: Tones = LIGHT) -> QuietDocument:
    """The text read as Markdown: HTML in it stays text, a line's end stays one, code is coloured, LaTeX drawn."""
    document = _empty(font)
    features = QTextDocument.MarkdownFeature
    marked, found = formulas.mark(shown(text))
    document.setMarkdown(_for_chat(marked), features.MarkdownDialectGitHub | features.MarkdownNoHTML)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _mend_head(frame)
            _shape(frame, tones)
    formulas.draw(document, found, font, tones.text)
    document.codes = code.find(document)
    code.dress(document, document.codes, tones, font)
    return document


def html_document(html: str, font: QFont) -> QuietDocument:
    """HTML that this program wrote itself, everything foreign in it escaped."""
    document = _empty(font)
    document.setHtml(html)
    return document


def _empty(font: QFont) -> QuietDocument:
    document = QuietDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setIndentWidth(_INDENT)
    document.setDefaultFont(font)
    return document


def _mend_head(table: QTextTable) -> None:
    """Qt gives the first cell what was meant for the paragraph before: an empty line, margins, thin letters."""
    cursor = table.cellAt(0, 0).firstCursorPosition()
    last = table.cellAt(0, 0).lastCursorPosition().position()
    if not cursor.block().text() and last > cursor.position():
        cursor.deleteChar()
    cursor.setBlockFormat(QTextBlockFormat())
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    cursor.mergeCharFormat(bold)


def _shape(table: QTextTable, tones: Tones) -> None:
    """Thin lines, room in the cells, and room around."""
    before = table.document().findBlock(table.firstPosition() - 1)
    after_code = before.blockFormat().hasProperty(QTextFormat.Property.BlockCodeLanguage)
    around = table.format().toTableFormat()
    around.setTopMargin(code.UNDER if after_code else _TABLE_MARGIN)
    around.setBottomMargin(_TABLE_MARGIN)
    around.setBorder(1)
    around.setBorderBrush(QColor(tones.line))
    around.setBorderCollapse(True)
    around.setCellPadding(_CELL)
    around.setCellSpacing(0)
    table.setFormat(around)
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            lines = cell.format().toTableCellFormat()
            lines.setBorder(1)
            lines.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            lines.setBorderBrush(QColor(tones.line))
            cell.setFormat(lines)


def _for_chat(text: str) -> str:
    """Chat is not typeset: outside of code, a line break is meant as one, and a picture is only the words for it."""
    lines = text.split("\n")
    fenced = False
    for number, line in enumerate(lines):
        if line.lstrip().startswith(_FENCES):
            fenced = not fenced
        elif not fenced:
            lines[number] = _PICTURE.sub("[", line)
            if line.strip() and "".join(lines[number + 1 : number + 2]).strip() and "|" not in line:
                lines[number] += "  "
    return "\n".join(lines)
