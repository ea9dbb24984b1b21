"""Paints one row of the transcript, and lays a real text widget over a bubble whose text is to be selected."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from math import ceil

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QPalette,
    QPen,
    QPixmap,
    QTextCharFormat,
    QTextCursor,
    QTransform,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from app.chat.bubble_text import BubbleText
from app.chat.documents import QuietDocument, forget
from app.chat.layout import BETWEEN, ICON, Layout, Placed, set_width
from app.chat.rows import NewDay, Noted, Row, Said, Steps, Told, clock, plain, spoken
from app.chat.transcript import KEY, ROW
from app.override import override
from app.resources import pixmap
from app.theme import Theme
from app.tones import GRID
from app.words import grouped, tr

_RADIUS = 14
_MOST_MARKS = 500
_SIDE_FOR_SIDE = QTransform.fromScale(-1, 1)
Index = QModelIndex | QPersistentModelIndex


class Bubble(QStyledItemDelegate):
    """The delegate of the transcript's view. ``ring``: show which row is current, for it was reached by keyboard.

    ``marks`` are words marked wherever they stand, ``found`` is the message that is shown with a ring.
    ``copied(text)``: the code whose Copy was clicked while its bubble was open; ``menu_wanted(index, place, chosen)``.
    """

    copied = Signal(str)
    menu_wanted = Signal(QPersistentModelIndex, QPoint, str)

    def __init__(self, view: QAbstractItemView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._layout = Layout(view.font())
        self._icons: dict[tuple[str, str], QPixmap] = {}
        self.ring = False
        self.marks: tuple[str, ...] = ()
        self.found: int | None = None
        theme.changed.connect(self._layout.forget)

    def forget(self) -> None:
        """Keep nothing of what was shown."""
        self._layout.forget()
        forget()

    def font_changed(self, font: QFont) -> None:
        """Lay everything out anew in another font."""
        self._layout = Layout(font)
        self._theme.changed.connect(self._layout.forget)

    def placed(self, index: Index) -> Placed:
        """Where the parts of that row stand."""
        row: Row = index.data(ROW)
        width = self._view.viewport().width()
        placed = self._layout.place(index.data(KEY), row, width, self._theme.tones)
        return placed.mirrored(width) if self._mirrored else placed

    @property
    def _mirrored(self) -> bool:
        """Whether one reads from the right here: what one says oneself stands at the left then."""
        return self._view.isRightToLeft()

    def documents(self, index: Index) -> tuple[QuietDocument, ...]:
        """The text of that row."""
        return self._layout.documents(index.data(KEY), index.data(ROW), self._theme.tones)

    def code_at(self, index: Index, point: QPoint) -> str | None:
        """The code whose Copy lies under a point of the row, in the row's own coordinates."""
        place = self.placed(index).text
        for document, top in stacked(self.documents(index), place):
            for code in document.codes:
                if code.button(document).translated(place.left(), top).contains(point):
                    return code.text
        return None

    def version_at(self, index: Index, point: QPoint) -> int | None:
        """The turn of the version that a click there leads to: the one before, or the next."""
        row: Row = index.data(ROW)
        if not isinstance(row, Said) or not row.versions:
            return None
        metrics = QFontMetrics(self._layout.tiny)
        line = self.placed(index).line
        right = line.right() - metrics.horizontalAdvance(f"   {clock(row.at)}")
        left = right - metrics.horizontalAdvance(_versions(row, mirrored=self._mirrored))
        words = QRect(left - GRID, line.top() - GRID // 2, right - left + 2 * GRID, line.height() + GRID)
        if self._mirrored:
            words.moveLeft(line.left() + line.right() - words.right())
        if not words.contains(point):
            return None
        return row.other(-1 if (point.x() < words.center().x()) is not self._mirrored else 1)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the view and as high as the row."""
        return QSize(self._view.viewport().width(), self.placed(index).height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        row: Row = index.data(ROW)
        placed = self.placed(index)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.topLeft())
        match row:
            case Said():
                self._paint_said(painter, placed, row, index)
            case Noted() | Told():
                self._paint_line(painter, placed, row, index)
            case Steps():
                self._paint_steps(painter, placed, row, index)
            case NewDay():
                self._write(painter, placed.box, plain(row), self._layout.small, Qt.AlignmentFlag.AlignCenter)
        state: QStyle.StateFlag = option.state
        found = isinstance(row, Said) and row.message_id is not None and row.message_id == self.found
        if found or (state & QStyle.StateFlag.State_HasFocus and self.ring):
            painter.setPen(QPen(self._theme.color("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(placed.box.adjusted(-3, -2, 3, 2), _RADIUS, _RADIUS)
        painter.restore()

    def _paint_said(self, painter: QPainter, placed: Placed, row: Said, index: Index) -> None:
        mine = row.speaker == "user"
        self._card(painter, placed.box, "accent_soft" if mine else "surface", "accent_soft" if mine else "line")
        self._draw(painter, placed.text, self.documents(index), "text", letters=not self._is_open(index))
        if not placed.more.isNull():
            words = tr("Show all {count} characters").format(count=grouped(len(row.text)))
            self._write(painter, placed.more, words, self._layout.tiny, Qt.AlignmentFlag.AlignLeft, "accent_text")
        if mine:  # the time of a reply stands in the line of its steps
            words = clock(row.at)
            if row.versions:
                words = f"{_versions(row, mirrored=self._mirrored)}   {words}"
            self._write(painter, placed.line, words, self._layout.tiny, Qt.AlignmentFlag.AlignRight)

    def _paint_line(self, painter: QPainter, placed: Placed, row: Noted | Told, index: Index) -> None:
        problem = isinstance(row, Told) and row.problem
        noted = isinstance(row, Noted)
        if problem:
            self._card(painter, placed.box, "bad_soft", "bad_soft")
        name = "alert" if problem else "remembered" if noted else "told"
        tone = "bad" if problem else "accent" if noted else "muted"
        line = QFontMetrics(self._layout.small).height()
        top = placed.text.top() + (line - ICON) // 2
        left = placed.text.right() + 1 + GRID if self._mirrored else placed.text.left() - ICON - GRID
        painter.drawPixmap(left, top, self._icon(name, tone))
        tone = "text" if problem else "accent_text" if noted else "muted"
        self._draw(painter, placed.text, self.documents(index), tone)

    def _paint_steps(self, painter: QPainter, placed: Placed, row: Steps, index: Index) -> None:
        centre = placed.line.center().y()
        icon = self._icon("unfolded" if row.unfolded else "folded", "muted")
        if self._mirrored and not row.unfolded:
            icon = icon.transformed(_SIDE_FOR_SIDE)  # it points to where the line goes on
        left = placed.line.right() + 1 - ICON if self._mirrored else placed.line.left()
        painter.drawPixmap(left, centre - ICON // 2, icon)
        indent = ICON + GRID // 2
        text = placed.line.adjusted(0, 0, -indent, 0) if self._mirrored else placed.line.adjusted(indent, 0, 0, 0)
        words = QFontMetrics(self._layout.small).elidedText(plain(row), Qt.TextElideMode.ElideRight, text.width())
        self._write(painter, text, words, self._layout.small, Qt.AlignmentFlag.AlignLeft)
        if not placed.text.isNull():
            self._card(painter, placed.box, "surface", "line")
            self._draw(painter, placed.text, self.documents(index), "text")

    def _card(self, painter: QPainter, box: QRect, fill: str, line: str) -> None:
        painter.setBrush(self._theme.color(fill))
        painter.setPen(QPen(self._theme.color(line), 1))
        painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)

    def _draw(
        self, painter: QPainter, place: QRect, documents: tuple[QuietDocument, ...], tone: str, *, letters: bool = True
    ) -> None:
        """Paint the documents of a row in one tone; without ``letters``, what stands behind them alone."""
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette(self._view.palette())
        palette.setColor(QPalette.ColorRole.Text, self._theme.color(tone))
        context.palette = palette
        for document, top in stacked(documents, place):
            painter.save()
            painter.translate(place.left(), top)
            set_width(document, place.width())
            self._paint_codes(painter, document)
            if letters:
                context.selections = self._marked(document)
                document.documentLayout().draw(painter, context)
            painter.restore()

    def _marked(self, document: QuietDocument) -> list[QAbstractTextDocumentLayout.Selection]:
        """The places of the words that are looked for."""
        ground = QTextCharFormat()
        ground.setBackground(self._theme.color("mark"))
        found = []
        for cursor in islice((place for words in self.marks for place in _places(document, words)), _MOST_MARKS):
            mark = QAbstractTextDocumentLayout.Selection()
            mark.cursor, mark.format = cursor, ground
            found.append(mark)
        return found

    def _paint_codes(self, painter: QPainter, document: QuietDocument) -> None:
        """The card behind each code block, its language, and the word that copies it."""
        for code in document.codes:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("raised"))
            painter.drawRoundedRect(code.card(document), GRID, GRID)
            sides = Qt.AlignmentFlag
            self._write(painter, code.head(document), code.language or tr("code"), self._layout.tiny, sides.AlignLeft)
            self._write(painter, code.head(document), tr("Copy"), self._layout.tiny, sides.AlignRight, "accent_text")

    def _write(
        self, painter: QPainter, place: QRect, text: str, font: QFont, align: Qt.AlignmentFlag, tone: str = "muted"
    ) -> None:
        painter.setFont(font)
        painter.setPen(QColor(self._theme.color(tone)))
        painter.drawText(place, int(align | Qt.AlignmentFlag.AlignVCenter), text)

    def _icon(self, name: str, tone: str) -> QPixmap:
        key = (name, str(getattr(self._theme.tones, tone)))
        if key not in self._icons:
            self._icons[key] = pixmap(name, key[1], ICON, self._view.devicePixelRatioF())
        return self._icons[key]

    # --- the text widget over an opened bubble -----------------------------------------------------------

    def _is_open(self, index: Index) -> bool:
        return self._view.indexWidget(self._view.model().index(index.row(), 0)) is not None

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A text widget that shows the bubble's text, to select and copy from; it follows no link."""
        row: Row = index.data(ROW)
        text = BubbleText(self.documents(index)[0], parent)
        text.setAccessibleName(spoken(row))
        text.copied.connect(self.copied)
        text.menu_wanted.connect(partial(self.menu_wanted.emit, QPersistentModelIndex(index)))
        return text

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Exactly over the painted text."""
        placed = self.placed(index)
        rect: QRect = option.rect
        editor.setGeometry(placed.text.translated(rect.topLeft()).adjusted(0, 0, 0, 2))

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The text was put there when the widget was made."""

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Nothing was changed."""

    @override
    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """No tooltips that repeat what stands there; below a formula, as it was written."""
        if event.type() is not QEvent.Type.ToolTip:
            return False
        source = self.source_at(index, event.pos() - view.visualRect(index).topLeft())
        QToolTip.showText(event.globalPos(), source, view)
        return True

    def source_at(self, index: Index, point: QPoint) -> str:
        """What was written where a formula is drawn, at a point of the row, in the row's own coordinates."""
        place = self.placed(index).text
        for document, top in stacked(self.documents(index), place):
            under = document.documentLayout().formatAt(QPointF(point - QPoint(place.left(), top)))
            if under.isImageFormat():
                return under.toCharFormat().toolTip()
        return ""


def _versions(row: Said, *, mirrored: bool) -> str:
    """``← 2 of 3 →``, each arrow only where it leads somewhere. ``mirrored``: what comes next is at the left."""
    left, right = ("→", "←") if mirrored else ("←", "→")  # a direction of reading does not turn an arrow by itself
    before = f"{left} " if row.other(-1) is not None else ""
    after = f" {right}" if row.other(1) is not None else ""
    number = tr("{number} of {count}").format(number=row.version + 1, count=len(row.versions))
    return f"{before}{number}{after}"


def _places(document: QuietDocument, words: str) -> Iterator[QTextCursor]:
    cursor = document.find(words, 0)
    while not cursor.isNull():
        yield cursor
        cursor = document.find(words, cursor)


def stacked(documents: tuple[QuietDocument, ...], place: QRect) -> Iterator[tuple[QuietDocument, int]]:
    """Each document of a row with where its top stands."""
    top = place.top()
    for document in documents:
        yield document, top
        top += ceil(document.size().height()) + BETWEEN
