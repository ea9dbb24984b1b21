"""What a sleep would do, decided as it would decide and written nowhere: for the person who wants to be asked first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from runtime.sleep.facts import ASKED, PLACED
from runtime.sleep.lines import Line, Origin
from runtime.sleep.statement import understood
from runtime.sleep.tidying import Ask, Decision, Edit, OpenBlock, Settled, State, next_decision

if TYPE_CHECKING:
    from runtime.sleep.facts import Known

LATER = 1 << 62
"""A line that is put in a rehearsal is newer than every other, and a passage of one has no id."""


def rehearsed(state: State, now: datetime, look: Callable[[], None]) -> Iterator[Decision]:
    """Every decision from here to a memory in order. ``state``'s ledger follows. ``look`` may raise between two."""
    number = 0
    while decision := next_decision(state):
        look()
        yield decision
        number += 1
        state = _after(state, decision, number, now)


def _after(state: State, decision: Decision, number: int, now: datetime) -> State:
    known = _facts(state, decision)
    match decision:
        case Edit():
            passage_id = -number if decision.archive is not None else None
            for each in known:
                state.facts.put(replace(each, status=PLACED, passage_id=passage_id))
            message_id = max((each.message_id for each in known), default=0)
            origin = Origin(LATER + number, now, by_hand=False, message_id=message_id)
            return replace(state, blocks=tuple(_edited(each, decision, origin) for each in state.blocks))
        case Settled():
            for each in known:
                until = max(decision.ended_at, each.valid_from) if decision.ended_at else each.valid_until
                state.facts.put(replace(each, status=PLACED, valid_until=until))
            return state
        case Ask():
            for each in known:
                state.facts.put(replace(each, status=ASKED, said=replace(each.said, hedged=True)))
            return replace(state, asked=state.asked | {decision.fact_id})


def _facts(state: State, decision: Decision) -> list[Known]:
    ids = (decision.fact_id,) if isinstance(decision, Ask) else decision.facts
    return [known for each in ids if (known := state.facts.get(each))]


def _edited(block: OpenBlock, edit: Edit, origin: Origin) -> OpenBlock:
    if block.label != edit.label:
        return block
    put = [] if edit.put is None else [Line(block.label, edit.put, understood(edit.put), origin)]
    length = len(edit.put or "")
    if edit.remove is None:
        more = length + (1 if block.used and put else 0)
        return replace(block, lines=(*block.lines, *put), used=block.used + more)
    lines = list(block.lines)
    place = next(number for number, line in enumerate(lines) if line.text == edit.remove)
    lines[place : place + 1] = put
    gone = len(edit.remove) + (0 if put else 1)  # without a line its line break goes too
    return replace(block, lines=tuple(lines), used=max(0, block.used - gone + length))
