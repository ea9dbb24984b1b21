"""Forgetting in the window: what would go is shown first, then it goes, and a receipt says what was looked through."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.asking import AskingDialog
from app.memory.telling import at, short, speaker
from app.pieces import label, named, push
from app.theme import Theme
from app.tones import GRID
from app.words import grouped, tr
from runtime.errors import LociError
from runtime.forgetting.forget import Preview, Receipt, Request

if TYPE_CHECKING:
    from app.session import Session
    from runtime.forgetting.trace import Trace

_SIZE = (90 * GRID, 75 * GRID)
_DERIVED = ("derived", 0)
_ITEM = int(Qt.ItemDataRole.UserRole)
_KINDS = {
    "message": "Message",
    "passage": "Passage",
    "tag": "Tag",
    "block": "Block",
    "summary": "Summary",
    "change": "Journal",
    "prompt": "Prompt",
    "fact": "Fact",
    "question": "Question",
    "thought": "Thought",
}
_ASK = (
    "A name, a text, or the words of a message. Whatever names it goes: messages, lines of blocks, passages, summaries."
)


class ForgetDialog(AskingDialog):
    """Asks for a text, shows the preview, and after a second press forgets it. ``receipt`` is what is shown then."""

    def __init__(self, session: Session, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.setWindowTitle(tr("Forget something everywhere"))
        self.resize(*_SIZE)
        self._theme = theme
        self._previewed: Request | None = None
        self._ticked: dict[tuple[str, int], tuple[str, str]] = {}
        self.field = QLineEdit(text)
        self.field.setAccessibleName(tr("What to forget"))
        self.field.textChanged.connect(lambda _text: self._changed())
        self.field.returnPressed.connect(self.preview)
        self.look = push(tr("Show what would go"), tr("Show what would be forgotten"))
        self.look.clicked.connect(self.preview)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(tr("What would be forgotten"))
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.itemChanged.connect(lambda item, _column: self._tick(item))
        self.words = label(tr(_ASK), tone="muted", wrap=True)
        self.forget = push(tr("Forget for good"), tr("Forget what is shown, for good"), kind="main")
        self.forget.setAutoDefault(False)
        self.forget.clicked.connect(self._forget)
        self.receipt = named(QTextBrowser(), "detail")
        self.receipt.setAccessibleName(tr("Receipt"))
        self.receipt.document().setDocumentMargin(2 * GRID)
        self._pages = QStackedWidget()
        self._lay_out()
        self._changed()
        if text:
            self.preview()

    def preview(self) -> None:
        """Look what would go with the text and with what is ticked."""
        request = self._request()
        if request.text:
            self.look.setEnabled(False)
            self.words.setText(tr("Looking …"))
            self.ask(
                lambda assistant: assistant.keeping.preview_forgetting(request),
                lambda preview: self._show(request, preview),
                self._refuse,
            )

    def _request(self) -> Request:
        """The text, and what was ticked beside it."""
        return Request(
            self.field.text().strip(),
            frozenset(number for kind, number in self._ticked if kind == "message"),
            frozenset(number for kind, number in self._ticked if kind == "passage"),
            derived=_DERIVED in self._ticked,
        )

    def _show(self, request: Request, preview: Preview) -> None:
        if request != self._request():
            return  # other words stand there by now
        self._previewed = request
        self.tree.blockSignals(True)
        self.tree.clear()
        gone = len(preview.would_go)
        self._group(tr("This would go"), (_line(each) for each in preview.would_go))
        chosen = self._group(tr("… because you ticked this"), ())
        for value, (kind, words) in self._ticked.items():
            _tickable(self._line(kind, words, chosen), value, ticked=True)
        rests = self._group(tr("Written because of it, and would stay"), (_line(each) for each in preview.rests_on_it))
        if preview.rests_on_it:
            rests.setText(0, f"{rests.text(0)}. {tr('Tick to forget it too')}")
            _tickable(rests, _DERIVED)
        perhaps = self._group(tr("Perhaps about the same, and would stay. Tick what shall go too"), ())
        for said in preview.perhaps_messages:
            words = f"{speaker(said)}, {at(said.created_at)}: {short(said.text)}"
            _tickable(self._line(tr("Message"), words, perhaps), ("message", said.id))
        for kept in preview.perhaps_passages:
            _tickable(self._line(tr("Passage"), short(kept.text), perhaps), ("passage", kept.id))
        for group in (chosen, rests, perhaps):
            group.setHidden(not group.childCount())
        self.tree.expandAll()
        self.tree.resizeColumnToContents(0)
        self.tree.blockSignals(False)
        stands = tr("It stands in one place.") if gone == 1 else tr("It stands in {count} places.").format(count=gone)
        found = f"{stands} {tr('Look through them: forgetting cannot be undone, not from the journal either.')}"
        self.words.setText(found if gone else tr("Nothing names it. Other words may."))
        self.look.setEnabled(True)
        self.forget.setEnabled(gone > 0)

    def _group(self, title: str, lines: Iterable[tuple[str, str]]) -> QTreeWidgetItem:
        """A heading with lines below it."""
        top = QTreeWidgetItem([title])
        self.tree.addTopLevelItem(top)
        top.setFirstColumnSpanned(True)
        top.setData(1, Qt.ItemDataRole.AccessibleTextRole, title)  # the column below it is spoken of, too
        for kind, words in lines:
            self._line(kind, words, top)
        return top

    def _line(self, kind: str, words: str, below: QTreeWidgetItem) -> QTreeWidgetItem:
        line = QTreeWidgetItem(below, [kind, words])
        line.setToolTip(1, words)
        return line

    def _tick(self, item: QTreeWidgetItem) -> None:
        """With something ticked more would go: look again before it can be forgotten."""
        value = item.data(0, _ITEM)
        if item.checkState(0) is Qt.CheckState.Checked:
            all_of_it = tr("All"), tr("that was written because of it")
            shown = all_of_it if value == _DERIVED else (item.text(0), item.text(1))
            self._ticked[value] = shown
        else:
            self._ticked.pop(value, None)
        self.forget.setEnabled(False)
        self.preview()

    def _changed(self) -> None:
        self.forget.setEnabled(False)
        self.look.setEnabled(bool(self.field.text().strip()))
        self._ticked.clear()
        self.tree.clear()
        self.words.setText(tr(_ASK))

    def _refuse(self, problem: LociError) -> None:
        self.look.setEnabled(True)
        self.words.setText(str(problem))

    def _forget(self) -> None:
        request = self._previewed
        if request is not None:
            self.forget.setEnabled(False)
            self.words.setText(tr("Forgetting, and looking whether anything is left …"))
            self.ask(lambda assistant: assistant.keeping.forget(request), self._show_receipt, self._refuse)

    def _show_receipt(self, receipt: Receipt) -> None:
        self.receipt.setPlainText(receipt_words(receipt))
        self._pages.setCurrentIndex(1)
        self.receipt.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.receipt.toPlainText())

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self.field, 1)
        line.addWidget(self.look)
        keep = push(tr("Cancel"), tr("Forget nothing"))
        keep.setAutoDefault(False)
        keep.clicked.connect(self.reject)
        copy, close = push(tr("Copy the receipt"), tr("Copy the receipt")), push(tr("Close"), tr("Close"), kind="main")
        copy.clicked.connect(self._copy)
        close.clicked.connect(self.accept)
        for widgets, buttons in (
            ((self.words, self.tree), (keep, self.forget)),
            ((self.receipt,), (copy, close)),
        ):
            page = QWidget()
            column = QVBoxLayout(page)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(GRID)
            if widgets[0] is self.words:
                column.addLayout(line)
            for widget in widgets:
                column.addWidget(widget, 0 if widget is self.words else 1)
            foot = QHBoxLayout()
            foot.setSpacing(GRID)
            foot.addStretch(1)
            for button in buttons:
                foot.addWidget(button)
            column.addLayout(foot)
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.addWidget(self._pages)


def receipt_words(receipt: Receipt) -> str:
    """The receipt as a text to be kept; it holds nothing of what was forgotten but its hash."""
    removed = [f"  {count} × {_kind(what)}" for what, count in receipt.removed.items()] or [
        f"  {tr('nothing, for nothing named it')}"
    ]
    left = [tr("STILL LEFT:"), *(f"  {each}" for each in receipt.left)]
    lines = [
        tr("Forgotten on {at}.").format(at=at(receipt.at)),
        "",
        tr("Removed:"),
        *removed,
        "",
        tr("Looked through afterwards: {cells} values in {tables} tables, {bytes} bytes.").format(
            cells=grouped(receipt.cells), tables=receipt.tables, bytes=grouped(receipt.bytes)
        ),
        *(left if receipt.left else [tr("Nothing is left of it in the memory file.")]),
        "",
        tr("Outside of Loci's reach:"),
        *(f"  {each}" for each in receipt.outside),
        "",
        tr("HMAC-SHA256 under {salt}:").format(salt=receipt.salt),
        f"  {receipt.text}",
    ]
    return "\n".join(lines)


def _line(trace: Trace) -> tuple[str, str]:
    return _kind(trace.counted_as), short(trace.text, 200)


def _kind(counted_as: str) -> str:
    """What it is, as a receipt counts it."""
    what, _, in_part = counted_as.partition(", ")
    kind = tr(_KINDS.get(what, what.capitalize()))
    return tr("{kind}, in part").format(kind=kind) if in_part else kind


def _tickable(item: QTreeWidgetItem, value: tuple[str, int], *, ticked: bool = False) -> None:
    item.setData(0, _ITEM, value)
    item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
