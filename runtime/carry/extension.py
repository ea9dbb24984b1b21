"""Everything of some agents as JSON, and back: what the agent file and the portable file both hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NoReturn

from sqlmodel import col, select

from models.migrations import MIGRATIONS
from models.portable import PARTS, NotRows, Restored, each_row, restore, rows_of
from models.tables import Agent, Block, Passage
from runtime.carry import kept as keeping
from runtime.carry.bring import Brought
from runtime.carry.kept import Kept
from runtime.carry.letta import Object
from runtime.carry.notes import Note, Odd
from runtime.errors import InputRefused
from runtime.memory import archival, recall

if TYPE_CHECKING:
    from sqlmodel import Session

VERSION = 1


def everything_of(session: Session, agent_ids: Sequence[int]) -> Object:
    """The agents with all that is theirs."""
    kept = list(_kept(session, agent_ids))
    return {"version": VERSION, "migration": MIGRATIONS[-1].number, "rows": rows_of(session, agent_ids), "kept": kept}


def written(session: Session, agent_ids: Sequence[int], more: Object) -> Iterator[str]:
    """What :func:`everything_of` gives, with ``more``, as the text of it, piece by piece: row after row."""
    about = json.dumps({"version": VERSION, "migration": MIGRATIONS[-1].number} | more, ensure_ascii=False)
    yield f'{about.removesuffix("}")}, "rows": {{'
    for number, name in enumerate(PARTS):
        yield f'{", " if number else ""}"{name}": '
        yield from _list(each_row(session, agent_ids, name))
    yield '}, "kept": '
    yield from _list(_kept(session, agent_ids))
    yield "}"


def put_back(session: Session, given: Object) -> Brought:
    """Put it into this memory: what is here already is the same; where a block differs, both are told.

    Raises:
        InputRefused: it is not what :func:`everything_of` gives, or a later version's; the transaction must not commit.
    """
    if not isinstance(given.get("version"), int) or not isinstance(given.get("migration"), int):
        _refuse("it does not say which version wrote it")
    if given["version"] > VERSION or given["migration"] > MIGRATIONS[-1].number:
        _refuse("a later version of Loci wrote it")
    rows = given.get("rows")
    if not isinstance(rows, dict):
        _refuse("it holds no rows")
    differing = _differing(session, rows)
    try:
        restored = restore(session, rows)
        kept = [Kept.from_object(each) for each in given.get("kept") or []]
    except (NotRows, TypeError, KeyError) as problem:
        _refuse(str(problem))
    if session.connection().exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        _refuse("its rows refer to others that are not there")
    new_agents = set(restored.new["agent"])
    for each in kept:
        if {agent.uid for agent in _agents(session, new_agents)} & set(each.agents):
            keeping.store(session, each)
    _index(session, restored)
    return _brought(session, restored, differing)


def digest(content: Object) -> str:
    """Tells whether the readable part of a file is still what was written."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _kept(session: Session, agent_ids: Sequence[int]) -> Iterator[Object]:
    uids = session.exec(select(Agent.uid).where(col(Agent.id).in_(agent_ids))).all()
    return (each.as_object() for each in keeping.of_agents(session, uids))


def _list(objects: Iterable[Object]) -> Iterator[str]:
    yield "["
    for number, each in enumerate(objects):
        yield f"{', ' if number else ''}{json.dumps(each, ensure_ascii=False)}"
    yield "]"


def _differing(session: Session, rows: Mapping[str, object]) -> list[Note]:
    """A note for each block that is here with other text, both texts side by side."""
    notes = []
    given = rows.get("block")
    for row in given if isinstance(given, list) else []:
        uid = row.get("uid") if isinstance(row, dict) else None
        block = session.exec(select(Block).where(Block.uid == uid)).first() if isinstance(uid, str) else None
        if block is not None and block.value != row.get("value"):
            both = {"here": repr(block.value), "there": repr(row.get("value"))}
            notes.append(Note(Odd.BLOCK_DIFFERS, {"label": block.label} | both))
    return notes


def _index(session: Session, restored: Restored) -> None:
    """Make what came in searchable."""
    recall.index_new(session, sorted(restored.new["message"]))
    for number in restored.new["passage"]:
        archival.index(session, session.get_one(Passage, number))


def _brought(session: Session, restored: Restored, notes: list[Note]) -> Brought:
    done = Brought(notes=notes)
    done.agents = [(each.id or 0, each.name) for each in _agents(session, set(restored.ids["agent"].values()))]
    for name in ("message", "passage", "block", "journal"):
        if restored.new[name]:
            done.counts[f"{name}s" if name != "journal" else "changes"] = len(restored.new[name])
    return done


def _agents(session: Session, ids: set[int]) -> list[Agent]:
    return list(session.exec(select(Agent).where(col(Agent.id).in_(ids)).order_by(col(Agent.id))))


def _refuse(reason: str) -> NoReturn:
    message = f"What Loci keeps in this file cannot be read: {reason}. Nothing was imported."
    raise InputRefused(message)
