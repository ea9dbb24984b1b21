"""The line at the foot of the window: which LLM talks, how full its context is, and what the person should know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from app.memory.usage import UsageBar
from app.override import override
from app.pieces import label, set_tone, tool
from app.resources import icon
from app.theme import Theme
from app.tones import GRID
from app.words import grouped, tr

if TYPE_CHECKING:
    from runtime.views import ContextView

_NOTICE_MS = 9_000
_BAR = 10 * GRID

_PRESSURE = "From {count} tokens on, older messages are about to leave for recall memory"


class Notice(QLabel):
    """A sentence that goes away by itself; cut at the width there is, whole in its tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_NOTICE_MS)
        self._timer.timeout.connect(lambda: self.say(""))
        self.setMinimumWidth(0)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    @property
    def sentence(self) -> str:
        """What is said now, whole."""
        return self._sentence

    def say(self, sentence: str, *, problem: bool = False, lasting: bool = False) -> None:
        """Say it for a while; an empty sentence says nothing. A problem stays until something else is said.

        ``lasting`` lets any other sentence stay too.
        """
        self._sentence = sentence
        set_tone(self, "tone", "bad" if problem else "muted")
        self.setToolTip(sentence)
        self.setAccessibleName(sentence or tr("No notice"))
        self._cut()
        if sentence and not problem and not lasting:
            self._timer.start()
        else:
            self._timer.stop()

    @override
    def minimumSizeHint(self) -> QSize:
        """It may be cut to nothing, so that a long one never widens the window."""
        return QSize(0, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        metrics = QFontMetrics(self.font())
        self.setText(metrics.elidedText(self._sentence, Qt.TextElideMode.ElideRight, max(0, self.width())))


class StatusLine(QFrame):
    """Signals: ``choose_wanted()`` other weights, ``built_in_wanted()``, ``unload_wanted()``."""

    choose_wanted = Signal()
    built_in_wanted = Signal()
    unload_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self._theme = theme
        self._llm = tool(tr("Language model"), size=16)
        self._llm.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._llm.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._llm.setMenu(self._make_menu())
        self._state = label(tone="muted")
        self._context = label(tone="muted")
        self._bar = UsageBar(theme, tick=True)
        self._bar.setFixedWidth(_BAR)
        self._bar.hide()
        self._notice = Notice()
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID + 2, 3, 2 * GRID, 3)
        row.setSpacing(GRID)
        row.addWidget(self._llm)
        row.addWidget(self._state)
        row.addSpacing(GRID)
        row.addWidget(self._notice, 1)
        row.addWidget(self._context)
        row.addWidget(self._bar)
        theme.changed.connect(self._tint)
        self._tint()
        self.show_llm(tr("No language model yet"))

    @property
    def notice(self) -> Notice:
        """Where sentences are said."""
        return self._notice

    @property
    def llm_name(self) -> str:
        """The LLM that is named."""
        return self._llm.text()

    @property
    def context_words(self) -> str:
        """How full the context is said to be."""
        return self._context.text()

    def show_llm(self, name: str, state: str = "") -> None:
        """Name the LLM and say what it does just now, if anything."""
        self._llm.setText(name)
        self._llm.setAccessibleName(tr("Language model: {name}").format(name=name))
        self._llm.setToolTip(tr("The language model that you talk with. Click to choose another."))
        self._state.setText(state)

    def blank(self) -> None:
        """Say nothing of a memory that is locked."""
        self.show_llm(tr("No language model yet"))
        self._context.setText("")
        self._context.setToolTip("")
        self._bar.hide()
        self._notice.say("")

    def show_context(self, view: ContextView) -> None:
        """How many tokens of the context are used, and where the LLM is warned."""
        self._context.setText(tr("Context {used} / {limit}").format(used=grouped(view.used), limit=grouped(view.limit)))
        self._context.setToolTip("\n".join(f"{part.name}: {grouped(part.tokens)} tokens" for part in view.parts))
        self._bar.show_share(view.used, view.limit, view.pressure)
        self._bar.setToolTip(tr(_PRESSURE).format(count=grouped(view.pressure)))
        self._bar.show()

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(tr("Choose an LLM…"), self.choose_wanted.emit)
        menu.addAction(tr("Use the built-in LLM"), self.built_in_wanted.emit)
        menu.addSeparator()
        menu.addAction(tr("Unload now, free its memory"), self.unload_wanted.emit)
        return menu

    def _tint(self) -> None:
        self._llm.setIcon(icon("llm", self._theme.tones.muted, 16))
