# ruff: noqa: S608 (the names of tables and columns cannot be bound; they are this program's own)
"""What was read, made to belong together again.

A block whose row is lost comes back from the journal. In place of an agent, an archive or a conversation that is lost
stands a new one of that id, so that nothing of it goes with it. A reference to anything else that is lost is dropped,
and a row that is nothing without it, too.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from models.tables import Agent, AgentBlock, Archive, Block, Conversation, JournalEntry

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_NAME = "Recovered"
_HOLDING = (Conversation, Agent, Archive)


@dataclass(slots=True)
class Mended:
    """Rows by table: left out because what they belong to is lost, and made in place of lost ones."""

    left_out: Counter[str] = field(default_factory=Counter)
    made: Counter[str] = field(default_factory=Counter)


def mend(engine: Engine, *, blocks_alone: bool) -> Mended:
    """See to it that every reference leads somewhere. ``blocks_alone``: blocks may have lost their agent."""
    mended = Mended()
    with Session(engine) as session, session.begin():
        _blocks(session, mended)
        _places(session, mended)
        if blocks_alone:
            _attach(session, mended)
        session.flush()
        while _drop(session.connection(), mended):
            pass
    return mended


def _blocks(session: Session, mended: Mended) -> None:
    """The text of a lost block, as its last change left it."""
    present = select(Block.id)
    lost = select(AgentBlock.block_id).where(col(AgentBlock.block_id).not_in(present)).distinct()
    for block_id in session.exec(lost).all():
        changes = select(JournalEntry).where(
            JournalEntry.target == "block", JournalEntry.target_id == block_id, JournalEntry.field == "value"
        )
        last = session.exec(changes.order_by(col(JournalEntry.id).desc()).limit(1)).first()
        if last is not None and last.after is not None:
            session.add(Block(id=block_id, label=last.label, value=last.after))
            mended.made["block"] += 1
    session.flush()


def _places(session: Session, mended: Mended) -> None:
    """New conversations, agents and archives in place of the lost: each names the next."""
    for kind in _HOLDING:
        table = str(kind.__tablename__)
        for row_id in sorted(_missing(session.connection(), table)):
            if kind is Conversation:
                session.add(Conversation(id=row_id, agent_id=_agent_of(session, row_id), title=_NAME))
            elif kind is Agent:
                session.add(Agent(id=row_id, name=_NAME, archive_id=_archive(session)))
            else:
                session.add(Archive(id=row_id, name=_NAME))
            session.flush()
            mended.made[table] += 1


def _missing(db: Connection, table: str) -> set[int]:
    """The ids of rows of this table that others cannot do without, and that are not there."""
    found: set[int] = set()
    for child, column, needed in _references(db, table):
        if needed:
            lost = f'SELECT DISTINCT "{column}" FROM "{child}" WHERE "{column}" NOT IN (SELECT id FROM "{table}")'
            found.update(db.exec_driver_sql(lost).scalars())
    return found


def _references(db: Connection, table: str) -> list[tuple[str, str, bool]]:
    """Table, column, and whether it may not be empty, of everything that refers to this table."""
    query = (
        'SELECT m.name, f."from", c."notnull" FROM sqlite_schema AS m'
        ' JOIN pragma_foreign_key_list(m.name) AS f JOIN pragma_table_info(m.name) AS c ON c.name = f."from"'
        " WHERE m.type = 'table' AND f.\"table\" = ?"
    )
    return [(child, column, bool(needed)) for child, column, needed in db.exec_driver_sql(query, (table,))]


def _agent_of(session: Session, conversation_id: int) -> int:
    """Whose conversation it was, told by what was said in it; else the first agent's."""
    for table in ("message", "turn"):
        query = f'SELECT agent_id FROM "{table}" WHERE conversation_id = ? LIMIT 1'
        found = session.connection().exec_driver_sql(query, (conversation_id,)).first()
        if found is not None:
            return int(found[0])
    first = session.exec(select(Agent.id).order_by(col(Agent.id)).limit(1)).first()
    return first or 1


def _archive(session: Session) -> int:
    """An archive that no agent has; the next free id where there is none."""
    taken = set(session.exec(select(Agent.archive_id))) | set(session.exec(select(Agent.documents_archive_id)))
    named = _missing(session.connection(), "archive") | {each or 0 for each in session.exec(select(Archive.id))}
    return min(named - taken, default=max(named, default=0) + 1)


def _attach(session: Session, mended: Mended) -> None:
    """Blocks that no agent has any more go to the first one, under a label that it has not yet."""
    owner = session.exec(select(Agent.id).order_by(col(Agent.id)).limit(1)).first()
    if owner is None:
        return
    mine = select(Block.label).join(AgentBlock, col(AgentBlock.block_id) == col(Block.id))
    labels = set(session.exec(mine.where(AgentBlock.agent_id == owner)))
    alone = select(Block).where(col(Block.id).not_in(select(AgentBlock.block_id))).order_by(col(Block.id))
    for block in session.exec(alone).all():
        if block.label in labels:
            block.label = f"{block.label} {block.id}"
        labels.add(block.label)
        session.add(AgentBlock(agent_id=owner, block_id=block.id or 0, position=len(labels)))
        mended.made["agent_block"] += 1


def _drop(db: Connection, mended: Mended) -> bool:
    """Empty references to what is lost; take rows away that cannot be without it. Whether there were any."""
    dangling = db.exec_driver_sql("PRAGMA foreign_key_check").all()
    gone: set[tuple[str, int]] = set()
    for child, row_id, _, number in dangling:
        keys = {row[0]: row[3] for row in db.exec_driver_sql(f'PRAGMA foreign_key_list("{child}")')}
        column = keys[number]
        info = {row[1]: row for row in db.exec_driver_sql(f'PRAGMA table_info("{child}")')}
        if not info[column][3]:
            db.exec_driver_sql(f'UPDATE "{child}" SET "{column}" = NULL WHERE rowid = ?', (row_id,))
        elif (child, row_id) not in gone:
            gone.add((child, row_id))
            db.exec_driver_sql(f'DELETE FROM "{child}" WHERE rowid = ?', (row_id,))
            mended.left_out[child] += 1
    return bool(dangling)
