"""Dialogs that ask the memory for what they show may be closed before the answer has come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from opened_window import Opened

from app.asking import AskingDialog
from app.away.charter import CharterDialog
from app.backups import BackupsDialog
from app.chat.rows import Said
from app.chat.why import WhyDialog
from app.keys import KeysDialog
from app.memory.as_of import AsOfDialog
from app.memory.forgetting import ForgetDialog
from app.session import Session
from app.theme import Theme
from app.trace.prompt import PromptDialog

NOW = datetime(2026, 11, 22, tzinfo=UTC)
MADE: dict[str, Callable[[Session, Theme, Opened], AskingDialog]] = {
    "as of": lambda session, theme, opened: AsOfDialog(session, theme, NOW, opened.window),
    "backups": lambda session, theme, opened: BackupsDialog(session, theme, opened.window),
    "charter": lambda session, _theme, opened: CharterDialog(session, opened.window),
    "forget": lambda session, theme, opened: ForgetDialog(session, theme, "Biscuit", opened.window),
    "keys": lambda session, theme, opened: KeysDialog(session, theme, opened.window),
    "prompt": lambda session, theme, opened: PromptDialog(session, theme, 2, opened.window),
    "why": lambda session, theme, opened: WhyDialog(session, theme, Said("assistant", "Noted.", NOW, 1), opened.window),
}


def test_closed_while_it_looks_each_goes_once_the_answer_has_come(opened: Opened) -> None:
    session = opened.window.session
    assert session is not None
    for name, make in MADE.items():
        dialog = make(session, opened.window.theme, opened)
        dialog.open()
        assert dialog.waits, name
        dialog.reject()
        opened.until(lambda: not opened.window.findChildren(AskingDialog))
