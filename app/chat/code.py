"""Code in a message: which lines are code, in which colours, and where the card behind them stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from app.tones import GRID, Tones

HEAD = 26
"""Pixels of the line over the code, with the language's name and the button that copies."""
_PAD = 12
_GAP = GRID
UNDER = _PAD + _GAP
"""Pixels that a table must keep from the code before it: Qt leaves out that code's margin."""
# A lexer is a pile of regular expressions written for files, not for whatever an LLM may say.
_COLOURED_CHARS = 10_000
_COPY = 8 * GRID
_KINDS = (  # the first that is in the token's type
    ("Comment", "muted"),
    ("Keyword", "code_keyword"),
    ("String", "code_string"),
    ("Number", "code_number"),
    ("Name.Function", "code_name"),
    ("Name.Class", "code_name"),
    ("Name.Builtin", "code_name"),
    ("Name.Tag", "code_keyword"),
    ("Name.Attribute", "code_name"),
)


@dataclass(frozen=True, slots=True)
class Code:
    """One code block of a document: its first and last line there, as Qt numbers them."""

    first: int
    last: int
    language: str
    text: str

    def card(self, document: QTextDocument) -> QRect:
        """Where its card stands in a document that was given a width."""
        layout = document.documentLayout()
        top: QRectF = layout.blockBoundingRect(document.findBlockByNumber(self.first))
        end: QRectF = layout.blockBoundingRect(document.findBlockByNumber(self.last))
        return QRectF(0, top.top() - HEAD, document.textWidth(), end.bottom() - top.top() + HEAD + _PAD - 2).toRect()

    def head(self, document: QTextDocument) -> QRect:
        """The line over the code, with its language."""
        return QRect(self.card(document).topLeft(), self.card(document).topRight()).adjusted(_PAD, 0, -_PAD, HEAD)

    def button(self, document: QTextDocument) -> QRect:
        """Where a click copies it."""
        head = self.head(document)
        return QRect(head.right() - _COPY, head.top(), _COPY + _PAD, HEAD)


def find(document: QTextDocument) -> tuple[Code, ...]:
    """The code blocks of a document that was read from Markdown."""
    return tuple(_code(lines) for lines in _runs(document))


def dress(document: QTextDocument, codes: tuple[Code, ...], tones: Tones, font: QFont) -> None:
    """Give the lines of each code block room for its card, a font of even width and colours."""
    even = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    even.setPointSizeF(font.pointSizeF() * 0.95 if font.pointSizeF() > 0 else even.pointSizeF())
    for code in codes:
        _make_room(document, code, even)
        start = document.findBlockByNumber(code.first).position()
        for at, length, tone in coloured(code.text, code.language):
            letters = QTextCharFormat()
            letters.setForeground(QColor(str(getattr(tones, tone))))
            _stretch(document, start + at, start + at + length).mergeCharFormat(letters)


@lru_cache(maxsize=200)
def coloured(text: str, language: str) -> tuple[tuple[int, int, str], ...]:
    """Which stretches of a code are in which tone: start and length in UTF-16 units, as Qt counts, and the tone."""
    lexer = _lexer(language) if len(text) <= _COLOURED_CHARS else None
    if lexer is None:
        return ()
    found: list[tuple[int, int, str]] = []
    at = 0
    for kind, piece in lexer.get_tokens(text):
        length = len(piece.encode("utf-16-le")) // 2
        name = str(kind).removeprefix("Token.")
        tone = next((tone for part, tone in _KINDS if part in name), "")
        if tone and piece.strip():
            found.append((at, length, tone))
        at += length
    return tuple(found)


def _lexer(language: str) -> Any:  # noqa: ANN401 - Pygments has no types
    from pygments.lexers import get_all_lexers, get_lexer_by_name  # noqa: PLC0415 - only where there is code

    wanted = language.strip().lower()
    known = wanted and any(wanted in aliases for _, aliases, _, _ in get_all_lexers(plugins=False))
    return get_lexer_by_name(wanted, stripnl=False, ensurenl=False) if known else None


def _runs(document: QTextDocument) -> Iterator[list[QTextBlock]]:
    lines: list[QTextBlock] = []
    block = document.begin()
    while block.isValid():
        if block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeLanguage):
            lines.append(block)
        elif lines:
            yield lines
            lines = []
        block = block.next()
    if lines:
        yield lines


def _code(lines: list[QTextBlock]) -> Code:
    language = str(lines[0].blockFormat().property(QTextFormat.Property.BlockCodeLanguage) or "")
    text = "\n".join(line.text() for line in lines)
    return Code(lines[0].blockNumber(), lines[-1].blockNumber(), language, text)


def _make_room(document: QTextDocument, code: Code, font: QFont) -> None:
    first, last = document.findBlockByNumber(code.first), document.findBlockByNumber(code.last)
    lines = QTextBlockFormat()
    lines.setNonBreakableLines(False)
    lines.setLeftMargin(_PAD)
    lines.setRightMargin(_PAD)
    lines.setTopMargin(0)
    lines.setBottomMargin(0)
    whole = _stretch(document, first.position(), last.position() + last.length() - 1)
    whole.mergeBlockFormat(lines)
    letters = QTextCharFormat()
    letters.setFont(font, QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesSpecifiedOnly)
    whole.mergeCharFormat(letters)
    top, end = QTextBlockFormat(), QTextBlockFormat()
    top.setTopMargin(HEAD + _GAP)
    end.setBottomMargin(UNDER)
    QTextCursor(first).mergeBlockFormat(top)
    QTextCursor(last).mergeBlockFormat(end)
    # Qt leaves out the margins of the first and the last block of all: there the frame around them has them.
    around = document.rootFrame().frameFormat()
    if code.first == 0:
        around.setTopMargin(HEAD)
    if code.last == document.blockCount() - 1:
        around.setBottomMargin(_PAD)
    document.rootFrame().setFrameFormat(around)


def _stretch(document: QTextDocument, start: int, end: int) -> QTextCursor:
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor
