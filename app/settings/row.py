"""One setting: its label and help, what it is changed with, and the way back to the default."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.pieces import label, named, tool
from app.resources import icon
from app.settings.editors import editor_for
from app.theme import Theme, scaled
from app.tones import GRID
from app.words import tr
from runtime.setting import Setting, Value

_EDITOR = 30 * GRID


class Row(QFrame):
    """``chosen(name, value)``: the person wants another value; None is the default."""

    chosen = Signal(str, object)

    def __init__(self, setting: Setting, theme: Theme) -> None:
        super().__init__()
        named(self, "settingRow")
        self.setting = setting
        self._theme = theme
        self.editor = editor_for(setting)
        self.editor.setFixedWidth(_EDITOR)
        self.editor.chosen.connect(lambda value: self.chosen.emit(setting.name, value))
        self._back = tool(tr("Back to the default: {name}").format(name=tr(setting.label)), size=16)
        self._back.clicked.connect(lambda: self.chosen.emit(setting.name, None))
        self._problem = label(tone="bad", wrap=True)
        self._problem.hide()
        self._state = label(wrap=True)
        self._state.hide()
        self._help = label(tr(setting.help), tone="muted", wrap=True)
        self._help.setFont(scaled(self.font(), 0.95))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(tr(setting.label)))
        words.addWidget(self._help)
        words.addWidget(self._problem)
        words.addWidget(self._state)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID + GRID // 2, GRID, GRID + GRID // 2)
        row.setSpacing(2 * GRID)
        row.addLayout(words, 1)
        row.addWidget(self.editor, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._back, 0, Qt.AlignmentFlag.AlignVCenter)
        policy = self._back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._back.setSizePolicy(policy)
        theme.changed.connect(self._tint)
        self._tint()

    @property
    def problem(self) -> str:
        """Why the last choice was not taken, if it was not."""
        return self._problem.text()

    @property
    def state(self) -> str:
        """What is going on because of it."""
        return self._state.text()

    def show_value(self, value: Value, *, fixed: bool) -> None:
        """Show the value in force; ``fixed``: the environment decides it."""
        self.editor.show_value(value)
        self.editor.setEnabled(not fixed)
        self._back.setVisible(value != self.setting.default and not fixed)
        self.say(tr("Decided by {name} in the environment.").format(name=self.setting.variable) if fixed else "")

    def say(self, sentence: str) -> None:
        """Say below it what is to be known of it; an empty sentence says nothing."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def tell(self, sentence: str) -> None:
        """Tell below it what is going on because of it; an empty sentence tells nothing."""
        self._state.setText(sentence)
        self._state.setVisible(bool(sentence))

    def answers(self, words: list[str]) -> bool:
        """Whether all these words stand in what is said of it."""
        setting = self.setting
        told = [setting.name, setting.label, setting.help, setting.group]
        text = " ".join([*told, *map(tr, told), *(tr(words) for _, words in setting.choices)]).casefold()
        return all(word in text for word in words)

    def _tint(self) -> None:
        self._back.setIcon(icon("undo", self._theme.tones.muted, 16))
