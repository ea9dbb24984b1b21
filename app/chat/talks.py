"""The conversations as the window deals with them: listed and changed on workers, told of by signals."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.bridge import Bridge

if TYPE_CHECKING:
    from runtime.assistant import Assistant
    from runtime.conversations import Conversations
    from runtime.errors import LociError
    from runtime.views import ConversationView

    Outcome = tuple[tuple[ConversationView, ...], int, str]


class Talks(QObject):
    """Reads and changes the conversations.

    ``listed(views, current)``; ``moved(draft)`` another one is the current one, with what was being written in it;
    ``resumed(draft)`` the same of the first one; ``refused(sentence)``.
    """

    listed = Signal(object, int)
    moved = Signal(str)
    resumed = Signal(str)
    refused = Signal(str)

    def __init__(self, assistant: Assistant, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._conversations = assistant.conversations
        self._bridge = bridge
        self._archived = False
        self._shown: int | None = None

    @property
    def is_listed(self) -> bool:
        """Whether what was being written before has been read, so that the composer holds all there is."""
        return self._shown is not None

    def refresh(self) -> None:
        """Read the list anew."""
        self._change(lambda _conversations: None)

    def show_archived(self, archived: bool) -> None:
        """List those that were put away, or the others."""
        self._archived = archived
        self.refresh()

    def open(self, conversation_id: int, draft: str) -> None:
        """Go to that one, and keep what is being written in the present one."""
        self._change(lambda conversations: conversations.open(conversation_id), draft)

    def open_message(self, message_id: int, draft: str, then: Callable[[], None]) -> None:
        """Go to the conversation that holds a message, then do ``then``."""
        self._change(lambda conversations: conversations.open_message(message_id), draft, then)

    def start(self, draft: str) -> None:
        """Begin a new one."""
        self._change(lambda conversations: conversations.start(), draft)

    def rename(self, conversation_id: int, title: str) -> None:
        """Give it a title."""
        self._change(lambda conversations: conversations.rename(conversation_id, title))

    def pin(self, conversation_id: int, pinned: bool) -> None:
        """Keep it at the top, or no longer."""
        self._change(lambda conversations: conversations.pin(conversation_id, pinned=pinned))

    def archive(self, conversation_id: int, archived: bool) -> None:
        """Put it away, or bring it back."""
        self._change(lambda conversations: conversations.archive(conversation_id, archived=archived))

    def keep_draft(self, draft: str) -> None:
        """Keep what is being written."""
        self._bridge.ask(partial(self._conversations.keep_draft, draft), None, self._refuse)

    def _change(
        self,
        change: Callable[[Conversations], object],
        draft: str | None = None,
        then: Callable[[], None] = lambda: None,
    ) -> None:
        conversations, archived = self._conversations, self._archived

        def work() -> Outcome:
            if draft is not None:
                conversations.keep_draft(draft)
            change(conversations)
            return conversations.all(archived=archived), conversations.current, conversations.draft()

        def show(outcome: Outcome) -> None:
            self._show(outcome, archived=archived)
            then()

        self._bridge.ask(work, show, self._refuse)

    def _show(self, outcome: Outcome, *, archived: bool) -> None:
        views, current, draft = outcome
        before, self._shown = self._shown, current
        if archived == self._archived:  # else the others are wanted by now, and their list is on its way
            self.listed.emit(views, current)
        if before is None:
            self.resumed.emit(draft)
        elif before != current:
            self.moved.emit(draft)

    def _refuse(self, problem: LociError) -> None:
        self.refused.emit(str(problem))
