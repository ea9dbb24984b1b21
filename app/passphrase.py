"""Asking for the passphrase: a small dialog on the GUI thread, wanted by a worker that waits for the answer."""

from __future__ import annotations

from concurrent.futures import Future

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QWidget

from app.pieces import field_label, headed, label, name_buttons, secret
from app.tones import GRID
from app.words import tr
from runtime.errors import KeyNeeded
from runtime.vault.strength import judge

_FIRST = (
    "Loci keeps everything you tell it in one encrypted file. This desktop has no keyring to hold its key, so choose "
    "a passphrase. Nobody can restore it for you: without it the memory cannot be read."
)
_AGAIN = "Your memory is locked. Type its passphrase to open it."


def judged(passphrase: str) -> str:
    """How strong it is and how to do better, in a line; nothing where nothing was typed."""
    if not passphrase:
        return ""
    strength = judge(passphrase)
    return " ".join([f"{tr('Strength')}: {tr(strength.word)}.", *(tr(each) for each in strength.hints)])


class PassphraseDialog(QDialog):
    """``new``: it is chosen, and typed twice. ``problem``: why the last one did not do."""

    def __init__(self, parent: QWidget | None, *, new: bool, problem: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Choose a passphrase") if new else tr("Unlock your memory"))
        self.setMinimumWidth(52 * GRID)
        self._new = new
        self._first = secret(tr("Passphrase"))
        self._second = secret(tr("Passphrase, once more"))
        self._problem = label(problem, tone="bad", wrap=True)
        self._problem.setVisible(bool(problem))
        kinds = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self._go = self._buttons.button(kinds.Ok)
        self._go.setText(tr("Begin") if new else tr("Unlock"))
        self._go.setDefault(True)
        name_buttons(self._buttons)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        for field in (self._first, self._second):
            field.textChanged.connect(self._check)
        self._lay_out()
        self._check()

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self._first.text()

    @property
    def problem(self) -> str:
        """The sentence about what is wrong, if anything is."""
        return self._problem.text()

    def _check(self) -> None:
        matches = not self._new or self._first.text() == self._second.text()
        if self._new:
            self._problem.setText("" if matches or not self._second.text() else tr("The two are not the same yet."))
            self._problem.setVisible(bool(self._problem.text()))
        self._go.setEnabled(bool(self._first.text()) and matches)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(GRID)
        form.addRow(field_label(tr("Passphrase"), self._first), self._first)
        if self._new:
            form.addRow(field_label(tr("Once more"), self._second), self._second)
        else:
            self._second.hide()
        column = headed(self)
        column.addWidget(label(tr(_FIRST) if self._new else tr(_AGAIN), wrap=True))
        column.addLayout(form)
        column.addWidget(self._problem)
        column.addStretch(1)
        column.addWidget(self._buttons)


class Asker(QObject):
    """Called on a worker as :data:`runtime.keys.Ask`; shows the dialog over ``window`` and waits for the person.

    ``asked`` says whether the person was asked since :meth:`again`, ``cancelled`` whether they would not answer.
    """

    _wanted = Signal(bool, object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._problem = ""
        self._dialog: PassphraseDialog | None = None
        self.asked = False
        self.cancelled = False
        self._wanted.connect(self._show)

    def __call__(self, new: bool) -> str:
        """The passphrase.

        Raises:
            KeyNeeded: the person closed the dialog.
        """
        self.asked = True
        answer: Future[str | None] = Future()
        self._wanted.emit(new, answer)
        passphrase = answer.result()
        if passphrase is None:
            self.cancelled = True
            raise KeyNeeded(tr("Your memory stays locked; nothing was changed."))
        return passphrase

    def again(self, problem: str) -> None:
        """The next dialog says why it is asked again."""
        self._problem = problem
        self.asked = False

    def cancel(self) -> None:
        """Close the dialog, as if the person had."""
        if self._dialog is not None:
            self._dialog.reject()

    @Slot(bool, object)
    def _show(self, new: bool, answer: Future[str | None]) -> None:
        dialog = self._dialog = PassphraseDialog(self._window, new=new, problem=self._problem)
        dialog.finished.connect(lambda code: self._take(dialog, code, answer))
        dialog.open()

    def _take(self, dialog: PassphraseDialog, code: int, answer: Future[str | None]) -> None:
        answer.set_result(dialog.passphrase if code == QDialog.DialogCode.Accepted else None)
        dialog.deleteLater()
        self._dialog = None
