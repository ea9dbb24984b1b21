"""What a sleep decides on: blocks, facts and needs, read once and kept up to date with the sleep's own edits.

Whoever else writes to the memory file meanwhile, a turn or the person, is noticed by the file's count of transactions:
then everything is read anew, and what was decided on the old picture is not committed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlmodel import select

from models.tables import Passage, Sleep, SleepQuestion
from runtime.errors import EditConflict
from runtime.memory.charter import Charter
from runtime.memory.core import SELF, CoreMemory
from runtime.memory.journal import Cause
from runtime.sleep import facts
from runtime.sleep.ledger import Ledger
from runtime.sleep.lines import Line, Origins
from runtime.sleep.needs import Needs
from runtime.sleep.paced import EVERY
from runtime.sleep.tidying import OpenBlock, State

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.tables import Block
    from runtime.engine import Engine
    from runtime.sleep.facts import Known

HOME = "human"
"""The block about the person, which takes new lines where there is one."""


class Picture:
    """Belongs to one sleep. ``look`` is called where reading takes long, and may raise."""

    def __init__(self, engine: Engine, sleep_id: int, look: Callable[[], None]) -> None:
        """Read the needs, as of the sleep's beginning: one that is taken up again decides as it would have."""
        self._engine, self._look = engine, look
        self._seen = -1
        self._ledger, self._asked, self._charter = Ledger(), frozenset[int](), Charter()
        self._origins = Origins()
        self._known_needs: dict[str, float] = {}
        self.versions: dict[str, int] = {}
        with engine.reading() as session:
            began = session.get_one(Sleep, sleep_id).created_at
            self._needs = Needs.read(session, engine.place.agent_id, began, look)
            self._needs.among(_every_line(session, engine, look), look)

    def state(self) -> State:
        """As things stand now."""
        written = self._engine.memory.written
        with self._engine.reading() as session:
            if written != self._seen:
                self._read(session)
            self._seen = written
            self._origins.update(session, self._look)
            blocks = editable(session, self._engine.place.agent_id)
            self.versions = {each.label: each.version for each in blocks}
            states = tuple(
                OpenBlock(each.label, self._lines(each), len(each.value), each.char_limit) for each in blocks
            )
        return State(states, self._ledger, self._need, self._asked)

    def check(self) -> None:
        """In the transaction that commits a decision: nobody else wrote since it was made.

        Raises:
            EditConflict: somebody did.
        """
        if self._engine.memory.written != self._seen:
            raise EditConflict("The memory changed while it was tidied.")

    def follow(self, *changed: Known, asked: int | None = None) -> None:
        """The decision was committed: take over the facts that it changed, and the one that it asked about."""
        self._seen += 1
        for each in changed:
            self._take(each)
        if asked is not None:
            self._asked |= {asked}

    def _read(self, session: Session) -> None:
        self._charter = Charter.read(session)
        self._asked = frozenset(session.exec(select(SleepQuestion.fact_id)))
        self._ledger = Ledger()
        for each in facts.every(session, self._engine.place.agent_id, self._look):
            self._take(each)

    def _take(self, known: Known) -> None:
        if not self._charter.forbidden(known.said.line):
            self._ledger.put(known)

    def _lines(self, block: Block) -> tuple[Line, ...]:
        """The lines that may be tidied: not those that could not be written again."""
        return tuple(each for each in self._origins.lines(block) if not self._charter.forbidden(each.text))

    def _need(self, line: str) -> float:
        if line not in self._known_needs:
            if len(self._known_needs) % EVERY == 0:
                self._look()
            self._known_needs[line] = self._needs.of(line)
        return self._known_needs[line]


def _every_line(session: Session, engine: Engine, look: Callable[[], None]) -> set[str]:
    """All that may be needed: the same lines wherever tidying has put them by now."""
    agent_id = engine.place.agent_id
    told = {each.said.line for each in facts.every(session, agent_id, look)}
    standing = {line for block in editable(session, agent_id) for line in block.value.split("\n") if line.strip()}
    away = select(Passage.text).where(Passage.archive_id == engine.place.archive_id, Passage.source == "sleep")
    return told | standing | {each for each in session.exec(away) if "\n" not in each}


def editable(session: Session, agent_id: int) -> list[Block]:
    """The blocks that sleep may edit, the one that takes new lines first."""
    blocks = CoreMemory(session, agent_id, Cause("sleep")).blocks()
    untouched = {SELF, *Charter.read(session).untouched}
    free = [each for each in blocks if not each.read_only and each.label not in untouched]
    return sorted(free, key=lambda each: each.label != HOME)
