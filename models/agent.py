"""An agent: a name, instructions of its own if it has them, and the archive it writes to."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.columns import IDS_NEVER_RETURN, UtcDateTime, new_uid, utc_now
from models.row import Row


class Agent(Row, table=True):
    """One assistant in the file. ``system_prompt`` None: the built-in text.

    Documents that the person gave it to read are in an archive of their own, made with the first of them.
    """

    __table_args__ = IDS_NEVER_RETURN

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid("agent"), unique=True)
    name: str
    description: str = ""
    system_prompt: str | None = None
    archive_id: int = Field(foreign_key="archive.id")
    documents_archive_id: int | None = Field(default=None, foreign_key="archive.id")
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)


class AgentBlock(Row, table=True):
    """A block in an agent's core memory; a block may be in several. ``position`` is its place in the prompt."""

    __tablename__ = "agent_block"
    __table_args__ = (UniqueConstraint("agent_id", "block_id"),)

    id: int | None = Field(default=None, primary_key=True)
    agent_id: int = Field(foreign_key="agent.id", ondelete="CASCADE")
    block_id: int = Field(foreign_key="block.id", ondelete="CASCADE", index=True)
    position: int = 0
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)


class AgentTool(Row, table=True):
    """A tool attached to an agent, by name: built in, or a row of :class:`models.tool.Tool`."""

    __tablename__ = "agent_tool"
    __table_args__ = (UniqueConstraint("agent_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    agent_id: int = Field(foreign_key="agent.id", ondelete="CASCADE")
    name: str
    position: int = 0
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
