"""The work of a sleep: from the messages since the last one to a memory in order, in small commits.

::

    begin    a row that says up to which message to read; one that was interrupted is taken up again
    read     message by message, facts that cite their evidence           (runtime.sleep.reader)
    tidy     one small edit after another until there is none left       (runtime.sleep.tidying)
    expire   passages that are older than the charter wants them          (runtime.sleep.upkeep)
    end      the row is closed; the journal rows of its changes are the report

Between two commits the person may come back at any time: what is committed stays, the rest is as if it had not been
begun, and the next sleep goes on from there. So does the next start after a crash.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event as Flag
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import col, select

from models.row import append
from models.tables import Block, Fact, Message, Passage, Sleep, SleepChange, SleepQuestion
from runtime.errors import EditConflict, Stopped
from runtime.memory import archival
from runtime.memory.charter import Charter
from runtime.memory.core import CoreMemory
from runtime.memory.journal import Cause
from runtime.sleep import facts, lines, upkeep
from runtime.sleep.lines import Line, Origins, lines_of
from runtime.sleep.needs import Needs
from runtime.sleep.reader import Reader
from runtime.sleep.tidying import Ask, Decision, Edit, OpenBlock, Settled, State, next_decision
from runtime.step import tell_changes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from models.tables import JournalEntry
    from runtime.engine import Engine

SELF = "persona"
"""The block about the assistant itself, in which nothing is tidied."""
HOME = "human"
"""The block about the person, which takes new lines where there is one."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A sleep that runs. ``resumed``: it was interrupted before."""

    id: int
    resumed: bool


def begin(engine: Engine) -> Begun | None:
    """Take up the sleep that was interrupted, else begin one; None where nothing was said since the last."""
    agent_id = engine.place.agent_id
    with engine.reading() as session:
        last = session.exec(select(Sleep).where(Sleep.agent_id == agent_id).order_by(col(Sleep.id).desc())).first()
        newest = session.exec(
            select(func.max(Message.id)).where(Message.agent_id == agent_id, Message.role == "user")
        ).one()
    if last and last.status == "running":
        return Begun(last.id or 0, resumed=True)
    after = last.through_message_id if last else 0
    if (newest or 0) <= after:
        return None
    sleep = Sleep(
        agent_id=agent_id,
        after_message_id=after,
        through_message_id=newest or 0,
        read_message_id=after,
        created_at=engine.clock(),
    )
    with engine.writing() as session:
        return Begun(append(session, sleep), resumed=False)


