"""The work of a sleep: from the messages since the last one to a memory in order, in small commits.

::

    begin    a row that says up to which message to read; one that was interrupted is taken up again
    read     message by message, facts that cite their evidence           (runtime.sleep.reader)
    tidy     one small edit after another until there is none left       (runtime.sleep.tidying)
    expire   passages that are older than the charter wants them          (runtime.sleep.upkeep)
    derive   what is known of people and days, and what is coming up      (runtime.sleep.deriving)
    merge    the search index, a little at a time                         (runtime.sleep.upkeep)
    end      the row is closed; the journal rows of its changes are the report

Where the person wants to be asked first, nothing of what changes the memory is done without their consent; the row
waits, and the report shows what would be done.

Between two commits the person may come back at any time: what is committed stays, the rest is as if it had not been
begun, and the next sleep goes on from there. So does the next start after a crash.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from threading import Event as Flag
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import col, select

from models.row import append
from models.tables import Fact, Message, Passage, Sleep, SleepChange, SleepQuestion
from runtime.errors import EditConflict, Stopped
from runtime.memory import archival
from runtime.memory.charter import Charter
from runtime.memory.core import CoreMemory
from runtime.memory.journal import Cause
from runtime.sleep import deriving, facts, lines, upkeep
from runtime.sleep.consent import Consent, Wish
from runtime.sleep.picture import Picture, editable
from runtime.sleep.proposing import Proposed, proposed
from runtime.sleep.reader import Reader
from runtime.sleep.taking_back import take_back
from runtime.sleep.tidying import Ask, Decision, Edit, Settled, next_decision
from runtime.step import tell_changes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from models.tables import JournalEntry
    from runtime.engine import Engine

RUNNING, WAITING = "running", "waiting"


@dataclass(frozen=True, slots=True)
class Begun:
    """A sleep that runs. ``resumed``: it was interrupted before."""

    id: int
    resumed: bool


def begin(engine: Engine, stop: Flag | None = None, *, answered: bool = False) -> Begun | None:
    """Take up the sleep that was interrupted, or waits for what is ``answered`` now, else begin one.

    None where there is nothing to do.

    There is something where something was said since the last one, or what was put together from facts is no longer
    right.

    Raises:
        errors.Stopped: ``stop`` was set; nothing has begun.
    """
    agent_id = engine.place.agent_id
    with engine.reading() as session:
        last = session.exec(select(Sleep).where(Sleep.agent_id == agent_id).order_by(col(Sleep.id).desc())).first()
        newest = session.exec(
            select(func.max(Message.id)).where(Message.agent_id == agent_id, Message.role == "user")
        ).one()
        after = last.through_message_id if last else 0
        idle = (newest or 0) <= after and not deriving.due(session, engine, engine.clock(), lambda: _look(stop))
        asked_first = Charter.read(session).review
    if last and last.status == WAITING:
        still = asked_first and not answered and (newest or 0) <= after
        return None if still else _go_on(engine, last, newest or after)
    if last and last.status == RUNNING:
        return Begun(last.id or 0, resumed=True)
    if idle:
        return None
    sleep = Sleep(
        agent_id=agent_id,
        after_message_id=after,
        through_message_id=max(newest or 0, after),
        read_message_id=after,
        created_at=engine.clock(),
    )
    with engine.writing() as session:
        return Begun(append(session, sleep), resumed=False)


def _go_on(engine: Engine, waiting: Sleep, through_message_id: int) -> Begun:
    """A sleep that waits takes in what was said since."""
    with engine.writing() as session:
        sleep = session.get_one(Sleep, waiting.id)
        sleep.status, sleep.through_message_id = RUNNING, through_message_id
        session.add(sleep)
    return Begun(waiting.id or 0, resumed=True)


def _look(stop: Flag | None) -> None:
    if stop is not None and stop.is_set():
        raise Stopped("Sleep was interrupted.")


class Work:
    """One sleep's work, from wherever it stands to its end."""

    def __init__(self, engine: Engine, sleep_id: int, stop: Flag, consent: Consent | None = None) -> None:
        """``stop`` interrupts it between two commits, and inside what the LLM reads and writes.

        Without ``consent`` the person's rules say whether they are to be asked first.
        """
        self._engine, self._sleep_id, self._stop = engine, sleep_id, stop
        self._consent = consent or _consent(engine)
        self.waiting: Proposed | None = None
        """What waits for the person's yes, where it was worked out."""

    def run(self) -> bool:
        """Do all that is left and may be done. False: the rest waits for the person's yes.

        Raises:
            errors.Stopped: ``stop`` was set; what was committed stays and the rest waits for the next time.
        """
        self.read()
        self._tidy()
        upkeep.expire(self._engine, self._sleep_id, self._consent, self._look)
        deriving.derive(self._engine, self._sleep_id, self._consent, self._look)
        upkeep.merge_index(self._engine, self._look)
        if self._consent.asked_first:
            waiting = proposed(self._engine, self._sleep_id, self._look)
            if waiting.lines:
                self._wait(waiting)
                return False
        self.end()
        return True

    def read(self) -> None:
        """Draw the facts out of what is new."""
        with self._engine.reading() as session:
            home = next((each.label for each in editable(session, self._engine.place.agent_id)), "")
        Reader(self._engine, self._sleep_id, home, self._stop).read()

    def end(self) -> None:
        """All is done."""
        with self._engine.writing() as session:
            sleep = session.get_one(Sleep, self._sleep_id)
            sleep.status, sleep.ended_at = "ended", self._engine.clock()
            sleep.read_message_id = sleep.through_message_id
            session.add(sleep)
        self._engine.wake_embedding()

    def _wait(self, waiting: Proposed) -> None:
        """The person is to say yes; what sleep does not dare to decide at all is asked already."""
        with self._engine.writing() as session:
            for each in waiting.asks:
                if session.get(Fact, each.fact_id):  # else it was forgotten meanwhile
                    self._ask(session, each)
            sleep = session.get_one(Sleep, self._sleep_id)
            sleep.status, sleep.read_message_id = WAITING, sleep.through_message_id
            session.add(sleep)
        self.waiting = replace(waiting, written=waiting.written + 1)

    def _look(self) -> None:
        _look(self._stop)

    def _tidy(self) -> None:
        picture = Picture(self._engine, self._sleep_id, self._look)
        while True:
            self._look()
            decision = next_decision(picture.state())
            say = self._consent.to(Wish.of(decision)) if isinstance(decision, Edit) else "yes"
            if decision is None or say == "unasked":
                return
            try:
                if isinstance(decision, Edit) and say == "no":
                    self._decline(decision, picture)
                else:
                    self.commit(decision, picture)
            except EditConflict:
                continue  # the person or a turn wrote meanwhile: decide anew

    def commit(self, decision: Decision, picture: Picture) -> None:
        """Carry out what was decided on a picture of the memory, in one transaction.

        Raises:
            EditConflict: somebody wrote since the picture was made; nothing is changed.
        """
        changes: list[JournalEntry] = []
        with self._engine.writing() as session:
            picture.check()
            match decision:
                case Edit():
                    changes = self._edit(session, decision, picture.versions)
                    touched = decision.facts
                case Settled():
                    self._settle(session, decision)
                    touched = decision.facts
                case Ask():
                    self._ask(session, decision)
                    touched = (decision.fact_id,)
            known = [facts.known(session.get_one(Fact, each)) for each in touched]
        picture.follow(*known, asked=decision.fact_id if isinstance(decision, Ask) else None)
        tell_changes(self._engine.emit, changes, None)

    def _decline(self, edit: Edit, picture: Picture) -> None:
        """Done and taken back in one transaction: so it is known that the person does not want it."""
        with self._engine.writing() as session:
            picture.check()
            self._edit(session, edit, picture.versions)
            change = session.exec(select(SleepChange).order_by(col(SleepChange.id).desc()).limit(1)).one()
            take_back(session, self._engine, change)
        # The picture notices that it was written to, and reads all anew.

    def _edit(self, session: Session, edit: Edit, versions: Mapping[str, int]) -> list[JournalEntry]:
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
            core.write(block, rewritten(block.value, edit.remove, edit.put), version=versions[edit.label])
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


def _consent(engine: Engine) -> Consent:
    with engine.reading() as session:
        return Consent(asked_first=Charter.read(session).review)


def rewritten(value: str, remove: str | None, put: str | None) -> str:
    """The block's text with one line taken out, put in its place, or added at the end."""
    rows = value.split("\n") if value else []
    if remove is None:
        return "\n".join([*rows, *([put] if put else [])])
    place = rows.index(remove)
    rows[place : place + 1] = [put] if put else []
    return "\n".join(rows)
