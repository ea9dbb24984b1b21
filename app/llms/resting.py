"""The language model gives its memory back when nobody has said anything for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from runtime import events

if TYPE_CHECKING:
    from app.preferences import Preferences
    from app.session import Session
    from runtime.events import Event

MINUTE_MS = 60_000
_AT_WORK = events.TurnStarted | events.TurnEnded | events.LLMLoaded


class IdleUnload(QObject):
    """Belongs to a session. What counts is the last message, or when the language model was loaded."""

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__(session)
        self._session, self._preferences = session, preferences
        self._open_turns: set[int] = set()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._rest)
        session.happened.connect(self._follow)
        preferences.changed.connect(self._settle)

    def _follow(self, event: Event) -> None:
        if isinstance(event, events.TurnStarted):
            self._open_turns.add(event.turn_id)
        elif isinstance(event, events.TurnEnded):
            self._open_turns.discard(event.turn_id)
        if isinstance(event, _AT_WORK):
            self._begin()
        elif isinstance(event, events.LLMUnloaded):
            self._timer.stop()

    def _settle(self, name: str) -> None:
        if name == "unload_after":
            self._begin()

    def _begin(self) -> None:
        minutes = self._preferences.settings.unload_after
        if minutes:
            self._timer.start(minutes * MINUTE_MS)
        else:
            self._timer.stop()

    def _rest(self) -> None:
        """Unless it answers or tidies just now: then it is looked at again as long after."""
        if self._open_turns or self._session.absence.asleep:
            self._begin()
        else:
            self._session.unload_llm()
