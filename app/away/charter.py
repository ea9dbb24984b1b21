"""The person's rules for the memory: what is never stored, where nothing is tidied, how long passages are kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QGridLayout,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app import zoom
from app.asking import AskingDialog
from app.pieces import headed, label, name_buttons, named
from app.theme import scaled
from app.tones import GRID
from app.words import tr

if TYPE_CHECKING:
    from app.session import Session
    from runtime.assistant import Assistant
    from runtime.errors import LociError
    from runtime.memory.charter import Charter

_SIZE = (64 * GRID, 60 * GRID)
_LONGEST_DAYS = 36_500
_SELF = "persona"
_WHAT = (
    "No LLM can change these rules. They are held against everything that Loci writes into its memory, while it "
    "answers and while it tidies. What you write yourself is yours to decide; what you said stays until you forget it, "
    "or as long as you say here."
)


class CharterDialog(AskingDialog):
    """Reads the rules, and keeps them when they are saved."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.setWindowTitle(tr("Rules for the memory"))
        self.resize(*(zoom.px(each) for each in _SIZE))
        self._rules: Charter | None = None
        self.never = named(QPlainTextEdit(), "quickAnswer")
        self.never.setAccessibleName(tr("Subjects that are never stored, one on each line"))
        self.never.setPlaceholderText(tr("one on each line, such as: diabetes"))
        self.never.setTabChangesFocus(True)
        self.never.document().setDocumentMargin(GRID)
        self.blocks: dict[str, QCheckBox] = {}
        self.days = _days(tr("How long passages are kept"))
        self.message_days = _days(tr("How long messages are kept"))
        self.review = QCheckBox(tr("Ask me before the memory is changed while I am away"))
        self.review.setAccessibleName(self.review.text())
        self.problem = label(tone="bad", wrap=True)
        self.problem.hide()
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Save | kinds.Cancel)
        name_buttons(self.buttons)
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        self._boxes = QVBoxLayout()
        self._lay_out()
        self.buttons.setEnabled(False)
        self.ask(_read, self._show, self._refuse)

    def _show(self, read: tuple[Charter, tuple[str, ...]]) -> None:
        self._rules, labels = read
        self.never.setPlainText("\n".join(self._rules.never))
        self.days.setValue(self._rules.passage_days)
        self.message_days.setValue(self._rules.message_days)
        self.review.setChecked(self._rules.review)
        for name in dict.fromkeys((*labels, *self._rules.untouched)):
            box = self.blocks[name] = QCheckBox(name)
            box.setAccessibleName(tr("Tidying leaves {block} alone").format(block=name))
            box.setChecked(name == _SELF or name in self._rules.untouched)
            box.setEnabled(name != _SELF)
            self._boxes.addWidget(box)
        self.buttons.setEnabled(True)
        self.never.setFocus()

    def _save(self) -> None:
        if self._rules is None:
            return
        bare = replace(self._rules, never=(), untouched=())
        never = [each for each in self.never.toPlainText().split("\n") if each.strip()]
        untouched = [name for name, box in self.blocks.items() if box.isChecked() and name != _SELF]
        wanted = bare.changed(
            untouched=untouched,
            passage_days=self.days.value(),
            message_days=self.message_days.value(),
            review=self.review.isChecked(),
        )

        def keep(assistant: Assistant) -> None:
            assistant.sleep.change_charter(wanted.changed(never=never))

        self.ask(keep, lambda _: self.accept(), self._refuse)

    def _refuse(self, problem: LociError) -> None:
        self.problem.setText(str(problem))
        self.problem.show()

    def _lay_out(self) -> None:
        column = headed(self, gap=GRID)
        bold = scaled(self.font(), 1.0, bold=True)
        column.addWidget(label(tr(_WHAT), tone="muted", wrap=True))
        column.addWidget(label(tr("Never store anything about"), font=bold))
        column.addWidget(self.never, 1)
        column.addWidget(label(tr("While you are away, leave these blocks alone"), font=bold))
        column.addLayout(self._boxes)
        kept = QGridLayout()
        kept.setHorizontalSpacing(3 * GRID)
        for place, (text, days) in enumerate(
            (
                (tr("Keep what was put away into archival memory"), self.days),
                (tr("Keep messages that left the context"), self.message_days),
            )
        ):
            kept.addWidget(label(text, font=bold), place, 0)
            kept.addWidget(days, place, 1)
        column.addLayout(kept)
        column.addSpacing(GRID)
        column.addWidget(self.review)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)


def _days(spoken: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(0, _LONGEST_DAYS)
    box.setSuffix(f" {tr('days')}")
    box.setSpecialValueText(tr("for ever"))
    box.setAccessibleName(spoken)
    box.setFixedWidth(zoom.px(18 * GRID))
    return box


def _read(assistant: Assistant) -> tuple[Charter, tuple[str, ...]]:
    return assistant.sleep.charter(), tuple(each.label for each in assistant.blocks())
