"""Reading what is new: each message of the person once, its facts stored together with the mark up to which was read.

What code understands is a fact without asking; of the rest the LLM says what is worth keeping. An LLM that cannot
answer costs nothing but those: the message stays in recall memory, and the next one is read.
"""

from __future__ import annotations

from threading import Event as Flag
from typing import TYPE_CHECKING

from sqlmodel import col, select

from models.tables import Message, Sleep
from runtime.errors import LLMError, PromptTooLong, Stopped
from runtime.events import Notice
from runtime.memory.charter import Charter
from runtime.memory.core import CoreMemory
from runtime.memory.journal import Cause
from runtime.sleep import facts
from runtime.sleep.asking import Answer, Core, ask
from runtime.sleep.facts import Found
from runtime.sleep.ledger import Ledger
from runtime.sleep.own_words import clauses
from runtime.sleep.statement import statement

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.engine import Engine

PAGE = 100


class Reader:
    """Reads the messages of one sleep, in order. ``home`` is the label of the block that takes new lines."""

    def __init__(self, engine: Engine, sleep_id: int, home: str, stop: Flag) -> None:
        """Nothing is read yet."""
        self._engine, self._sleep_id, self._home, self._stop = engine, sleep_id, home, stop
        self._facts = Ledger()
        self._charter = Charter()
        self._through = self._written = 0
        self._llm_fails = False

    def read(self) -> None:
        """Read on to the end.

        Raises:
            errors.Stopped: ``stop`` was set; the message that was being read is read again next time.
        """
        written = self._engine.memory.written
        with self._engine.reading() as session:
            self._know(session, written)
        while page := self._unread():
            for message in page:
                self._look()
                self._take(message)
                self._through = message.id or 0

    def _look(self) -> None:
        if self._stop.is_set():
            raise Stopped("Sleep was interrupted.")

    def _know(self, session: Session, written: int) -> None:
        self._facts = Ledger(facts.every(session, self._engine.place.agent_id, self._look))
        self._charter = Charter.read(session)
        self._written = written

    def _unread(self) -> list[Message]:
        with self._engine.reading() as session:
            sleep = session.get_one(Sleep, self._sleep_id)
            query = (
                select(Message)
                .where(
                    Message.agent_id == self._engine.place.agent_id,
                    Message.role == "user",
                    col(Message.id) > max(sleep.read_message_id, self._through),
                    col(Message.id) <= sleep.through_message_id,
                )
                .order_by(col(Message.id))
            )
            return list(session.exec(query.limit(PAGE)))

    def _take(self, message: Message) -> None:
        found = [
            Found(clause, statement(clause.text))
            for clause in clauses(message.text)
            if not self._charter.forbidden(clause.text)
        ]
        understood = [each for each in found if each.said.known]
        unclear = [each for each in found if not each.said.known and not self._facts.same(each.said)]
        answer = self._asked(message, unclear) if unclear else Answer()
        kept = sorted((*understood, *answer.kept), key=lambda each: each.clause.start)
        if not kept and not answer.asked:
            return  # reading it again after an interruption costs less than writing that it was read
        with self._engine.writing() as session:
            if self._engine.memory.written != self._written:  # somebody else wrote since
                self._know(session, self._engine.memory.written)
            for each in kept:
                facts.add(session, message, each, self._facts, self._sleep_id)
            sleep = session.get_one(Sleep, self._sleep_id)
            sleep.read_message_id = message.id or 0
            sleep.asked += answer.asked
            sleep.prompt_tokens += answer.tokens.prompt
            sleep.prefilled_tokens += answer.tokens.prefilled
            sleep.generated_tokens += answer.tokens.generated
            session.add(sleep)
        self._written += 1

    def _asked(self, message: Message, unclear: list[Found]) -> Answer:
        if self._llm_fails:
            return Answer()
        with self._engine.reading() as session:
            blocks = CoreMemory(session, self._engine.place.agent_id, Cause("sleep")).blocks()
        core = Core(tuple(blocks), self._home)
        try:
            return ask(self._engine, core, message.created_at, unclear, self._facts, self._stop)
        except Stopped:
            raise
        except PromptTooLong:
            return Answer()
        except LLMError as problem:
            self._llm_fails = True
            self._engine.emit(Notice(f"{problem} Sleep goes on without asking it.", problem=True))
            return Answer()
