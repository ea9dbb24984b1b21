"""LaTeX in a reply: found outside of code, drawn as a picture; what cannot be drawn stays as it was written.

The picture keeps the source as its tooltip, and whoever copies it copies the source.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Thread

from PySide6.QtCore import QByteArray, QObject, QRegularExpression, QSizeF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QFontInfo,
    QImage,
    QPainter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
)
from PySide6.QtSvg import QSvgRenderer

OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a document where a picture is."""
_FIRST, _LAST = 0xE000, 0xE0FF  # private use: nothing that anybody writes
_MARKS = QRegularExpression("[\\x{E000}-\\x{E0FF}]")
_MOST_CHARS = 600  # drawing takes a quarter of a millisecond for each
_SHARP = 2.0
_LARGER = 1.15
_FOUND = re.compile(
    r"^[ ]{0,3}(?:```|~~~)[\s\S]*?(?:^[ ]{0,3}(?:```|~~~)|\Z)"  # code, which is passed over
    r"|(?P<ticks>`+)[^`\n]{1,600}?(?P=ticks)"
    r"|\$\$(?P<dollars>[^$]{1,600}?)\$\$"
    r"|\\\[(?P<square>[\s\S]{1,600}?)\\\]"
    r"|\\\((?P<round>[\s\S]{1,600}?)\\\)"
    r"|(?<![\w$\\])\$(?=\S)(?P<inline>[^$\n`]{0,600}?[^\s$\\`])\$(?![\w$])",
    re.MULTILINE,
)
_OF_MATHEMATICS = re.compile(r"[\\^_=<>+*/{}-]|^\w{1,2}$")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Formula:
    """What was written, with its dollars or brackets, and what of it is LaTeX; ``display``: as a line of its own."""

    written: str
    latex: str
    display: bool


def mark(text: str) -> tuple[str, list[Formula]]:
    """The text with one character instead of each formula, and the formulas in their order."""
    formulas: list[Formula] = []
    if any(_FIRST <= ord(each) <= _LAST for each in text):
        return text, formulas

    def instead(found: re.Match[str]) -> str:
        display = found["dollars"] or found["square"] or ""
        latex = _SPACES.sub(" ", display or found["round"] or found["inline"] or "").strip()
        money = found["inline"] is not None and not _OF_MATHEMATICS.search(latex)
        if not latex or money or len(formulas) > _LAST - _FIRST:
            return found[0]
        formulas.append(Formula(found[0], latex, bool(display)))
        return chr(_FIRST + len(formulas) - 1)

    return _FOUND.sub(instead, text), formulas


def draw(document: QTextDocument, formulas: list[Formula], font: QFont, tone: str) -> None:
    """The pictures where the marks stand; where one cannot be drawn, what was written."""
    if not formulas:
        return
    size = QFontInfo(font).pixelSize() * _LARGER
    cursor = document.find(_MARKS, 0)
    while not cursor.isNull():
        number = ord(cursor.selectedText()) - _FIRST
        formula = formulas[number]
        picture = _picture(formula.latex, size, tone, display=formula.display)
        if picture is None:
            cursor.insertText(formula.written)
        else:
            _insert(document, cursor, f"formula:{number}", picture, formula.written)
        cursor = document.find(_MARKS, cursor)


def written(cursor: QTextCursor) -> str:
    """The text that a cursor has selected, with the sources of its formulas."""
    text = cursor.selectedText().replace("\N{PARAGRAPH SEPARATOR}", "\n").replace("\N{LINE SEPARATOR}", "\n")
    if OBJECT not in text:
        return text
    single = QTextCursor(cursor)
    pieces = []
    for at, each in enumerate(text, start=cursor.selectionStart()):
        single.setPosition(at + 1)
        pieces.append(single.charFormat().toolTip() if each == OBJECT else each)
    return "".join(pieces)


def _insert(document: QTextDocument, cursor: QTextCursor, name: str, picture: QImage, source: str) -> None:
    document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), picture)
    size = QSizeF(picture.size()) / picture.devicePixelRatio()
    image = QTextImageFormat()
    image.setName(name)
    image.setWidth(size.width())
    image.setHeight(size.height())
    image.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
    image.setToolTip(source)
    cursor.insertImage(image)


class Library(QObject):
    """What draws, loaded on a thread of its own by the first formula: it takes a quarter of a second and 25 MB.

    ``loaded()``: what was laid out before shows the source, and can be laid out anew.
    """

    loaded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ready = False
        self._begun = False

    def begin(self) -> None:
        """Load it, if nobody has begun to."""
        if not self._begun:
            self._begun = True
            Thread(target=self.load, name="formulas", daemon=True).start()

    def load(self) -> None:
        """Load it, and wait for it."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of how it finds its own font
            from ziamath.config import config  # noqa: PLC0415

        config.svg2 = False  # what Qt draws
        self._begun = self.ready = True
        self.loaded.emit()


@cache
def library() -> Library:
    """The one of the program; made on the GUI thread."""
    return Library()


def _picture(latex: str, size: float, tone: str, *, display: bool) -> QImage | None:
    """The formula as it is drawn; None where it cannot be, or not yet."""
    if library().ready:
        return drawn(latex, display, size, tone)
    library().begin()
    return None


@lru_cache(maxsize=500)
def drawn(latex: str, display: bool, size: float, tone: str) -> QImage | None:
    """The formula as a picture; None for what is no LaTeX. The library is there."""
    from ziamath.zmath import Latex  # noqa: PLC0415 - see the library

    try:
        svg = Latex(latex, size=size, color=tone, inline=not display).svg()
    except Exception:  # noqa: BLE001 - the reader fails in many ways on what is no LaTeX: then the source is shown
        return None
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    if not renderer.isValid() or renderer.defaultSize().isEmpty():
        return None
    picture = QImage(renderer.defaultSize() * _SHARP, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    picture.setDevicePixelRatio(_SHARP)
    return picture
