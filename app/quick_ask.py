"""A small window to ask something without opening the large one: ``loci ask``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout

from app import zoom
from app.pieces import label, named, push
from app.theme import scaled
from app.tones import GRID
from app.words import tr
from runtime import events

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from app.session import Session
    from runtime.events import Event

_WIDTH = 64 * GRID
_MOST = 10_000


class QuickAsk(QDialog):
    """``left()``: it was closed. The answer is the window's own turn: it stands in the conversation too."""

    left = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(None, Qt.WindowType.Dialog | Qt.WindowType.WindowStaysOnTopHint)
        named(self, "quickAsk")
        self.setWindowTitle(tr("Ask Loci"))
        self._window = window
        self._session: Session | None = None
        self._turn: int | None = None
        self._asked = ""
        self.field = QLineEdit()
        self.field.setMaxLength(_MOST)
        self.field.setFont(scaled(self.font(), 1.15))
        self.field.setPlaceholderText(tr("Ask, or tell me something to remember…"))
        self.field.setAccessibleName(tr("Message to Loci"))
        self.field.returnPressed.connect(self.ask)
        self.answer = named(QPlainTextEdit(readOnly=True), "quickAnswer")
        self.answer.setAccessibleName(tr("Answer"))
        self.answer.document().setDocumentMargin(GRID)
        self.answer.setMinimumHeight(zoom.px(14 * GRID))
        self.answer.hide()
        self.told = label(tone="muted", wrap=True)
        open_all = push(tr("Open Loci"), tr("Open the whole window"))
        open_all.setAutoDefault(False)
        open_all.clicked.connect(self._open)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(open_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self.field)
        column.addWidget(self.answer, 1)
        column.addLayout(foot)
        self.finished.connect(self._leave)
        window.blanked.connect(self.forget)
        self.resize(zoom.px(_WIDTH), self.sizeHint().height())

    def summon(self, question: str = "") -> None:
        """Come to the front; a question that was given is there to be sent."""
        if question:
            self.field.setText(question)
        self.told.setText(tr("Enter asks, Esc closes. It stands in your conversation too."))
        self.show()
        self.raise_()
        self.activateWindow()
        self.field.setFocus()

    def ask(self) -> None:
        """Send what stands in the field, if there is someone to send it to."""
        session, text = self._window.session, self.field.text().strip()
        if not text:
            return
        if session is None:
            self.told.setText(tr("Your memory is locked or still being opened. Open Loci to unlock it."))
            return
        if self._window.composer.running:
            self.told.setText(tr("Loci is still answering. Wait a moment."))
            return
        if session is not self._session:  # it was unlocked since
            self._session = session
            session.happened.connect(self._follow)
            session.refused.connect(self._refused)
        self._turn, self._asked = None, text
        self.field.setEnabled(False)
        self.answer.clear()
        self.answer.show()
        self.told.setText(tr("Thinking …"))
        session.send(text)

    def forget(self) -> None:
        """Nothing of what was said stays in it."""
        self._asked = ""
        self.field.clear()
        self.field.setEnabled(True)
        self.answer.clear()
        self.answer.hide()
        self.told.clear()

    def _leave(self) -> None:
        self.forget()
        self.left.emit()

    def _follow(self, event: Event) -> None:
        if not self._asked:
            return
        match event:
            case events.TurnStarted(turn_id=turn_id, text=text) if self._turn is None and text == self._asked:
                self._turn = turn_id
            case events.ReplyText(turn_id=turn_id, text=text) if turn_id == self._turn:
                self.answer.moveCursor(self.answer.textCursor().MoveOperation.End)
                self.answer.insertPlainText(text)
            case events.Reply(turn_id=turn_id, text=text) if turn_id == self._turn:
                self.answer.setPlainText(text)
            case events.TurnEnded(turn_id=turn_id) if turn_id == self._turn:
                self._asked = ""
                self.field.clear()
                self._again(tr("Ask on, or press Esc."))

    def _refused(self) -> None:
        self._asked = ""
        self._again(tr("That could not be sent. Open Loci to see why."))

    def _again(self, told: str) -> None:
        self.told.setText(told)
        self.field.setEnabled(True)
        self.field.setFocus()

    def _open(self) -> None:
        self._window.show()  # before this one goes, for with the last of its windows Loci ends
        self.close()
        self._window.come_forward()
