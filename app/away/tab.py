"""While you were away: what the last sleep changed, each line with its evidence and its undo, and what it asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from app.away import words
from app.away.charter import CharterDialog
from app.browser import Browser
from app.entries import Entry
from app.memory.tab import Tab
from app.override import override
from app.pieces import label, push
from app.theme import Theme
from app.tones import GRID
from runtime.sleep.report import OpenQuestion, ReportLine, SleepReport

if TYPE_CHECKING:
    from app.session import Session
    from runtime.assistant import Assistant

_NEVER = (
    "Loci has not tidied its memory yet. It does when nobody touches this machine for a while, on mains power; what it "
    "learned and put in order will stand here, line by line, each to be taken back."
)
_NOTHING = "The last time, nothing had to be changed."


class AwayTab(Tab):
    """The report of the newest sleep as a list; what can be done with a line stands below it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._report: SleepReport | None = None
        self.summary = label(wrap=True)
        self.state = label(tone="muted", wrap=True)
        self.browser = Browser(theme, "What changed while you were away", empty=_NEVER)
        self.browser.chosen.connect(self._choose)
        self.undo = push("Take it back", "Take the chosen line back")
        self.undo_all = push("Take all back", "Take everything back that was changed while you were away")
        self.older = push("Keep the old", "Keep the older line")
        self.newer = push("Take the new", "Take what was said later")
        self.rules = push("Rules…", "Rules for the memory: what is never stored or tidied")
        self.now = push("Tidy now", "Tidy the memory now")
        self.not_now = push("Not now", "Do not tidy the memory for an hour")
        self.undo.clicked.connect(self._undo)
        self.undo_all.clicked.connect(self._undo_all)
        self.older.clicked.connect(lambda: self._answer(newer=False))
        self.newer.clicked.connect(lambda: self._answer(newer=True))
        self.rules.clicked.connect(self._show_rules)
        self.now.clicked.connect(self._sleep_now)
        self.not_now.clicked.connect(self._not_now)
        self._lay_out()

    @override
    def show_memory(self, session: Session) -> None:
        """The first time, also listen to what is going on."""
        if self.session is None:
            session.absence.state.connect(self._show_state)
            session.absence.reported.connect(self._show)
            self._show_state(session.absence.why)
        super().show_memory(session)

    @override
    def read(self, session: Session) -> None:
        """The newest report."""
        session.ask(lambda assistant: assistant.sleep.report(), self._show)

    def _show(self, report: SleepReport | None) -> None:
        self._report = report
        lines = report.lines if report else ()
        entries = [
            *(Entry(words.question_title(each), "question", each) for each in (report.questions if report else ())),
            *(Entry(words.line_title(each), words.line_below(each), each) for each in lines),
        ]
        self.summary.setText(f"{words.when(report)}: {words.summary(report)}" if report else "")
        self.summary.setVisible(report is not None)
        self.undo_all.setEnabled(any(not each.undone for each in lines))
        self.browser.show_entries(entries, empty=_NOTHING if report else _NEVER)

    def _show_state(self, sentence: str) -> None:
        self.state.setText(sentence)

    def _choose(self, chosen: object) -> None:
        self.undo.setVisible(not isinstance(chosen, OpenQuestion))
        self.older.setVisible(isinstance(chosen, OpenQuestion))
        self.newer.setVisible(isinstance(chosen, OpenQuestion))
        self.undo.setEnabled(isinstance(chosen, ReportLine) and not chosen.undone)
        tones = self.theme.tones
        if isinstance(chosen, OpenQuestion):
            self.browser.show_detail(words.question_html(chosen, tones))
        elif isinstance(chosen, ReportLine):
            self.browser.show_detail(words.line_html(chosen, tones))

    def _undo(self) -> None:
        line = self.browser.value()
        if isinstance(line, ReportLine):
            self._do(lambda assistant: assistant.sleep.undo_line(line.id))

    def _undo_all(self) -> None:
        report = self._report
        if report is not None:
            self._do(lambda assistant: assistant.sleep.undo(report.id))

    def _answer(self, *, newer: bool) -> None:
        question = self.browser.value()
        if isinstance(question, OpenQuestion):
            self._do(lambda assistant: assistant.sleep.answer(question.id, newer=newer))

    def _show_rules(self) -> None:
        if self.session is not None:
            CharterDialog(self.session, self).open()

    def _sleep_now(self) -> None:
        if self.session is not None:
            self.session.absence.sleep_now()

    def _not_now(self) -> None:
        if self.session is not None:
            self.session.absence.not_now()

    def _do(self, work: Callable[[Assistant], object]) -> None:
        if self.session is not None:
            self.session.ask(work, lambda _: self.read_again())

    def _lay_out(self) -> None:
        for button in (self.older, self.newer, self.undo, self.undo_all):
            self.browser.buttons.addWidget(button)
        self.older.hide()
        self.newer.hide()
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self.state, 1)
        foot.addWidget(self.rules)
        foot.addWidget(self.not_now)
        foot.addWidget(self.now)
        self.column.addWidget(self.summary)
        self.column.addWidget(self.browser, 1)
        self.column.addLayout(foot)
