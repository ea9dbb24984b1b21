"""The line at the head of the window: what this is, the memory's switch, and everything else in one menu."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from app.pieces import label, tool
from app.resources import icon, pixmap
from app.theme import Theme, scaled
from app.tones import GRID
from app.words import tr

_MARK = 24


class Header(QFrame):
    """``menu`` holds the window's actions; two actions show and hide the conversations and the core memory."""

    def __init__(
        self, theme: Theme, conversations: QAction, memory: QAction, menu: QMenu, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._theme = theme
        self._list_action = conversations
        self._memory_action = memory
        self._mark = label()
        title = label(tr("Loci"), font=scaled(self.font(), 1.2, bold=True))
        self._list = tool(tr("Show conversations"))
        self._list.setDefaultAction(conversations)
        self._memory = tool(tr("Show core memory"))
        self._memory.setDefaultAction(memory)
        self._more = tool(tr("Menu"), tip=tr("Menu (F10)"))
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, GRID + 2, GRID)
        row.setSpacing(GRID)
        row.addWidget(self._mark)
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(self._list)
        row.addWidget(self._memory)
        row.addWidget(self._more)
        theme.changed.connect(self._tint)
        self._tint()

    @property
    def menu(self) -> QMenu:
        """What the button at the end of the line opens."""
        return self._more.menu()

    def open_menu(self) -> None:
        """Open the menu, from the keyboard."""
        self._more.showMenu()

    def show_switches(self, *, shown: bool) -> None:
        """The two switches are the conversation's: elsewhere they have nothing to show or hide."""
        self._list.setVisible(shown)
        self._memory.setVisible(shown)

    def _tint(self) -> None:
        self._mark.setPixmap(pixmap("loci", self._theme.tones.accent, _MARK, self.devicePixelRatioF()))
        self._list_action.setIcon(icon("list", self._theme.tones.muted))
        self._memory_action.setIcon(icon("panel", self._theme.tones.muted))
        self._more.setIcon(icon("more", self._theme.tones.muted))
