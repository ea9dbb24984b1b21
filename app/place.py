"""What every place of the window but the chat has: a heading, a session to ask, and the habit of keeping up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.instead import Instead
from app.override import override
from app.pieces import give_keyboard, label, named
from app.theme import Theme, scaled
from app.tones import GRID
from app.words import tr

if TYPE_CHECKING:
    from app.session import Session
    from runtime.events import Event

_SETTLE_MS = 150


class Place(QWidget):
    """``told(sentence)`` something for the foot of the window; ``chat_wanted(text)`` this text, in the composer.

    ``message_wanted(id, words)`` that message in the chat, with these words marked.

    ``of_memory``: there is nothing to show until one is open; then it is said that it is being opened.
    What is shown is read again when an event that matters to it has come, at once if it is in sight, else when it is.
    """

    told = Signal(str)
    chat_wanted = Signal(str)
    message_wanted = Signal(int, str)
    of_memory: ClassVar[bool] = True

    def __init__(self, theme: Theme, title: str, words: str) -> None:
        super().__init__()
        self.theme = theme
        self.session: Session | None = None
        self.begins_at: QWidget = self
        self._stale = True
        self._timer = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._timer.timeout.connect(self._look)
        named(self, "place")
        self.setAccessibleName(title)
        self.head = QHBoxLayout()
        self.head.setSpacing(GRID)
        heading = QVBoxLayout()
        heading.setSpacing(2)
        heading.addWidget(label(title, font=scaled(self.font(), 1.4, bold=True)))
        heading.addWidget(label(words, tone="muted", wrap=True))
        self.head.addLayout(heading, 1)
        content = named(QWidget(), "place")
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2 * GRID)
        self._pages = QStackedWidget()
        self._pages.addWidget(content)
        self._pages.addWidget(Instead(tr("Opening your memory …")))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        whole.setSpacing(2 * GRID)
        whole.addLayout(self.head)
        whole.addWidget(self._pages, 1)
        self._pages.setCurrentIndex(1 if self.of_memory else 0)

    def attach(self, session: Session) -> None:
        """The memory is open."""
        self.session = session
        session.happened.connect(self._happened)
        self._pages.setCurrentIndex(0)
        give_keyboard(self.begins_at)
        self._look()

    def begin(self) -> None:
        """Give the keyboard to where one begins. A focus proxy would hide what stands before that from Tab."""
        self.begins_at.setFocus()

    def refresh(self) -> None:
        """Read again what is shown. Called only where there is a session."""

    def concerns(self, event: Event) -> bool:
        """Whether what is shown may be other after this event."""
        return False

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """What came while it was out of sight is shown now."""
        super().showEvent(event)
        self._look()

    def _happened(self, event: Event) -> None:
        if self.concerns(event):
            self._stale = True
            self._timer.start()

    def _look(self) -> None:
        if self._stale and self.session is not None and self.isVisible():
            self._stale = False
            self.refresh()

    def _read_again(self) -> None:
        """At once, whatever happened or not."""
        if self.session is not None:
            self.refresh()
