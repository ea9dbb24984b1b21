"""The memory as it stood at any moment: its blocks, the summary, the newest passages, what had been said last."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QTimer
from PySide6.QtWidgets import QDateTimeEdit, QTextBrowser, QVBoxLayout, QWidget

from app import zoom
from app.asking import AskingDialog
from app.chat.documents import html_document
from app.memory.telling import at, passage_html, speaker
from app.pieces import field_label, in_line, label, named, push
from app.theme import Theme
from app.tones import GRID, Tones
from app.words import tr

if TYPE_CHECKING:
    from app.session import Session
    from runtime.errors import LociError
    from runtime.history.as_of import Memory
    from runtime.views import MessageView

_SIZE = (84 * GRID, 72 * GRID)
_WAIT_MS = 250
_MOST = 20
_SPEAKING = {"user", "assistant"}
_FORMAT = "yyyy-MM-dd HH:mm"
_WORDS = "What Loci knew at that time, rebuilt from the journal. Nothing is changed by looking."


class AsOfDialog(AskingDialog):
    """Begins at ``moment``; another one is chosen in its field."""

    def __init__(self, session: Session, theme: Theme, moment: datetime, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setWindowTitle(tr("The memory as it was"))
        self.resize(*(zoom.px(each) for each in _SIZE))
        self._theme, self._exact = theme, moment
        self._memory: Memory | None = None
        self.field = QDateTimeEdit(QDateTime.fromSecsSinceEpoch(int(moment.timestamp())))
        self.field.setDisplayFormat(_FORMAT)
        self.field.setCalendarPopup(True)
        self.field.setAccessibleName(tr("The moment to look at"))
        self._begun_at = self.field.dateTime()
        self._timer = QTimer(self, interval=_WAIT_MS, singleShot=True)
        self._timer.timeout.connect(self._read)
        self.field.dateTimeChanged.connect(lambda _moment: self._timer.start())
        self.detail = named(QTextBrowser(), "detail")
        self.detail.setAccessibleName(tr("The memory as it was"))
        self.detail.setOpenLinks(False)
        theme.changed.connect(self._paint)
        self._lay_out()
        self._read()

    @property
    def moment(self) -> datetime:
        """What is looked at: the moment given, or the end of the minute that the person chose."""
        chosen = self.field.dateTime()
        if chosen == self._begun_at:
            return self._exact
        minute = chosen.toSecsSinceEpoch() // 60 * 60
        return datetime.fromtimestamp(minute, self._exact.tzinfo) + timedelta(seconds=59, microseconds=999_999)

    def _read(self) -> None:
        moment = self.moment
        self.ask(lambda assistant: assistant.history.as_of(moment, _MOST), self._show, self._refuse)

    def _show(self, memory: Memory) -> None:
        if memory.at == self.moment:  # another was chosen meanwhile, and is on its way
            self._memory = memory
            self._paint()

    def _refuse(self, problem: LociError) -> None:
        self.detail.setPlainText(str(problem))

    def _paint(self) -> None:
        if self._memory is not None:
            document = html_document(memory_html(self._memory, self._theme.tones), self.font())
            document.setDocumentMargin(2 * GRID)
            document.setParent(self.detail)
            self.detail.setDocument(document)

    def _lay_out(self) -> None:
        close = push(tr("Close"), tr("Close"), kind="main")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(label(tr(_WORDS), tone="muted", wrap=True))
        column.addLayout(in_line(field_label(tr("As of"), self.field), self.field, None))
        column.addWidget(self.detail, 1)
        column.addLayout(in_line(None, close))


def memory_html(memory: Memory, tones: Tones) -> str:
    """All of it, one part after the other; parts with nothing in them are left out."""
    blocks = [_part(each.label, _text(each.value or tr("Nothing stood here.")), tones) for each in memory.blocks]
    parts = blocks
    if memory.instructions is not None:
        parts.append(_part(tr("Instructions"), _text(memory.instructions), tones))
    if memory.summary:
        parts.append(_part(tr("Summary of what had left the context"), _text(memory.summary), tones))
    if memory.passages:
        stored = "".join(passage_html(each, tones) for each in memory.passages)
        parts.append(_part(tr("Newest in archival memory"), stored, tones))
    said = "".join(_message(each, tones) for each in memory.messages if each.role in _SPEAKING and each.text)
    if said:
        parts.append(_part(tr("Said last in this conversation"), said, tones))
    return "".join(parts)


def _part(title: str, html: str, tones: Tones) -> str:
    return f"<p style='color:{tones.accent}; margin-bottom:0'><b>{escape(title)}</b></p>{html}"


def _message(message: MessageView, tones: Tones) -> str:
    when = f"<span style='color:{tones.muted}'>{at(message.created_at)}</span>"
    return f"<p style='margin-top:2px'><b>{escape(speaker(message))}</b> {when}<br>{_escaped(message.text)}</p>"


def _text(text: str) -> str:
    return f"<p style='margin-top:2px'>{_escaped(text)}</p>"


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")
