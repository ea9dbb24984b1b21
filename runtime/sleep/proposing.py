"""What a sleep wants to change and has not: the lines of its report that wait for the person's yes.

They are stored nowhere. Whoever reads the report has them worked out from the facts and the memory as these stand
then, so what was forgotten or written meanwhile is in none of them. As long as nobody writes, once is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from models.tables import Sleep
from runtime.sleep import deriving, facts, lines, upkeep
from runtime.sleep.consent import Wish
from runtime.sleep.paced import paced
from runtime.sleep.picture import Picture
from runtime.sleep.rehearsal import LATER, rehearsed
from runtime.sleep.report import ReportLine
from runtime.sleep.tidying import Ask, Edit
from runtime.views import EvidenceView

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.engine import Engine
    from runtime.memory.journal import Source
    from runtime.sleep.report import SleepReport


@dataclass(frozen=True, slots=True)
class Proposed:
    """The lines that wait, numbered -1, -2, …, and what is to be asked as well; as of so many transactions."""

    lines: tuple[ReportLine, ...]
    asks: tuple[Ask, ...]
    written: int


def proposed(engine: Engine, sleep_id: int, look: Callable[[], None] = lambda: None) -> Proposed:
    """What waits. ``look`` may raise."""
    written = engine.memory.written
    decisions = _decided(engine, sleep_id, look)
    edits = [each for each in decisions if isinstance(each, Edit)]
    with engine.reading() as session:
        began = session.get_one(Sleep, sleep_id).created_at
        found = [_line(Wish.of(each), each.reason, _evidence(session, each)) for each in paced(edits, look)]
        found += [_line(upkeep.wish(each), upkeep.EXPIRED, ()) for each in upkeep.expiring(session, engine)]
        found += [
            _line(deriving.wish(each), deriving.reason(each), deriving.sources(session, each))
            for each in deriving.due(session, engine, began, look)
        ]
    lines = tuple(replace(line, id=-number) for number, line in enumerate(found, 1))
    return Proposed(lines, tuple(each for each in decisions if isinstance(each, Ask)), written)


def _decided(engine: Engine, sleep_id: int, look: Callable[[], None]) -> list[Edit | Ask]:
    """The edits and questions that it would come to."""
    state = Picture(engine, sleep_id, look).state()
    return [each for each in rehearsed(state, engine.clock(), look) if isinstance(each, Edit | Ask)]


def with_proposed(found: SleepReport, waiting: tuple[ReportLine, ...]) -> SleepReport:
    """The report with the lines that wait below those that were done."""
    return replace(found, lines=(*found.lines, *waiting))


def _evidence(session: Session, edit: Edit) -> Iterable[Source]:
    origins = [each for each in edit.origins if each and each.change_id < LATER]
    found = {each.message_id: each for each in lines.evidence(session, origins)}
    found |= {each.message_id: each for each in facts.evidence(session, edit.facts)}
    return found.values()


def _line(wish: Wish, reason: str, sources: Iterable[Source]) -> ReportLine:
    evidence = (EvidenceView(each.message_id, each.text, *(each.place or (None, None))) for each in sources)
    return ReportLine(
        id=0,
        kind=wish.kind,
        label=wish.label,
        before=wish.before,
        after=wish.after,
        reason=reason,
        evidence=tuple(evidence),
        undone=False,
        waits=True,
    )
