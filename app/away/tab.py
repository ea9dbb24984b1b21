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
from app.words import tr
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
        self._left_out: set[int] = set()
        self.summary = label(wrap=True)
        self.state = label(tone="muted", wrap=True)
        self.browser = Browser(theme, tr("What changed while you were away"), empty=tr(_NEVER))
        self.browser.chosen.connect(self._choose)
        self.undo = push(tr("Take it back"), tr("Take the chosen line back"))
        self.undo_all = push(tr("Take all back"), tr("Take everything back that was changed while you were away"))
        self.leave_out = push(tr("Leave it out"), tr("Do not make the chosen change, nor want it again"))
        self.accept = push(tr("Yes to the rest"), tr("Make every change that waits and is not left out"), kind="main")
        self.older = push(tr("Keep the old"), tr("Keep the older line"))
        self.newer = push(tr("Take the new"), tr("Take what was said later"))
        self.rules = push(tr("Rules…"), tr("Rules for the memory: what is never stored or tidied"))
        self.now = push(tr("Tidy now"), tr("Tidy the memory now"))
        self.not_now = push(tr("Not now"), tr("Do not tidy the memory for an hour"))
        self.undo.clicked.connect(self._undo)
        self.undo_all.clicked.connect(self._undo_all)
        self.leave_out.clicked.connect(self._leave_out)
        self.accept.clicked.connect(self._accept)
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
        if report is None or self._report is None or report != self._report:
            self._left_out.clear()
        self._report = report
        self._fill()

    def _fill(self) -> None:
        report = self._report
        lines = report.lines if report else ()
        entries = [
            *(Entry(words.question_title(each), tr("question"), each) for each in (report.questions if report else ())),
            *(Entry(words.line_title(each), self._below(each), each) for each in lines),
        ]
        self.summary.setText(f"{words.when(report)}: {words.summary(report)}" if report else "")
        self.summary.setVisible(report is not None)
        self.undo_all.setEnabled(any(not each.undone and not each.waits for each in lines))
        waits = any(each.waits for each in lines)
        self.accept.setVisible(waits)
        self.undo_all.setVisible(not waits)
        self.browser.show_entries(entries, empty=tr(_NOTHING) if report else tr(_NEVER))

    def _below(self, line: ReportLine) -> str:
        return words.line_below(line, left_out=line.id in self._left_out)

    def _show_state(self, sentence: str) -> None:
        self.state.setText(sentence)

    def _choose(self, chosen: object) -> None:
        waits = isinstance(chosen, ReportLine) and chosen.waits
        self.undo.setVisible(isinstance(chosen, ReportLine) and not waits)
        self.leave_out.setVisible(waits)
        out = isinstance(chosen, ReportLine) and chosen.id in self._left_out
        self.leave_out.setText(tr("Take it in again") if out else tr("Leave it out"))
        self.older.setVisible(isinstance(chosen, OpenQuestion))
        self.newer.setVisible(isinstance(chosen, OpenQuestion))
        self.undo.setEnabled(isinstance(chosen, ReportLine) and not chosen.undone)
        tones = self.theme.tones
        if isinstance(chosen, OpenQuestion):
            self.browser.show_detail(words.question_html(chosen, tones))
        elif isinstance(chosen, ReportLine):
            self.browser.show_detail(words.line_html(chosen, tones, left_out=out))

    def _undo(self) -> None:
        line = self.browser.value()
        if isinstance(line, ReportLine):
            self._do(lambda assistant: assistant.sleep.undo_line(line.id))

    def _undo_all(self) -> None:
        report = self._report
        if report is not None:
            self._do(lambda assistant: assistant.sleep.undo(report.id))

    def _leave_out(self) -> None:
        line = self.browser.value()
        if isinstance(line, ReportLine):
            self._left_out ^= {line.id}
            self._fill()

    def _accept(self) -> None:
        report, left_out = self._report, tuple(self._left_out)
        if report is not None and self.session is not None:
            self.session.absence.accept([each for each in report.lines if each.waits], without=left_out)

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
        for button in (self.older, self.newer, self.undo, self.undo_all, self.leave_out, self.accept):
            self.browser.buttons.addWidget(button)
        for button in (self.older, self.newer, self.leave_out, self.accept):
            button.hide()
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self.state, 1)
        foot.addWidget(self.rules)
        foot.addWidget(self.not_now)
        foot.addWidget(self.now)
        self.column.addWidget(self.summary)
        self.column.addWidget(self.browser, 1)
        self.column.addLayout(foot)
