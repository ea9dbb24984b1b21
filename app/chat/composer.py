"""Where the person writes. Enter sends, Shift+Enter breaks the line, Esc or the button stops a running turn."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from app.override import override
from app.pieces import SIDEWAYS, label, named, set_tone, tool
from app.resources import icon
from app.theme import Theme, scaled
from app.tones import GRID
from app.words import grouped, tr

_MOST_LINES = 8
# Above this a pasted text is kept beside the field: a text field lays out a long unbroken line in quadratic time.
_PASTED_CHARS = 10_000
_BUTTON = 34
_DRAFT_MS = 1_500
_QUOTED_CHARS = 2_000


class _Field(QPlainTextEdit):
    """The text itself; hands long pastes and the keys that mean something else to the composer."""

    sent = Signal()
    pasted = Signal(str)
    focused = Signal(bool)
    sideways = Signal(int)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter without Shift sends; while nothing is written, Alt and an arrow lead to another version."""
        with_alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if with_alt and event.key() in SIDEWAYS and not self.toPlainText():
            self.sideways.emit(SIDEWAYS[event.key()])
            return
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.sent.emit()
        else:
            super().keyPressEvent(event)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        """Plain text only; a long one is kept beside the field."""
        text = source.text()
        if len(text) > _PASTED_CHARS:
            self.pasted.emit(text)
        elif text:
            self.insertPlainText(text)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the frame."""
        super().focusInEvent(event)
        self.focused.emit(True)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the frame."""
        super().focusOutEvent(event)
        self.focused.emit(False)


