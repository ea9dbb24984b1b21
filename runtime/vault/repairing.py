"""A damaged memory file read as far as it can be, into a new one: a backup, to be looked at and put in place.

The damaged file is only read. Killed at any instant, this leaves at most a beginning of the new one, which goes with
the next try.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import col, select

from models import storage
from models.faults import DamagedFileFault
from models.memory_file import MemoryFile
from models.row import append
from models.salvage.salvage import TableSaved, salvage
from models.tables import Agent, AgentTool, Message, Passage
from runtime.errors import InputRefused, StorageFailed
from runtime.keys import find_key
from runtime.memory import archival, recall
from runtime.memory_access import translated
from runtime.tools.builtin import DEFAULT_TOOLS
from runtime.vault import backups

if TYPE_CHECKING:
    from pathlib import Path

    from sqlmodel import Session

    from models.salvage.salvage import Saved
    from runtime.home import Home
    from runtime.keys import Ask


@dataclass(frozen=True, slots=True)
class Repaired:
    """``name``: the backup that was made. ``checked``: whether the pages' seals could be held against their content."""

    name: str
    pages: int
    damaged: int
    checked: bool
    tables: tuple[TableSaved, ...]


def repair(home: Home, ask: Ask | None = None) -> Repaired:
    """Save what can be read, for a caller who holds the instance lock.

    Raises:
        InputRefused: there is no memory file.
        WrongKey, KeyNeeded: the key is not at hand, or the file is another key's.
        DamagedFile: nothing of it can be read.
        StorageFailed: no room; what was begun is gone again.
    """
    if not home.memory_file.exists() or not home.memory_file.stat().st_size:
        raise InputRefused(f"There is no memory file at {home.memory_file}: nothing to repair.")
    key = find_key(home, ask)
    path = backups.free_name(home, "repaired", backups.utc_now())
    unfinished = path.with_name(f"{path.name}{storage.UNFINISHED}")
    try:
        _sweep(home)
        with translated():
            saved = salvage(home.memory_file, key, unfinished)
            _complete(unfinished, key)
        unfinished.replace(path)
        storage.sync_folder(home.backups)
    except OSError as problem:
        raise StorageFailed(f"{path} cannot be written: {problem.strerror or problem}.") from problem
    finally:
        _sweep(home)
    backups.keep_ways(home)
    return _told(path, saved)


def _complete(path: Path, key: bytes) -> None:
    """What is made from the rows, made anew: the search index, and the tools of an agent that has none."""
    with MemoryFile.open(path, key) as memory:
        with memory.transaction() as session:
            _give_tools(session)
            messages = session.exec(select(Message.id).order_by(col(Message.id)))
            recall.index_new(session, [each or 0 for each in messages])
            for passage in session.exec(select(Passage).order_by(col(Passage.id))).all():
                archival.index(session, passage)
        wrong = memory.check()
        if wrong:
            raise DamagedFileFault(path, wrong[0])


def _give_tools(session: Session) -> None:
    having = select(AgentTool.agent_id)
    for agent_id in session.exec(select(Agent.id).where(col(Agent.id).not_in(having))).all():
        for position, name in enumerate(DEFAULT_TOOLS):
            append(session, AgentTool(agent_id=agent_id or 0, name=name, position=position))


def _sweep(home: Home) -> None:
    for left in home.backups.glob(f"memory-repaired-*{storage.UNFINISHED}*"):
        left.unlink(missing_ok=True)


def _told(path: Path, saved: Saved) -> Repaired:
    return Repaired(path.name, saved.pages, saved.damaged, saved.checked, saved.tables)
