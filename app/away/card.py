"""A card over the composer when the person is back: that the memory was tidied, and the way to what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.away import words
from app.pieces import label, named, push, tool
from app.resources import icon
from app.theme import Theme
from app.tones import GRID
from app.words import tr

if TYPE_CHECKING:
    from app.away.absence import Absence
    from runtime.sleep.report import SleepReport


class AwayCard(QFrame):
    """Each report of ``absence`` is told of until it is looked at or the card is closed."""

    def __init__(self, absence: Absence, theme: Theme) -> None:
        super().__init__()
        named(self, "card")
        self.setAccessibleName(tr("While you were away"))
        self._theme = theme
        self._absence = absence
        self._report: SleepReport | None = None
        self.words = label(tone="muted", wrap=True)
        self.look = push(tr("Look"), tr("Look at what changed while you were away"), kind="main")
        self._close = tool(tr("Close the card about what changed while you were away"), tip=tr("Close"), size=16)
        self.look.clicked.connect(self._look)
        self._close.clicked.connect(self._put_away)
        self._lay_out()
        theme.changed.connect(self._tint)
        absence.reported.connect(self._show)
        self._tint()
        self.hide()

    def _show(self, report: SleepReport | None) -> None:
        self._report = report
        if report is None or report.ended_at is None or self._absence.was_seen(report):
            return
        if report.questions or any(not each.undone for each in report.lines):
            self.words.setText(words.summary(report))
            self.show()

    def _look(self) -> None:
        self._put_away()
        self._absence.look_wanted.emit()

    def _put_away(self) -> None:
        if self._report is not None:
            self._absence.seen(self._report)
        self.hide()

    def _tint(self) -> None:
        self._close.setIcon(icon("close", self._theme.tones.muted, 16))

    def _lay_out(self) -> None:
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(named(label(tr("While you were away")), "title"))
        text.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        row.setSpacing(GRID)
        row.addLayout(text, 1)
        row.addWidget(self.look)
        row.addWidget(self._close)