class Work:
    """One sleep's work, from wherever it stands to its end."""

    def __init__(self, engine: Engine, sleep_id: int, stop: Flag) -> None:
        """``stop`` interrupts it between two commits, and inside what the LLM reads and writes."""
        self._engine, self._sleep_id, self._stop = engine, sleep_id, stop
        self._origins = Origins()
        self._known_needs: dict[str, float] = {}
        self._versions: Mapping[str, int] = {}
        self._needs = Needs()

    def run(self) -> None:
        """Do all that is left.

        Raises:
            errors.Stopped: ``stop`` was set; what was committed stays and the rest waits for the next time.
        """
        with self._engine.reading() as session:
            home = next((each.label for each in self._editable(session)), "")
        Reader(self._engine, self._sleep_id, home, self._stop).read()
        self._tidy()
        upkeep.expire(self._engine, self._sleep_id, self._look)
        with self._engine.writing() as session:
            sleep = session.get_one(Sleep, self._sleep_id)
            sleep.status, sleep.ended_at = "ended", self._engine.clock()
            sleep.read_message_id = sleep.through_message_id
            session.add(sleep)
        self._engine.wake_embedding()

    def _look(self) -> None:
        if self._stop.is_set():
            raise Stopped("Sleep was interrupted.")

    def _tidy(self) -> None:
        place = self._engine.place
        with self._engine.reading() as session:
            # As of its beginning, so that one that is taken up again decides as it would have.
            began = session.get_one(Sleep, self._sleep_id).created_at
            self._needs = Needs.read(session, place.agent_id, began, self._look)
        while True:
            self._look()
            with self._engine.reading() as session:
                decision = next_decision(self._state(session))
            if decision is None:
                return
            try:
                self._commit(decision)
            except EditConflict:
                continue  # the person or a turn wrote meanwhile: decide anew

    def _state(self, session: Session) -> State:
        self._origins.update(session, self._look)
        blocks = self._editable(session)
        self._versions = {each.label: each.version for each in blocks}
        asked = session.exec(select(SleepQuestion.fact_id)).all()
        charter = Charter.read(session)
        states = (
            OpenBlock(each.label, self._lines(each, charter), len(each.value), each.char_limit) for each in blocks
        )
        every = facts.every(session, self._engine.place.agent_id)
        known = [each for each in every if not charter.forbidden(each.said.line)]
        return State(tuple(states), known, self._need, frozenset(asked))

    def _lines(self, block: Block, charter: Charter) -> tuple[Line, ...]:
        """The lines that may be tidied: not those that could not be written again."""
        return tuple(each for each in lines_of(block, self._origins) if not charter.forbidden(each.text))

    def _editable(self, session: Session) -> list[Block]:
        """The blocks that sleep may edit, the one that takes new lines first."""
        blocks = CoreMemory(session, self._engine.place.agent_id, Cause("sleep")).blocks()
        untouched = {SELF, *Charter.read(session).untouched}
        free = [each for each in blocks if not each.read_only and each.label not in untouched]
        return sorted(free, key=lambda each: each.label != HOME)

    def _need(self, line: str) -> float:
        if line not in self._known_needs:
            self._known_needs[line] = self._needs.of(line)
        return self._known_needs[line]

    def _commit(self, decision: Decision) -> None:
        changes: list[JournalEntry] = []
        with self._engine.writing() as session:
            match decision:
                case Edit():
                    changes = self._edit(session, decision)
                case Settled():
                    self._settle(session, decision)
                case Ask():
                    self._ask(session, decision)
        tell_changes(self._engine.emit, changes, None)

    def _edit(self, session: Session, edit: Edit) -> list[JournalEntry]:
        change = SleepChange(
            sleep_id=self._sleep_id,
            kind=edit.kind,
            label=edit.label,
            reason=edit.reason,
            fact_id=edit.facts[0] if edit.facts else None,
        )
        sources = {each.message_id: each for each in lines.evidence(session, edit.origins)}
        sources |= {each.message_id: each for each in facts.evidence(session, edit.facts)}
        cause = Cause("sleep", sources=tuple(sources.values()), sleep_change_id=append(session, change))
        core = CoreMemory(session, self._engine.place.agent_id, cause)
        if edit.remove is not None or edit.put is not None:
            block = core.writable(edit.label)
            if edit.remove is not None and edit.remove not in block.value.split("\n"):
                raise EditConflict(f"The block '{edit.label}' changed while it was tidied.")
            core.write(block, rewritten(block.value, edit.remove, edit.put), version=self._versions[edit.label])
        if edit.unarchive is not None:
            archival.remove(session, session.get_one(Passage, edit.unarchive), cause)
        passage_id = None
        if edit.archive is not None:
            passage_id = archival.insert(session, self._engine.place.archive_id, edit.archive, (), cause).id
        for fact_id in edit.facts:
            fact = session.get_one(Fact, fact_id)
            fact.status, fact.passage_id = facts.PLACED, passage_id
            session.add(fact)
        return core.changes

    def _settle(self, session: Session, settled: Settled) -> None:
        for fact_id in settled.facts:
            fact = session.get_one(Fact, fact_id)
            fact.status = facts.PLACED
            session.add(fact)
            if settled.ended_at:
                facts.end(session, fact_id, settled.ended_at)

    def _ask(self, session: Session, ask: Ask) -> None:
        fact = session.get_one(Fact, ask.fact_id)
        fact.status = facts.ASKED
        session.add(fact)
        question = SleepQuestion(sleep_id=self._sleep_id, fact_id=ask.fact_id, label=ask.label, line=ask.line)
        append(session, question)


def rewritten(value: str, remove: str | None, put: str | None) -> str:
    """The block's text with one line taken out, put in its place, or added at the end."""
    rows = value.split("\n") if value else []
    if remove is None:
        return "\n".join([*rows, *([put] if put else [])])
    place = rows.index(remove)
    rows[place : place + 1] = [put] if put else []
    return "\n".join(rows)
