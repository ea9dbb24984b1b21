"""Branches of a conversation: an edited message stands beside the old one, and one of them is shown and read.

A turn follows the one before it in its conversation unless it says otherwise: one with ``edits_id`` stands in the place
of that turn, one with ``after_id`` follows that one. ``Conversation.tip_id`` is the last turn of the branch that is
shown, None where that is the newest turn of all. Where a turn that others refer to was forgotten they follow the one
before them. Nothing is ever taken away: what is on no shown branch stays in recall memory and is found by its words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import col, or_, select

from models.tables import Conversation, Message, Summary, Turn

if TYPE_CHECKING:
    from sqlmodel import Session

SEND = "send_message"


@dataclass(frozen=True, slots=True)
class Branches:
    """``hidden``: turns that are on no shown branch. ``versions``: of a shown turn, all in its place, oldest first."""

    hidden: frozenset[int] = frozenset()
    versions: Mapping[int, tuple[int, ...]] | None = None

    def of(self, turn_id: int | None) -> tuple[int, ...]:
        """The versions of a turn, itself among them; none where it has but one."""
        return (self.versions or {}).get(turn_id or 0, ())


@dataclass(frozen=True, slots=True)
class _Tree:
    parents: Mapping[int, int]
    roots: Mapping[int, int]
    shown: frozenset[int]


def branches(session: Session, conversation_id: int) -> Branches:
    """What is shown of a conversation, and what stands beside it."""
    if not _is_branched(session, conversation_id):
        return Branches()
    tree = _tree(session, conversation_id)
    places: dict[int, list[int]] = {}
    for turn, root in tree.roots.items():
        places.setdefault(root, []).append(turn)
    versions = {
        turn: tuple(places[root]) for turn, root in tree.roots.items() if turn in tree.shown and len(places[root]) > 1
    }
    return Branches(frozenset(tree.roots) - tree.shown, versions)


def tip(session: Session, conversation_id: int) -> int | None:
    """The last turn of the branch that is shown, where it is not the newest of all."""
    return session.get_one(Conversation, conversation_id).tip_id


def show(session: Session, turn_id: int) -> None:
    """Show the branch on which a turn stands, as far as it goes."""
    conversation_id = session.get_one(Turn, turn_id).conversation_id
    tree = _tree(session, conversation_id)
    if turn_id not in tree.shown:
        on_it = {turn_id}
        for turn, parent in tree.parents.items():
            if parent in on_it:
                on_it.add(turn)
        newest = max(tree.parents)
        session.get_one(Conversation, conversation_id).tip_id = None if max(on_it) == newest else max(on_it)
        session.flush()
        mend_context(session, conversation_id)


def mend_context(session: Session, conversation_id: int) -> None:
    """What was evicted into a summary that is of another branch stands in the context again."""
    hidden = branches(session, conversation_id).hidden
    told = _summaries(session, conversation_id)
    elsewhere = max((row.through_message_id for row, turn_id in told if turn_id in hidden), default=0)
    here = next((row.through_message_id for row, turn_id in told if turn_id not in hidden), 0)
    turns = {each.id: each for each in session.exec(select(Turn).where(Turn.conversation_id == conversation_id))}
    last = {each.message_id: each.id for each in turns.values()}
    evicted = select(Message).where(
        Message.conversation_id == conversation_id,
        col(Message.in_context).is_(False),
        col(Message.id) > here,
        col(Message.id) <= elsewhere,
        Message.role != "event",
    )
    for message in session.exec(evicted).all():
        turn = turns.get(message.turn_id)
        if turn is None or turn.id in hidden or turn.message_id is None:
            continue  # of no branch that is shown, or what it answered was forgotten
        message.in_context = message.tool != SEND or last[turn.message_id] == turn.id  # else it was answered again
        session.add(message)
    session.flush()


def summary(session: Session, conversation_id: int, hidden: frozenset[int]) -> Summary | None:
    """The newest summary of a conversation that tells of nothing hidden."""
    return next((row for row, turn_id in _summaries(session, conversation_id) if turn_id not in hidden), None)


def _summaries(session: Session, conversation_id: int) -> list[tuple[Summary, int | None]]:
    """Each summary with the turn of the last message that it tells of, newest first."""
    query = select(Summary).where(Summary.conversation_id == conversation_id).order_by(col(Summary.id).desc())
    rows = session.exec(query).all()
    through = select(Message).where(col(Message.id).in_([row.through_message_id for row in rows]))
    turns = {each.id: each.turn_id for each in session.exec(through)}
    return [(row, turns.get(row.through_message_id)) for row in rows]


def _is_branched(session: Session, conversation_id: int) -> bool:
    branching = or_(col(Turn.edits_id).is_not(None), col(Turn.after_id).is_not(None))
    query = select(Turn.id).where(Turn.conversation_id == conversation_id, branching)
    return session.exec(query.limit(1)).first() is not None


def _tree(session: Session, conversation_id: int) -> _Tree:
    query = select(Turn.id, Turn.edits_id, Turn.after_id).where(Turn.conversation_id == conversation_id)
    parents: dict[int, int] = {}
    roots: dict[int, int] = {}
    before = 0
    for turn_id, edits, after in session.exec(query.order_by(col(Turn.id))):
        turn = turn_id or 0
        parents[turn] = after or (parents.get(edits, before) if edits else before)
        roots[turn] = roots.get(edits, turn) if edits else turn
        before = turn
    at = tip(session, conversation_id) or before
    shown: set[int] = set()
    while at and at not in shown:
        shown.add(at)
        at = parents.get(at, 0)
    return _Tree(parents, roots, frozenset(shown))
