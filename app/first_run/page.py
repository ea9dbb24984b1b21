"""The first steps: name and lock, the language model, done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app import zoom
from app.entries import Entry, TwoLineList
from app.first_run.choices import Choices
from app.override import override
from app.passphrase import judged
from app.pieces import field_label, label, named, push, secret, set_tone
from app.resources import pixmap
from app.theme import Theme, scaled
from app.tones import GRID
from app.words import decimal, tr
from runtime.llm.port import LLMInfo

_WIDTH, _MARK = 66 * GRID, 40
_GB = 1_000_000_000
_WITHOUT = "Without a passphrase, this desktop’s keyring keeps the key; where there is none, Loci asks for one."


class FirstRun(QWidget):
    """``finished(choices)``: the last step was taken, or all were skipped."""

    finished = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        named(self, "place")
        self.setAccessibleName(tr("Welcome to Loci"))
        self._mark = label()
        self._mark.setPixmap(pixmap("loci", theme.tones.accent, _MARK, self.devicePixelRatioF()))
        self.name, self.first, self.second = self._fields()
        self.judged = label(tone="muted", wrap=True)
        self.llms = TwoLineList(theme, tr("Language models on this machine"))
        self.show_llms(())
        self._done = label(wrap=True)
        self._step = label(tone="muted")
        self._steps = QStackedWidget()
        self.skip = push(tr("Skip"), tr("Skip these steps and begin"))
        self.back = push(tr("Back"), tr("Back to the step before"))
        self.next = push(tr("Next"), tr("To the next step"), kind="main")
        self.skip.clicked.connect(lambda: self.finished.emit(Choices()))
        self.back.clicked.connect(lambda: self.go(self._steps.currentIndex() - 1))
        self.next.clicked.connect(self._next)
        for field in (self.first, self.second):
            field.textChanged.connect(self._judge)
        self._lay_out()
        self._judge()
        self.go(0)

    @property
    def choices(self) -> Choices:
        """What stands in the steps now."""
        info = self.llms.value()
        path = info.path if isinstance(info, LLMInfo) else None
        return Choices(self.name.text().strip(), self.first.text(), path)

    def show_llms(self, found: Sequence[LLMInfo]) -> None:
        """What was found on this machine, after the built-in one, which is chosen."""
        own = Entry(tr("The built-in one"), tr("Tiny, works at once, English only"), None)
        self.llms.show_entries(
            [own, *(Entry(each.name, f"{decimal(each.size_bytes / _GB)} GB", each) for each in found)]
        )

    def go(self, step: int) -> None:
        """Show a step, from 0 on."""
        self._steps.setCurrentIndex(step)
        last = step == self._steps.count() - 1
        self._step.setText(tr("Step {step} of {steps}").format(step=step + 1, steps=self._steps.count()))
        self.back.setVisible(step > 0)
        self.skip.setVisible(not last)
        self.next.setText(tr("Begin") if last else tr("Next"))
        self.next.setAccessibleName(tr("Begin") if last else tr("To the next step"))
        self._done.setText(self._summary())
        self._begins().setFocus()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Where the step begins."""
        self._begins().setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, wherever the keyboard is, unless a button has it that goes elsewhere."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        button = focused if isinstance(focused, QPushButton) else self.next
        button.click()

    def _begins(self) -> QWidget:
        return (self.name, self.llms, self.next)[self._steps.currentIndex()]

    def _next(self) -> None:
        step = self._steps.currentIndex()
        if step < self._steps.count() - 1:
            self.go(step + 1)
        else:
            self.finished.emit(self.choices)

    def _judge(self) -> None:
        first, second = self.first.text(), self.second.text()
        same = first == second
        if not first and not second:
            told = tr(_WITHOUT)
        elif not same and second:
            told = tr("The two are not the same yet.")
        else:
            told = judged(first)
        self.judged.setText(told)
        set_tone(self.judged, "tone", "bad" if second and not same else "muted")
        self.next.setEnabled(same)

    def _summary(self) -> str:
        chosen = self.choices
        lines = (
            tr("{name}, welcome.").format(name=chosen.name) if chosen.name else tr("Welcome."),
            tr("Your passphrase locks the memory. Nobody can restore it for you.")
            if chosen.passphrase
            else tr("Your memory has no passphrase: the keyring keeps its key, or Loci asks for one now."),
            tr("Language model: {name}").format(name=self.llms.currentItem().text()),
            tr("All of this can be changed later. Say something about yourself to begin."),
        )
        return "\n\n".join(lines)

    def _fields(self) -> tuple[QLineEdit, QLineEdit, QLineEdit]:
        name, hint = QLineEdit(), tr("may stay empty")
        name.setAccessibleName(tr("Your name"))
        name.setPlaceholderText(tr("as Loci should call you; may stay empty"))
        name.setMaxLength(200)
        return name, secret(tr("Passphrase"), hint), secret(tr("Passphrase, once more"), hint)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(GRID)
        names = tr("Your name"), tr("Passphrase"), tr("Once more")
        for words, field in zip(names, (self.name, self.first, self.second), strict=True):
            form.addRow(field_label(words, field), field)
        lock = tr("Everything you tell Loci is kept on this machine, in one encrypted file.")
        llm = tr("It reads your memory and answers. Those found on this machine are used where they are.")
        self._add(tr("You and your lock"), lock, form, self.judged)
        self._add(tr("The language model"), llm, self.llms)
        self._add(tr("Done"), "", self._done)
        buttons = QHBoxLayout()
        buttons.addWidget(self.skip)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        inner = QWidget()
        inner.setFixedWidth(zoom.px(_WIDTH))
        column = QVBoxLayout(inner)
        column.setSpacing(2 * GRID)
        column.addWidget(self._mark)
        column.addWidget(self._step)
        column.addWidget(self._steps)
        column.addLayout(buttons)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(inner, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(1)

    def _add(self, title: str, words: str, *content: QWidget | QFormLayout) -> None:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(label(title, font=scaled(self.font(), 1.5, bold=True)))
        if words:
            column.addWidget(label(words, tone="muted", wrap=True))
        for each in content:
            if isinstance(each, QWidget):
                column.addWidget(each)
            else:
                column.addLayout(each)
        column.addStretch(1)
        self._steps.addWidget(step)
