"""The agents of a memory file: which there are, and which of them is talked with; the assistant's ``agents``.

Each has blocks, an archive and conversations of its own. More than one is there after an import.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlmodel import col, select

from models.tables import Agent, FileSetting
from runtime import turn
from runtime.errors import InputRefused
from runtime.events import MemoryRevised
from runtime.first_run import IN_USE, find_place
from runtime.views import AgentView

if TYPE_CHECKING:
    from runtime.conversations import Conversations
    from runtime.engine import Engine, Place


class Agents:
    """Belongs to one assistant. Methods may be called from any thread, :meth:`follow` by the runtime thread alone."""

    def __init__(
        self,
        engine: Engine,
        conversations: Conversations,
        between_turns: Callable[[Callable[[], None]], None],
        move: Callable[[Place], None],
    ) -> None:
        """``between_turns`` does work on the runtime thread; ``move``, called there, goes to another agent's place."""
        self._engine = engine
        self._conversations = conversations
        self._between_turns = between_turns
        self._move = move

    def all(self) -> tuple[AgentView, ...]:
        """Every agent, oldest first."""
        with self._engine.reading() as session:
            rows = session.exec(select(Agent).order_by(col(Agent.id))).all()
            in_use = self._engine.place.agent_id
            return tuple(AgentView(row.id or 0, row.name, row.description, row.id == in_use) for row in rows)

    def use(self, agent_id: int) -> None:
        """Talk with this one from now on, also after the next start.

        Raises:
            InputRefused: there is no such agent, or a message still waits for its answer.
        """
        with self._engine.reading() as session:
            agent = session.get(Agent, agent_id)
            uid = agent.uid if agent else ""
        if not uid:
            message = f"There is no agent {agent_id}. Nothing was changed."
            raise InputRefused(message)
        self._refuse_while_busy()
        self._between_turns(lambda: self._use(uid))

    def _use(self, uid: str) -> None:
        self._refuse_while_busy()
        with self._engine.writing() as session:
            session.merge(FileSetting(key=IN_USE, value=uid))
        if self.follow():
            self._engine.emit(MemoryRevised())

    def _refuse_while_busy(self) -> None:
        if turn.waiting(self._engine):
            message = "An answer is still being written. Wait for it, or stop it, and then change the agent."
            raise InputRefused(message)

    def follow(self) -> bool:
        """Go to the agent that the file names, unless a message waits for its answer; whether it is another one."""
        place = find_place(self._engine.memory)
        if place.agent_id == self._engine.place.agent_id or turn.waiting(self._engine):
            return False
        self._move(place)
        self._conversations.current = place.conversation_id
        return True
