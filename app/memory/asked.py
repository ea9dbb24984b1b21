"""The LLM asks for something to be forgotten: the person is shown what would go, and decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.events import ForgettingAsked

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.session import Session
    from app.theme import Theme


def ask_when_wanted(session: Session, theme: Theme, parent: QWidget) -> None:
    """From now on, ask over ``parent`` whenever the LLM hands on that something is to be forgotten."""

    def ask(event: object) -> None:
        if isinstance(event, ForgettingAsked):
            from app.memory.forgetting import ForgetDialog  # noqa: PLC0415 - brings the memory file's tables along

            ForgetDialog(session, theme, event.text, parent).open()

    session.happened.connect(ask)