class Composer(QFrame):
    """The field, a long pasted text beside it, and the button that sends or stops.

    Signals: ``submitted(text)``, ``stopped()``, ``drafted(text)`` a moment after something was written, and
    ``sideways(by)``: the version of a message at the left (-1) or right. The text stays until :meth:`accepted` says
    that it was taken.
    """

    submitted = Signal(str)
    stopped = Signal()
    drafted = Signal(str)
    sideways = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer")
        self._theme = theme
        self._running = False
        self._ready = False
        self._eager = False
        self._pasted = ""
        self._draft_timer = QTimer(self, interval=_DRAFT_MS, singleShot=True)
        self._draft_timer.timeout.connect(lambda: self.drafted.emit(self.text()))
        self._field = self._make_field()
        self._button = named(tool(tr("Send")), "send")
        self._button.setFixedSize(_BUTTON, _BUTTON)
        self._button.clicked.connect(self._press)
        self._paste_frame, self._paste_label = self._make_paste()
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addSpacing(GRID)  # not a margin: margins stay where they are where one reads from the right
        line.addWidget(self._field, 1)
        line.addWidget(self._button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(7, 6, 7, 6)
        column.setSpacing(GRID)
        column.addWidget(self._paste_frame)
        column.addLayout(line)
        self.setFocusProxy(self._field)
        self.setTabOrder(self._field, self._drop)  # what stands before the proxy is left out by Tab
        self.setTabOrder(self._drop, self._button)
        theme.changed.connect(self._refresh)
        self._grow()
        self._refresh()

    def _make_field(self) -> _Field:
        field = named(_Field(), "composerText")
        field.setAccessibleName(tr("Message to Loci"))
        field.setPlaceholderText(tr("Tell me something to remember…"))
        field.setTabChangesFocus(True)
        field.setFont(scaled(self.font(), 1.1))
        field.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        field.document().setDocumentMargin(0)
        field.textChanged.connect(self._text_changed)
        field.document().documentLayout().documentSizeChanged.connect(self._grow)
        field.sent.connect(self._send)
        field.pasted.connect(self._keep_paste)
        field.focused.connect(self._show_focus)
        field.sideways.connect(self.sideways)
        return field

    def _make_paste(self) -> tuple[QFrame, QLabel]:
        frame = named(QFrame(), "pasted")
        words = label()
        self._drop = tool(tr("Leave the pasted text out"), size=16)
        self._drop.clicked.connect(lambda: self._keep_paste(""))
        row = QHBoxLayout(frame)
        row.setContentsMargins(GRID, 2, 2, 2)
        row.addWidget(words, 1)
        row.addWidget(self._drop)
        frame.hide()
        return frame, words

    @property
    def ready(self) -> bool:
        """Whether there is someone to send to."""
        return self._ready

    @property
    def running(self) -> bool:
        """Whether a turn runs."""
        return self._running

    # --- told from outside -------------------------------------------------------------------------------

    def set_ready(self, ready: bool) -> None:
        """Whether there is someone to send to. Writing is possible before, and what was sent then is sent now."""
        self._ready = ready
        self._refresh()
        if ready and self._eager:
            self._eager = False
            self._send()

    def set_running(self, running: bool) -> None:
        """Whether a turn runs: then the button stops it."""
        self._running = running
        self._refresh()

    def accepted(self) -> None:
        """The message is committed: empty the field."""
        self._field.setReadOnly(False)
        self._field.clear()
        self._keep_paste("")
        self._draft_timer.stop()
        self.drafted.emit("")

    def refused(self) -> None:
        """The message was not taken: it stays, to be changed."""
        self._field.setReadOnly(False)
        self._field.setFocus()
        self._refresh()

    def suggest(self, text: str) -> None:
        """Put a text there for the person to send or change."""
        self._field.setPlainText(text)
        self._field.setFocus()
        self._field.moveCursor(self._field.textCursor().MoveOperation.End)

    def write(self, text: str) -> None:
        """Go on writing with this: it was typed where nothing can be written."""
        self._field.setFocus()
        self._field.insertPlainText(text)

    def restore(self, text: str) -> None:
        """What was being written in this conversation before."""
        self._field.setReadOnly(False)
        self._keep_paste("")
        if len(text) > _PASTED_CHARS:
            self._field.clear()
            self._keep_paste(text)
        elif text != self._field.toPlainText():
            self._field.setPlainText(text)
            self._field.moveCursor(self._field.textCursor().MoveOperation.End)
        self._draft_timer.stop()

    def quote(self, text: str) -> None:
        """Put a text there as a quotation, below what is written already."""
        before = self._field.toPlainText().rstrip()
        quoted = "\n".join(f"> {line}" for line in text[:_QUOTED_CHARS].splitlines())
        self.suggest(f"{before}\n\n{quoted}\n\n".lstrip())

    def attach(self, name: str, text: str) -> None:
        """A file's text comes along with the message, under its name."""
        self._keep_paste(f"{name}:\n{text.strip()}")
        self._paste_label.setText(tr("{name}, {count} characters").format(name=name, count=grouped(len(text))))
        self._field.setFocus()

    def text(self) -> str:
        """What would be sent: the written text, and the pasted one below it."""
        return "\n\n".join(part for part in (self._field.toPlainText().strip(), self._pasted) if part.strip())

    # --- done by the person ------------------------------------------------------------------------------

    def _press(self) -> None:
        if self._running:
            self.stopped.emit()
        else:
            self._send()

    def _send(self) -> None:
        text = self.text()
        self._eager = bool(text) and not self._ready  # sent before there was someone to send to: as soon as there is
        if text and self._ready and not self._running and not self._field.isReadOnly():
            self._field.setReadOnly(True)
            self._refresh()
            self.submitted.emit(text)

    def _keep_paste(self, text: str) -> None:
        self._pasted = text
        self._paste_label.setText(tr("Pasted text, {count} characters").format(count=grouped(len(text))))
        self._paste_frame.setVisible(bool(text))
        self._refresh()

    def _text_changed(self) -> None:
        if self._ready:
            self._draft_timer.start()
        self._grow()
        self._refresh()

    def _show_focus(self, focused: bool) -> None:
        set_tone(self, "focused", focused)

    # --- how it looks ------------------------------------------------------------------------------------

    def _grow(self) -> None:
        """As high as its text, up to a number of lines; then it scrolls."""
        if not hasattr(self, "_field"):
            return
        lines = max(1, round(self._field.document().size().height()))
        line_height = self._field.fontMetrics().lineSpacing()
        height = max(_BUTTON, min(lines, _MOST_LINES) * line_height + 2 * GRID)
        top = (_BUTTON - line_height) // 2 if lines == 1 else GRID
        self._field.setViewportMargins(0, top, 0, 0)
        self._field.setFixedHeight(height)
        policies = Qt.ScrollBarPolicy
        scrolls = lines > _MOST_LINES
        self._field.setVerticalScrollBarPolicy(policies.ScrollBarAsNeeded if scrolls else policies.ScrollBarAlwaysOff)

    def _refresh(self) -> None:
        tones = self._theme.tones
        can_send = self._ready and bool(self.text()) and not self._field.isReadOnly()
        self._button.setEnabled(self._running or can_send)
        self._button.setAccessibleName(tr("Stop") if self._running else tr("Send"))
        self._button.setToolTip(tr("Stop (Esc)") if self._running else tr("Send (Enter)"))
        tone = tones.window if self._running else tones.on_accent if can_send else tones.muted
        self._button.setIcon(icon("stop" if self._running else "send", tone))
        set_tone(self._button, "stopping", self._running)
        self._drop.setIcon(icon("close", tones.muted))
