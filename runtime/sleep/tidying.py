"""What to do next to put core memory in order: pure decisions, from the state of the memory to one small edit.

Each edit brings the memory nearer to a state in which there is none left, so sleep may be interrupted between any two
of them and simply goes on. In this order: lines that say the same are merged; of two that contradict each other the
newer stays; new facts get their line; where there is no room, what is needed least is moved to archival memory, and
what came to be needed more is moved back. What the person wrote by hand is never touched: against it sleep asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from runtime.sleep.lines import Line, Origin

if TYPE_CHECKING:
    from runtime.sleep.facts import Known
    from runtime.sleep.ledger import Ledger

Kind = Literal["added", "corrected", "merged", "moved"]
FULL = 0.85
"""Share of a block's limit up to which sleep fills it; the rest is left for the chat."""
CLEARLY_MORE = 1.5
"""A line takes the place of another if it is needed so many times as much, and by one message more."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of the memory, committed whole.

    ``remove`` leaves the block and ``put`` takes its place or is added at its end; ``archive`` becomes a passage, and
    the passage ``unarchive`` goes. ``facts`` are placed by it and are its evidence together with ``origins``.
    """

    kind: Kind
    label: str
    reason: str
    remove: str | None = None
    put: str | None = None
    archive: str | None = None
    unarchive: int | None = None
    facts: tuple[int, ...] = ()
    origins: tuple[Origin | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """Facts that need no line: it stands there already, or (``ended_at``) a newer line says otherwise."""

    facts: tuple[int, ...]
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A fact speaks against a line that sleep does not dare to change."""

    fact_id: int
    label: str
    line: str


@dataclass(frozen=True, slots=True)
class OpenBlock:
    """A block that sleep may edit; ``limit`` is how many characters it may have."""

    label: str
    lines: tuple[Line, ...]
    used: int
    limit: int

    def has_room(self, text: str) -> bool:
        """Whether one more line fits without filling the block."""
        return self.used + 1 + len(text) <= self.limit * FULL


@dataclass(frozen=True, slots=True)
class State:
    """All that decides: the blocks (the first takes new lines), the facts, the needs, and what was asked already."""

    blocks: tuple[OpenBlock, ...]
    facts: Ledger
    need: Callable[[str], float]
    asked: frozenset[int] = frozenset()

    @property
    def lines(self) -> list[Line]:
        """Every line of every block."""
        return [line for block in self.blocks for line in block.lines]


Decision = Edit | Settled | Ask


def next_decision(state: State) -> Decision | None:
    """What to do next; None where the memory is in order."""
    for look in (_duplicates, _questions, _outdated, _contradictions, _overfull, _placing, _returning):
        for decision in look(state):
            return decision
    return None


def _duplicates(state: State) -> Iterator[Decision]:
    first: dict[tuple[str, str], Line] = {}
    for line in state.lines:
        kept = first.setdefault((line.said.slot, line.said.value), line)
        if kept is line:
            continue
        gone = kept if line.by_hand and not kept.by_hand else line
        if not gone.by_hand and not kept.restored and not line.restored:
            origins = (kept.origin, line.origin)
            yield Edit("merged", gone.label, "Another line says the same.", remove=gone.text, origins=origins)
        first[line.said.slot, line.said.value] = kept if gone is line else line


def _questions(state: State) -> Iterator[Decision]:
    for fact in state.facts.asked():
        if fact.id in state.asked:
            continue
        against = next((line for line in state.lines if line.said.contradicts(fact.said)), None)
        older = next(iter(state.facts.against(fact.said)), None)
        if against or older:
            line = against.text if against else older.said.line if older else ""
            yield Ask(fact.id, against.label if against else "", line)


def _outdated(state: State) -> Iterator[Decision]:
    """Lines that the person's own words speak against."""
    standing = {(line.said.slot, line.said.value) for line in state.lines}
    for line in state.lines:
        fact = state.facts.holding(line.said.slot)
        if fact and fact.said.same(line.said):
            continue
        fact = fact or _successor(state, state.facts.ended(line.said))
        if fact:
            yield from _against(state, line, fact, stands=(fact.said.slot, fact.said.value) in standing)


def _against(state: State, line: Line, fact: Known, *, stands: bool) -> Iterator[Decision]:
    origin = line.origin
    if line.by_hand and origin:
        if fact.valid_from <= origin.at:
            yield Settled((fact.id,), ended_at=origin.at)
        elif fact.id not in state.asked:
            yield Ask(fact.id, line.label, line.text)
    elif origin and origin.message_id > fact.message_id and fact.said.contradicts(line.said):
        yield Settled((fact.id,), ended_at=origin.at)
    else:
        # A longer line that would not fit waits for its own place.
        block = next(each for each in state.blocks if each.label == line.label)
        fits = block.used - len(line.text) + len(fact.said.line) <= block.limit
        put = fact.said.line if fits and not stands else None
        reason = "You said otherwise later."
        yield Edit("corrected", line.label, reason, remove=line.text, put=put, facts=(fact.id,), origins=(origin,))


def _successor(state: State, fact: Known | None) -> Known | None:
    """The fact that holds in place of one whose validity ended."""
    seen: set[int] = set()
    while fact and not fact.holds and fact.id not in seen:
        seen.add(fact.id)
        fact = state.facts.get(fact.replaced_by_id)
    return fact if fact and fact.holds else None


def _contradictions(state: State) -> Iterator[Decision]:
    """Of two lines that contradict each other the newer stays."""
    newest: dict[str, Line] = {}
    for line in state.lines:
        other = newest.setdefault(line.said.slot, line)
        if not other.said.contradicts(line.said):
            continue
        older, newer = (line, other) if _age(line) < _age(other) else (other, line)
        newest[line.said.slot] = newer
        if not older.by_hand:
            reason = "A newer line says otherwise."
            yield Edit("corrected", older.label, reason, remove=older.text, origins=(newer.origin, older.origin))


def _age(line: Line) -> int:
    return line.origin.change_id if line.origin else 0


def _overfull(state: State) -> Iterator[Decision]:
    for block in state.blocks:
        if block.used > block.limit * FULL:
            for line in _least_needed(state, block)[:1]:
                yield _away(state, line)


def _least_needed(state: State, block: OpenBlock, *, below: float = float("inf")) -> list[Line]:
    """The block's lines that are needed less than so much, the least needed and oldest first.

    None that the person wrote, or had brought back.
    """
    free = [line for line in block.lines if not line.by_hand and not line.restored]
    ranked = [(state.need(line.text), _age(line), line) for line in free]
    return [line for need, _, line in sorted(ranked, key=lambda each: each[:2]) if need < below]


def _away(state: State, line: Line) -> Edit:
    facts = tuple(each.id for each in state.facts.same(line.said))
    reason = "It was needed less than the others."
    return Edit("moved", line.label, reason, remove=line.text, archive=line.text, facts=facts, origins=(line.origin,))


def _giving_way(state: State, block: OpenBlock, text: str) -> Iterator[Decision]:
    """The least needed line goes for a text that is needed clearly more, if enough such lines stand there."""
    need = state.need(text)
    fewer = _least_needed(state, block, below=min(need / CLEARLY_MORE, need - 1))
    gained = sum(len(line.text) + 1 for line in fewer)
    if fewer and block.used - gained + 1 + len(text) <= block.limit * FULL:
        yield _away(state, fewer[0])


def _placing(state: State) -> Iterator[Decision]:
    """New facts get their line; those needed less than what stands there go to archival memory at once."""
    standing = {(line.said.slot, line.said.value) for line in state.lines}
    for fact in state.facts.new():
        if (fact.said.slot, fact.said.value) in standing:
            yield Settled((fact.id,))
        elif state.blocks and state.blocks[0].has_room(fact.said.line):
            yield Edit("added", state.blocks[0].label, "You said it.", put=fact.said.line, facts=(fact.id,))
        else:
            if state.blocks:
                yield from _giving_way(state, state.blocks[0], fact.said.line)
            yield Edit("added", "archival", "You said it.", archive=fact.said.line, facts=(fact.id,))


def _returning(state: State) -> Iterator[Decision]:
    """What is in archival memory and came to be needed comes back."""
    if not state.blocks:
        return
    block, standing = state.blocks[0], {(line.said.slot, line.said.value) for line in state.lines}
    away = [
        (state.need(each.said.line), each)
        for each in state.facts.away()
        if (each.said.slot, each.said.value) not in standing
    ]
    for need, fact in sorted(away, key=lambda each: -each[0]):
        if need <= 0:
            return
        if block.has_room(fact.said.line):
            reason = "It is needed again."
            put, passage = fact.said.line, fact.passage_id
            yield Edit("moved", block.label, reason, put=put, unarchive=passage, facts=(fact.id,))
        yield from _giving_way(state, block, fact.said.line)
