"""Several conversations with one memory: listed, begun, opened, named, put away; and what is being written in each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import col, select

from models.tables import Conversation, FileSetting, Message, Turn
from runtime import reading
from runtime.errors import InputRefused
from runtime.memory import branches, recall
from runtime.views import ConversationView, FoundView

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.engine import Engine

LONGEST_TITLE = 200
_TITLE_CHARS = 60
_FOUND = 50
_LONGEST_DRAFT = 1_000_000


class Conversations:
    """The agent's conversations. ``current`` is the one that is shown and that messages are sent to.

    Methods may be called from any thread. ``busy`` tells whether an answer is being written, and ``changed`` is
    called when another conversation has become the current one.
    """

    def __init__(self, engine: Engine, busy: Callable[[], bool], changed: Callable[[], None]) -> None:
        """The one that was talked in last is the current one."""
        self._engine = engine
        self._busy = busy
        self._changed = changed
        self.current = engine.place.conversation_id

    def all(self, *, archived: bool = False) -> tuple[ConversationView, ...]:
        """Pinned ones first, then by when they were last talked in; those put away only where asked for."""
        last = func.max(Message.id)
        query = (
            select(Conversation, func.max(Message.created_at), last)
            .join(Message, col(Message.conversation_id) == col(Conversation.id), isouter=True)
            .where(Conversation.agent_id == self._engine.place.agent_id)
            .where(col(Conversation.archived_at).is_not(None) if archived else col(Conversation.archived_at).is_(None))
            .group_by(col(Conversation.id))
            .order_by(col(Conversation.pinned).desc(), last.is_not(None), last.desc(), col(Conversation.id).desc())
        )
        with self._engine.reading() as session:
            return tuple(
                ConversationView(
                    row.id or 0,
                    row.title or _first_words(session, row.id or 0),
                    row.pinned,
                    row.archived_at is not None,
                    row.created_at,
                    said_at,
                )
                for row, said_at, _ in session.exec(query).all()
            )

    def start(self) -> int:
        """Begin a new conversation, or go on with one in which nothing was said, and make it the current one."""
        empty = next((each.id for each in self.all() if each.last_at is None and not each.pinned), None)
        if empty is None:
            self._begin()
        else:
            self.open(empty)
        return self.current

    def open(self, conversation_id: int) -> None:
        """Make it the current one.

        Raises:
            InputRefused: there is no such conversation, or an answer is being written in the current one.
        """
        with self._engine.reading() as session:
            self._row(session, conversation_id)
        if conversation_id != self.current:
            self._refuse_while_busy()
            self._go_to(conversation_id)

    def rename(self, conversation_id: int, title: str) -> None:
        """Give it a title; an empty one: its first words again.

        Raises:
            InputRefused: there is no such conversation, or the title is too long.
        """
        title = " ".join(title.split())
        if len(title) > LONGEST_TITLE:
            message = f"A title has at most {LONGEST_TITLE} characters, and this has {len(title):,}. The old one stays."
            raise InputRefused(message)
        with self._engine.writing() as session:
            self._row(session, conversation_id).title = title

    def pin(self, conversation_id: int, *, pinned: bool) -> None:
        """Keep it at the top of the list, or no longer."""
        with self._engine.writing() as session:
            self._row(session, conversation_id).pinned = pinned

    def archive(self, conversation_id: int, *, archived: bool) -> None:
        """Put it away, or bring it back. Its messages stay in recall memory and are found as before.

        Where the current one is put away, the next becomes the current one.
        """
        if archived and conversation_id == self.current:
            others = [each.id for each in self.all() if each.id != conversation_id]
            if others:
                self.open(others[0])
            else:
                self._begin()
        with self._engine.writing() as session:
            self._row(session, conversation_id).archived_at = self._engine.clock() if archived else None

    def find(self, words: str) -> tuple[int, ...]:
        """The messages of the current conversation in which these words stand as they are, oldest first: their ids."""
        with self._engine.reading() as session:
            return tuple(recall.containing(session, self.current, words)) if words.strip() else ()

    def search(self, query: str, limit: int = _FOUND) -> tuple[FoundView, ...]:
        """What was said in any conversation and answers a query, by words and by meaning, best first."""
        with self._engine.reading() as session:
            agent_id = self._engine.place.agent_id
            hits = self._engine.search.messages(session, query, agent_id=agent_id, roles=recall.SPOKEN, limit=limit)
            found = reading.messages_hit(session, hits)
            where = recall.conversations_of(session, [each.id for each in found])
            rows = select(Conversation).where(col(Conversation.id).in_(set(where.values())))
            titles = {row.id: row.title or _first_words(session, row.id or 0) for row in session.exec(rows)}
            return tuple(FoundView(each, where[each.id], titles[where[each.id]]) for each in found)

    def open_message(self, message_id: int) -> None:
        """Make the conversation that holds a message the current one.

        Raises:
            InputRefused: the message is there no more, or an answer is being written in the current conversation.
        """
        with self._engine.reading() as session:
            where = recall.conversations_of(session, [message_id])
        if message_id not in where:
            message = "That message is there no more; it was forgotten."
            raise InputRefused(message)
        self.open(where[message_id])
        with self._engine.reading() as session:
            turn_id = session.get_one(Message, message_id).turn_id
            hidden = branches.branches(session, where[message_id]).hidden
        if turn_id is not None and turn_id in hidden:
            self.show_version(turn_id)

    def show_version(self, turn_id: int) -> None:
        """Go back, or on, to another version of an edited message and what followed on it.

        Raises:
            InputRefused: there is no such turn, or an answer is being written.
        """
        self._refuse_while_busy()
        with self._engine.writing() as session:
            turn = session.get(Turn, turn_id)
            if turn is None or turn.conversation_id != self.current:
                message = "That version is there no more. The present one stays."
                raise InputRefused(message)
            branches.show(session, turn_id)
        self._changed()

    def draft(self) -> str:
        """What was being written in the current conversation."""
        with self._engine.reading() as session:
            kept = session.get(FileSetting, self._draft_key)
            return kept.value if kept else ""

    def keep_draft(self, text: str) -> None:
        """Keep what is being written in the current conversation for the next start; nothing: forget it."""
        with self._engine.writing() as session:
            kept = session.get(FileSetting, self._draft_key)
            if kept and not text:
                session.delete(kept)
            elif kept:
                kept.value = text[:_LONGEST_DRAFT]
            elif text:
                session.add(FileSetting(key=self._draft_key, value=text[:_LONGEST_DRAFT]))

    @property
    def _draft_key(self) -> str:
        return f"draft.{self.current}"

    def _begin(self) -> None:
        self._refuse_while_busy()
        with self._engine.writing() as session:
            row = Conversation(agent_id=self._engine.place.agent_id)
            session.add(row)
            session.flush()
            made = row.id or 0
        self._go_to(made)

    def _refuse_while_busy(self) -> None:
        if self._busy():
            message = "An answer is still being written. Wait for it, or stop it, and then change the conversation."
            raise InputRefused(message)

    def _go_to(self, conversation_id: int) -> None:
        self.current = conversation_id
        self._changed()

    def _row(self, session: Session, conversation_id: int) -> Conversation:
        row = session.get(Conversation, conversation_id)
        if row is None or row.agent_id != self._engine.place.agent_id:
            message = f"There is no conversation {conversation_id}. Nothing was changed."
            raise InputRefused(message)
        return row


def _first_words(session: Session, conversation_id: int) -> str:
    query = select(Message.text).where(Message.conversation_id == conversation_id, Message.role == "user")
    line = " ".join((session.exec(query.order_by(col(Message.id)).limit(1)).first() or "")[:400].split())
    return line if len(line) <= _TITLE_CHARS else line[: _TITLE_CHARS - 1].rstrip() + "…"
