"""What the tabs of the memory's place have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.theme import Theme
from app.tones import GRID

if TYPE_CHECKING:
    from app.session import Session


class Tab(QWidget):
    """``told(sentence)`` for the foot of the window; ``chat_wanted(text)`` this text, in the composer.

    ``message_wanted(id, words)`` that message in the chat, with these words marked; ``forget_wanted(text)``.
    """

    told = Signal(str)
    chat_wanted = Signal(str)
    message_wanted = Signal(int, str)
    forget_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.session: Session | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, GRID, 0, 0)
        self.column.setSpacing(GRID)

    def show_memory(self, session: Session) -> None:
        """Read and show what this tab is about."""
        self.session = session
        self.read(session)

    def read(self, session: Session) -> None:
        """Ask the session for what is shown."""

    def read_again(self) -> None:
        """The same once more, because the person changed something."""
        if self.session is not None:
            self.read(self.session)
