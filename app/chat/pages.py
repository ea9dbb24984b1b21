"""The transcript's pages: the newest first, older ones as the person scrolls or jumps to a message."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.bridge import Bridge
from app.chat.history import Page, read_back, read_page
from app.chat.transcript import Transcript

if TYPE_CHECKING:
    from runtime.assistant import Assistant
    from runtime.errors import LociError


class Pages(QObject):
    """Reads on workers. ``begun()`` the newest page is in; ``reached(id)`` that message stands in the transcript."""

    begun = Signal()
    reached = Signal(int)

    def __init__(
        self,
        assistant: Assistant,
        bridge: Bridge,
        transcript: Transcript,
        failed: Callable[[LociError], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._assistant = assistant
        self._bridge = bridge
        self._transcript = transcript
        self._failed = failed
        self._before_id: int | None = None
        self._is_begun = False
        self._reading = False
        self._sought: int | None = None
        self._round = 0

    def begin(self) -> None:
        """Show the newest page of the current conversation, whatever was shown before."""
        self._transcript.clear()
        self._before_id, self._is_begun = None, False
        self._round += 1  # what is still being read belongs to another conversation
        self._ask(lambda messages, steps: [read_page(messages, steps)])

    def older(self) -> None:
        """Read the page before the oldest row, if there is one and it is not being read already."""
        before = self._before_id
        if before is not None and not self._reading:
            self._ask(lambda messages, steps: [read_page(messages, steps, before)])

    def reach(self, message_id: int) -> None:
        """Read as many pages as it takes to show that message, once the newest is in."""
        self._sought, before = None, self._before_id
        if self._transcript.message_at(message_id) is not None:
            self.reached.emit(message_id)
        elif not self._is_begun or self._reading:
            self._sought = message_id
        elif before is not None and before > message_id:
            self._sought = message_id
            self._ask(partial(read_back, before_id=before, through_id=message_id))

    def _ask(self, read: Callable[..., Sequence[Page]]) -> None:
        self._reading = True
        assistant = self._assistant
        work = partial(read, assistant.messages, assistant.steps)
        self._bridge.ask(work, partial(self._show, self._round), partial(self._fail, self._round))

    def _show(self, asked: int, pages: Sequence[Page]) -> None:
        if asked != self._round:
            return
        self._reading = False
        for page in pages:
            self._before_id = page.before_id
            self._transcript.prepend(page.rows)
        if not self._is_begun:
            self._is_begun = True
            self.begun.emit()
        if self._sought is not None:
            self.reach(self._sought)

    def _fail(self, asked: int, problem: LociError) -> None:
        if asked == self._round:
            self._reading = False
        self._failed(problem)
