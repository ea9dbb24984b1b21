"""Text as Qt lays it out: no HTML, nothing loaded from anywhere, and never more of it than can be laid out at once."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QFont, QTextDocument

from app.override import override

# Laying out one unbroken run takes time with its square: 11 ms at 20,000 characters, 36 s at a million.
SHOWN_CHARS = 20_000
_INDENT = 22
_FENCES = ("```", "~~~")


class QuietDocument(QTextDocument):
    """A document that loads no picture, style sheet or anything else that its text names."""

    @override
    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002 - Qt's own name for it
        """Nothing, whatever is asked for."""
        return None


def shown(text: str) -> str:
    """The part of a text that is laid out in the transcript; the rest is seen by ``Show all``."""
    return text[:SHOWN_CHARS]


def plain_document(text: str, font: QFont) -> QTextDocument:
    """The text as it stands."""
    document = _empty(font)
    document.setPlainText(shown(text))
    return document


def markdown_document(text: str, font: QFont) -> QTextDocument:
    """The text read as Markdown; HTML in it stays text, and a line's end stays one."""
    document = _empty(font)
    features = QTextDocument.MarkdownFeature
    document.setMarkdown(_with_hard_breaks(shown(text)), features.MarkdownDialectGitHub | features.MarkdownNoHTML)
    return document


def html_document(html: str, font: QFont) -> QTextDocument:
    """HTML that this program wrote itself, everything foreign in it escaped."""
    document = _empty(font)
    document.setHtml(html)
    return document


def _empty(font: QFont) -> QTextDocument:
    document = QuietDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setIndentWidth(_INDENT)
    document.setDefaultFont(font)
    return document


def _with_hard_breaks(text: str) -> str:
    """Chat is not typeset: outside of code, a line break is meant as one."""
    lines = text.split("\n")
    fenced = False
    for number, line in enumerate(lines[:-1]):
        if line.lstrip().startswith(_FENCES):
            fenced = not fenced
        elif not fenced and line.strip() and lines[number + 1].strip():
            lines[number] = line.rstrip() + "  "
    return "\n".join(lines)
