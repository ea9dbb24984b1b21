"""Agents written as a Letta agent file, schema v2.

What came in with such a file goes out as it came, but for what has changed since; ids are kept where they are free.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from models.tables import Agent, AgentBlock, AgentTool, Block, Message
from runtime.carry import kept as keeping
from runtime.carry.bring import DEFAULT_LIMIT
from runtime.carry.kept import Kept
from runtime.carry.letta import Object
from runtime.carry.letta_defaults import AGENT, BLOCK, LETTAS_TOOLS, TOOL
from runtime.carry.send_messages import Messages
from runtime.prompt import default_instructions
from runtime.tools.builtin import TOOLS

if TYPE_CHECKING:
    from sqlmodel import Session

_ID = re.compile(r"[a-z_]+-\d{1,9}")


class Ids:
    """Ids of a file: ``kind-number``, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._promised: set[str] = set()
        self._next: dict[str, int] = {}

    def take(self, kind: str, wanted: str = "") -> str:
        """The wanted id where it is one and free, else the next free one of the kind."""
        if not _ID.fullmatch(wanted) or wanted in self._taken:
            number = self._next.get(kind, 0)
            while f"{kind}-{number}" in self._taken | self._promised:
                number += 1
            self._next[kind], wanted = number + 1, f"{kind}-{number}"
        self._taken.add(wanted)
        return wanted

    def reserve(self, ids: Iterable[str]) -> None:
        """Leave these to those who will ask for them."""
        self._promised.update(ids)


def agents_with(session: Session, agent_id: int) -> list[int]:
    """The agent, and those that came in one file with it, for they may belong together."""
    uid = session.get_one(Agent, agent_id).uid
    uids = {uid, *(each for kept in keeping.of_agents(session, [uid]) for each in kept.agents)}
    rows = session.exec(select(Agent).where(col(Agent.uid).in_(uids)).order_by(col(Agent.id)))
    return [each.id or 0 for each in rows]


def sent(session: Session, agent_ids: Sequence[int], now: datetime) -> Object:
    """The agents as one agent file."""
    agents = [session.get_one(Agent, each) for each in agent_ids]
    kept = next(keeping.of_agents(session, [each.uid for each in agents]), Kept())
    return _Sending(session, agents, kept).file(now)


class _Sending:
    """One file on its way out."""

    def __init__(self, session: Session, agents: Sequence[Agent], kept: Kept) -> None:
        self._session = session
        self._agents = agents
        self._kept = kept
        self._ids = Ids()
        self._blocks: dict[int, str] = {}
        self._tools: dict[str, str] = {each["data"].get("name") or "": each["data"]["id"] for each in kept.tools}

    def file(self, now: datetime) -> Object:
        """The whole file, its keys in the order that Letta writes."""
        blocks, tools = self._all_blocks(), [each["data"] for each in self._kept.tools]
        self._ids.reserve(each["id"] for each in tools)
        self._ids.reserve(each["data"]["id"] for each in self._kept.messages.values() if each)
        agents = [self._agent(each, tools) for each in self._agents]
        content: Object = {"agents": agents, "groups": [], "blocks": blocks, "files": [], "sources": [], "tools": tools}
        content |= {"mcp_servers": [], "skills": [], "metadata": {}, "created_at": now.isoformat()}
        given = self._kept.file
        if given and "skills" not in given:
            del content["skills"]  # as older files have it
        return content | given

    def _all_blocks(self) -> list[Object]:
        ids = [each.id for each in self._agents]
        query = select(Block).join(AgentBlock, col(AgentBlock.block_id) == col(Block.id))
        attached = self._session.exec(query.where(col(AgentBlock.agent_id).in_(ids)).order_by(col(Block.id))).all()
        rows = {row.uid: row for row in attached}
        written: list[Object] = []
        for each in self._kept.blocks:
            row = rows.pop(each["uid"], None) if each["uid"] else None
            if row is None and each["uid"]:
                continue  # it was deleted since
            written.append(
                _block(each["data"] | {"id": self._ids.take("block", each["data"]["id"])}, row, each["label"])
            )
            if row is not None:
                self._blocks[row.id or 0] = written[-1]["id"]
        for row in rows.values():
            written.append(_block(BLOCK | {"id": self._ids.take("block")}, row, None))
            self._blocks[row.id or 0] = written[-1]["id"]
        return written

    def _agent(self, agent: Agent, tools: list[Object]) -> Object:
        kept = self._kept.agents.get(agent.uid)
        given: Object = dict(kept["data"]) if kept else dict(AGENT)
        agent_id = self._ids.take("agent", str(given.get("id", "")))
        written: Object = given | {"id": agent_id}
        if agent.name != (kept or {}).get("name"):
            written["name"] = agent.name
        if (given.get("system") or None) != agent.system_prompt:
            written["system"] = agent.system_prompt
        if (given.get("description") or "") != agent.description:
            written["description"] = agent.description
        written["block_ids"] = self._attached(agent, given.get("block_ids"))
        if kept is None:
            written["tool_ids"] = self._own_tools(agent, tools)
        rows = self._session.exec(select(Message).where(Message.agent_id == agent.id).order_by(col(Message.id))).all()
        messages = Messages(rows, self._kept.messages, agent_id, lambda wanted: self._ids.take("message", wanted))
        if kept is None:
            messages.begin(
                agent.system_prompt or default_instructions(), rows[0].created_at if rows else agent.created_at
            )
        written["in_context_message_ids"] = messages.in_context(given.get("in_context_message_ids") or [])
        return written | {"messages": messages.written}

    def _attached(self, agent: Agent, given: Any) -> Any:  # noqa: ANN401 - a list of ids, or what stood there
        query = select(AgentBlock.block_id).where(AgentBlock.agent_id == agent.id)
        rows = self._session.exec(query.order_by(col(AgentBlock.position), col(AgentBlock.id))).all()
        present = [self._blocks[each] for each in rows]
        known = set(self._blocks.values())
        return given if [each for each in given or [] if each in known] == present else present

    def _own_tools(self, agent: Agent, tools: list[Object]) -> list[str]:
        """Loci's tools as Letta describes its own, without those that it has not; those of a file are there already."""
        query = select(AgentTool.name).where(AgentTool.agent_id == agent.id).order_by(col(AgentTool.position))
        for name in self._session.exec(query).all():
            if name in self._tools or name not in LETTAS_TOOLS:
                continue
            tool, tool_id = TOOLS[name], self._ids.take("tool")
            schema = {"name": name, "description": tool.description, "parameters": dict(tool.schema)}
            kind = {"tool_type": LETTAS_TOOLS[name], "tags": [LETTAS_TOOLS[name]]}
            about = {"id": tool_id, "name": name, "description": tool.description, "json_schema": schema}
            tools.append(TOOL | kind | about)
            self._tools[name] = tool_id
        names = self._session.exec(query).all()
        return [self._tools[name] for name in names if name in self._tools]


def _block(given: Object, row: Block | None, label: str | None) -> Object:
    """The block as it came, but for what has changed since."""
    if row is None:
        return given
    written = dict(given)
    if row.label != label:
        written["label"] = row.label
    if row.value != (given.get("value") or ""):
        written["value"] = row.value
    if row.description != (given.get("description") or ""):
        written["description"] = row.description
    if row.char_limit != (given.get("limit") or DEFAULT_LIMIT):
        written["limit"] = row.char_limit
    if row.read_only != (given.get("read_only") is True):
        written["read_only"] = row.read_only
    return written
