"""What the window shows while the memory is locked: nothing of it, and the way in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import zoom
from app.pieces import label, named, push, secret, set_tone
from app.resources import pixmap
from app.theme import Theme, scaled
from app.tones import GRID
from app.words import tr

_WIDTH, _MARK = 48 * GRID, 48
_ALL = 1_000  # of the width, up to the most that it may have
_CLOSING = "Closing your memory …"
_LOCKED = "Everything you told Loci is in one encrypted file. Your passphrase opens it."
_CLOSED = "The memory file is closed and its key is forgotten."
_KEYRING = (
    "This desktop’s keyring opens it for whoever is logged in. Once you have added a passphrase (Ways to the key…, in "
    "the menu), you are asked for that instead."
)
_FIELD = "Passphrase, or the words of a recovery key"


class LockScreen(QWidget):
    """``unlock_wanted(text)``: the person gave a passphrase or the words of a recovery key, or nothing was to be given.

    Nothing can be given before :meth:`ask`.
    """

    unlock_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        named(self, "place")
        self.setAccessibleName(tr("Loci is locked"))
        self._theme = theme
        self.field = secret(tr(_FIELD), tr(_FIELD))
        self.field.returnPressed.connect(self._unlock)
        self.button = push(tr("Unlock"), tr("Unlock the memory"), kind="main")
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self._unlock)
        self._told = label(tr(_CLOSING), tone="muted", wrap=True)
        self._told.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self._told)
        self._problem = label(tone="bad", wrap=True)
        self._mark = label()
        self._inner = QWidget()
        self._lay_out()
        for each in (self.field, self.button, self._problem):
            each.hide()
        theme.changed.connect(self._tint)
        self._tint()

    @property
    def told(self) -> str:
        """What it says."""
        return self._told.text()

    @property
    def problem(self) -> str:
        """Why it did not open, if it did not."""
        return self._problem.text()

    @property
    def ready(self) -> bool:
        """Whether it can be opened just now."""
        return self.button.isVisible() and self.button.isEnabled()

    def ask(self, *, asks: bool, problem: str = "", greeting: bool = False) -> None:
        """The memory is closed. ``asks``: something is to be given; otherwise a press opens it by the keyring.

        ``greeting``: it was not open before, the program has just been started.
        """
        closed = tr(_LOCKED) if greeting else tr(_CLOSED)
        self._told.setText(closed if asks else f"{closed} {tr(_KEYRING)}")
        self.field.setVisible(asks)
        self.button.show()
        self.refuse(problem)

    def wait(self, sentence: str) -> None:
        """It is being opened; why that takes long, if it does."""
        self.field.setEnabled(False)
        self.button.setEnabled(False)
        self._say(sentence, "muted")

    def refuse(self, problem: str) -> None:
        """It did not open, for this reason; something can be given again."""
        self.field.setEnabled(True)
        self.button.setEnabled(True)
        self._say(problem, "bad")
        self._where_to_begin().setFocus()

    def _unlock(self) -> None:
        text = self.field.text()
        if text or self.field.isHidden():
            self.field.clear()
            self.wait(tr("Opening your memory …"))
            self.unlock_wanted.emit(text)

    def _where_to_begin(self) -> QWidget:
        return self.button if self.field.isHidden() else self.field

    def _say(self, sentence: str, tone: str) -> None:
        set_tone(self._problem, "tone", tone)
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._inner)
        column.setSpacing(2 * GRID)
        title = label(tr("Loci is locked"), font=scaled(self.font(), 1.5, bold=True))
        for each in (self._mark, title, self._told, self._problem):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for widget in (self._mark, title, self._told, self.field, self._problem, self.button):
            column.addWidget(widget)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self._inner, _ALL)
        line.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(line)
        outer.addStretch(3)

    def _tint(self) -> None:
        """In the theme's colours, and at its size."""
        self._inner.setMaximumWidth(zoom.px(_WIDTH))
        self._mark.setPixmap(pixmap("lock", self._theme.tones.accent, _MARK, self.devicePixelRatioF()))
