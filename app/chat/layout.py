"""Where the parts of a row stand, laid out once for a width and kept while the row is the same.

All rectangles are in the row's own coordinates: its top left corner is at 0, 0.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from math import ceil

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QStyle

from app.chat.documents import SHOWN_CHARS, QuietDocument, html_document, markdown_document, plain_document, shown
from app.chat.growing import Growing
from app.chat.rows import NewDay, Row, Said, Steps, Told, plain
from app.theme import scaled
from app.tones import GRID, Tones
from app.trace.details import details

SIDE = 3 * GRID
PAD_X, PAD_Y = 14, 9
ICON = 16
BETWEEN = GRID
"""Pixels between two documents of one row."""
_WIDEST_CHARS = 72
_GUESSED_LINE = 20
_ACROSS = 0.8
_KEPT_DOCUMENTS = 300
_KEPT_PLACES = 3_000


@dataclass(frozen=True, slots=True)
class Placed:
    """A row laid out. ``box`` is what is seen of it, ``text`` where its document goes.

    ``line`` holds the time under a bubble of the person, or the folded line of the steps; ``more`` is ``Show all``.
    """

    height: int
    box: QRect
    text: QRect
    line: QRect = field(default_factory=QRect)
    more: QRect = field(default_factory=QRect)

    def mirrored(self, width: int) -> Placed:
        """The same in a view of that width which is read from the right."""
        parts = (
            QStyle.visualRect(Qt.LayoutDirection.RightToLeft, QRect(0, 0, width, self.height), each)
            if each.isValid()
            else each
            for each in (self.box, self.text, self.line, self.more)
        )
        return Placed(self.height, *parts)


def guess(row: Row) -> int:
    """About how high a row is, for those out of sight."""
    match row:
        case Said(text=text):
            part = text[:SHOWN_CHARS]
            return _GUESSED_LINE * (2 + len(part) // _WIDEST_CHARS + part.count("\n"))
        case NewDay():
            return 2 * _GUESSED_LINE
    return _GUESSED_LINE + GRID


class Layout:
    """Lays rows out in one font. The documents of the last few hundred rows are kept, the places of more."""

    def __init__(self, font: QFont) -> None:
        self.font = scaled(font, 1.1)
        self.small = scaled(font, 0.95)
        self.tiny = scaled(font, 0.88)
        self._documents: OrderedDict[int, tuple[QuietDocument, ...]] = OrderedDict()
        self._growing: Growing | None = None
        self._placed: OrderedDict[tuple[int, int], Placed] = OrderedDict()

    def forget(self) -> None:
        """Drop everything kept, because the tones changed."""
        self._documents.clear()
        self._placed.clear()
        self._growing = None

    def documents(self, key: int, row: Row, tones: Tones) -> tuple[QuietDocument, ...]:
        """The row's text, one document below the other; more than one only while it is written."""
        documents = self._documents.get(key)
        if documents is None:
            documents = self._documents[key] = self._write(row, tones)
            if len(self._documents) > _KEPT_DOCUMENTS:
                self._documents.popitem(last=False)
        self._documents.move_to_end(key)
        return documents

    def place(self, key: int, row: Row, width: int, tones: Tones) -> Placed:
        """The row for a view that is ``width`` pixels wide."""
        placed = self._placed.get((key, width))
        if placed is None:
            placed = self._placed[key, width] = self._lay_out(key, row, width, tones)
            if len(self._placed) > _KEPT_PLACES:
                self._placed.popitem(last=False)
        return placed

    def widest(self, width: int) -> int:
        """The widest that text may run in a view of that width."""
        comfortable = _WIDEST_CHARS * QFontMetrics(self.font).averageCharWidth()
        return max(80, min(comfortable, int((width - 2 * SIDE) * _ACROSS) - 2 * PAD_X))

    def _write(self, row: Row, tones: Tones) -> tuple[QuietDocument, ...]:
        match row:
            case Said(speaker="assistant", writing=True):
                return self._write_growing(row, tones)
            case Said(speaker="assistant", text=text):
                return (markdown_document(text, self.font, tones),)
            case Said(text=text):
                return (plain_document(text, self.font),)
            case Steps(steps=steps, unfolded=True):
                return (html_document(details(steps, tones), self.small),)
        return (plain_document(plain(row), self.small),)

    def _write_growing(self, row: Said, tones: Tones) -> tuple[QuietDocument, ...]:
        if self._growing is None or self._growing.turn_id != row.turn_id:
            self._growing = Growing(row.turn_id, lambda text: markdown_document(text, self.font, tones))
        return self._growing.documents(shown(row.text))

    def _lay_out(self, key: int, row: Row, width: int, tones: Tones) -> Placed:
        match row:
            case Said():
                return self._bubble(key, row, width, tones)
            case Steps():
                return self._steps(key, row, width, tones)
            case NewDay():
                height = QFontMetrics(self.small).height() + 3 * GRID
                return Placed(height, QRect(SIDE, 0, width - 2 * SIDE, height), QRect())
        return self._one_liner(key, row, width, tones)

    def _bubble(self, key: int, row: Said, width: int, tones: Tones) -> Placed:
        text_width, text_height = self._measure(self.documents(key, row, tones), self.widest(width))
        small, top = QFontMetrics(self.tiny).height(), GRID // 2
        more = small + GRID // 2 if len(row.text) > SHOWN_CHARS else 0
        box = QRect(SIDE, top, text_width + 2 * PAD_X, text_height + 2 * PAD_Y + more)
        if row.speaker == "user":
            box.moveRight(width - SIDE)
        text = QRect(box.left() + PAD_X, box.top() + PAD_Y, text_width, text_height)
        line = QRect(width // 2, box.bottom() + 3, width // 2 - SIDE - 4, small if row.speaker == "user" else 0)
        under = QRect(text.left(), text.bottom() + GRID // 2, text_width, small) if more else QRect()
        return Placed(line.bottom() + 1 + GRID // 2, box, text, line, under)

    def _one_liner(self, key: int, row: Row, width: int, tones: Tones) -> Placed:
        """A note or a sentence: an icon and a text that may wrap."""
        indent = ICON + GRID
        pad = PAD_Y if isinstance(row, Told) and row.problem else 3
        text_width, text_height = self._measure(self.documents(key, row, tones), self.widest(width))
        left = SIDE + (PAD_X if pad == PAD_Y else 4)
        text = QRect(left + indent, GRID // 2 + pad, text_width, text_height)
        box = QRect(SIDE, GRID // 2, text.right() - SIDE + 1 + (PAD_X if pad == PAD_Y else GRID), text_height + 2 * pad)
        return Placed(box.bottom() + 1 + GRID // 2, box, text)

    def _steps(self, key: int, row: Steps, width: int, tones: Tones) -> Placed:
        metrics = QFontMetrics(self.small)
        long = metrics.horizontalAdvance(plain(row)) + ICON + 2 * GRID
        line = QRect(SIDE, 0, min(long, width - 2 * SIDE), metrics.height() + 6)
        if not row.unfolded or not row.steps:
            return Placed(line.height() + GRID, line, QRect(), line)
        text_width, text_height = self._measure(self.documents(key, row, tones), width - 2 * SIDE - 2 * PAD_X)
        box = QRect(SIDE, line.bottom() + 3, width - 2 * SIDE, text_height + 2 * PAD_Y)
        text = QRect(box.left() + PAD_X, box.top() + PAD_Y, text_width, text_height)
        return Placed(box.bottom() + 1 + 2 * GRID, box, text, line)

    @staticmethod
    def _measure(documents: tuple[QuietDocument, ...], widest: int) -> tuple[int, int]:
        """Width and height of the texts where no line may be wider than ``widest``."""
        for document in documents:
            set_width(document, widest)
        width = min(widest, max(ceil(document.idealWidth()) for document in documents) + 1)
        if len(documents) == 1 and not documents[0].codes:
            set_width(documents[0], width)
        else:
            width = widest
        heights = (ceil(document.size().height()) for document in documents)
        return width, sum(heights) + BETWEEN * (len(documents) - 1)


def set_width(document: QuietDocument, width: int) -> None:
    """Lay the text out at that width, if it is not."""
    if document.textWidth() != width:
        document.setTextWidth(width)
