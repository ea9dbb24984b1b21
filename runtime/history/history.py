"""What the person may ask the journal for; the assistant's ``history``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from runtime.history import as_of, prompts, undoing, why
from runtime.history.as_of import Memory
from runtime.history.prompts import PastPrompt
from runtime.history.why import Why

if TYPE_CHECKING:
    from runtime.engine import Engine
    from runtime.views import ChangeView


Answer = TypeVar("Answer")


class History:
    """Belongs to one assistant; any thread.

    ``changed`` is called when the memory was changed, ``conversation`` tells which one the person is in.
    """

    def __init__(self, engine: Engine, changed: Callable[[], None], conversation: Callable[[], int]) -> None:
        self._engine, self._changed, self._conversation = engine, changed, conversation

    def undo(self, change_id: int | None = None) -> ChangeView:
        """Take a change back; see :func:`runtime.history.undoing.undo`."""
        return self._told(undoing.undo(self._engine, change_id))

    def redo(self, change_id: int | None = None) -> ChangeView:
        """Do a change again; see :func:`runtime.history.undoing.redo`."""
        return self._told(undoing.redo(self._engine, change_id))

    def undo_turn(self, turn_id: int) -> tuple[ChangeView, ...]:
        """Take back all that a turn changed; see :func:`runtime.history.undoing.undo_turn`."""
        return self._told(undoing.undo_turn(self._engine, turn_id))

    def redo_turn(self, turn_id: int) -> tuple[ChangeView, ...]:
        """Do again what was undone of a turn; see :func:`runtime.history.undoing.redo_turn`."""
        return self._told(undoing.redo_turn(self._engine, turn_id))

    def redo_sleep(self, sleep_id: int) -> tuple[ChangeView, ...]:
        """Do again what was undone of a sleep; see :func:`runtime.history.undoing.redo_sleep`."""
        return self._told(undoing.redo_sleep(self._engine, sleep_id))

    def as_of(self, at: datetime, limit: int = 20) -> Memory:
        """The memory as it was at a moment; see :func:`runtime.history.as_of.as_of`."""
        return as_of.as_of(self._engine, at, conversation_id=self._conversation(), limit=limit)

    def prompt_behind(self, message_id: int) -> PastPrompt:
        """The exact prompt behind a reply or another call of the LLM; see :func:`runtime.history.prompts.behind`."""
        return prompts.behind(self._engine, message_id)

    def why(self, label: str, line: str) -> Why:
        """The changes and messages that a line of a block rests on; see :func:`runtime.history.why.of_line`."""
        return why.of_line(self._engine, label, line)

    def why_passage(self, passage: int | str) -> Why:
        """The changes and messages that a passage rests on; see :func:`runtime.history.why.of_passage`."""
        return why.of_passage(self._engine, passage)

    def _told(self, made: Answer) -> Answer:
        self._changed()
        return made
