"""A Letta agent file put into the memory: agents, blocks, messages, tools, in the caller's transaction.

Whatever Loci has no place for is kept beside it (:mod:`runtime.carry.kept`) and goes out again with it. What is odd
about a file is told in words; no text of it is run, fetched or followed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlmodel import col, select

from models.row import append
from models.tables import Agent, AgentBlock, AgentTool, Archive, Block, Conversation, Tool
from runtime.carry import kept
from runtime.carry.kept import Kept
from runtime.carry.letta import AgentFile, Object
from runtime.carry.messages import Telling, bring_messages
from runtime.carry.notes import Note, Odd
from runtime.memory import journal
from runtime.memory.journal import Cause, Change
from runtime.tools.builtin import DEFAULT_TOOLS, TOOLS

if TYPE_CHECKING:
    from sqlmodel import Session

DEFAULT_LIMIT = 20_000
"""Characters of a block whose file does not say: Letta's own default."""
_APART = ("agents", "blocks", "tools", "loci")
_LISTED = ("agents", "blocks", "tools", "groups")


@dataclass(slots=True)
class Brought:
    """What came in: the agents' row ids and names, counts, and notes on what was odd."""

    agents: list[tuple[int, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    notes: list[Note] = field(default_factory=list)


def bring(session: Session, file: AgentFile, cause: Cause) -> Brought:
    """Put every agent of the file in."""
    bringing = _Bringing(session, file, cause)
    for agent in file.content["agents"]:
        bringing.agent(agent)
    bringing.rest()
    return bringing.done


class _Bringing:
    """One file on its way in."""

    def __init__(self, session: Session, file: AgentFile, cause: Cause) -> None:
        self._session = session
        self._file = file
        self._cause = cause
        self._kept = Kept()
        self._blocks: dict[str, Block] = {}
        self._objects = {name: {each["id"]: each for each in file.content.get(name) or []} for name in _LISTED}
        self._tools: set[str] = set()
        self.done = Brought()
        self._find_odd()

    def agent(self, given: Object) -> None:
        """One agent with its blocks, tools and messages."""
        session, name = self._session, given.get("name") or "Agent"
        archive_id = append(session, Archive(name=name))
        agent = Agent(
            name=name,
            description=given.get("description") or "",
            system_prompt=given.get("system") or None,
            archive_id=archive_id,
        )
        agent_id = append(session, agent)
        self.done.agents.append((agent_id, name))
        about = {key: value for key, value in given.items() if key != "messages"}
        self._kept.agents[agent.uid] = self._whole(about) | {"name": name}
        self._attach_blocks(agent_id, name, given.get("block_ids") or [])
        self._attach_tools(agent_id, given.get("tool_ids") or [])
        conversation_id = append(session, Conversation(agent_id=agent_id, title=name, origin="import"))
        telling = Telling(agent_id, name, conversation_id, frozenset(given.get("in_context_message_ids") or ()))
        messages = given.get("messages") or []
        self.done.notes += bring_messages(session, telling, messages, self._file.more, self._kept.messages)
        self.done.counts["messages"] += len(messages)

    def rest(self) -> None:
        """What belongs to no agent alone: groups, files, sources, and blocks and tools that nobody has."""
        content = self._file.content
        self._kept.file = {key: value for key, value in content.items() if key not in _APART}
        for block in content.get("blocks") or []:
            row = self._blocks.get(block["id"])
            self._kept.blocks.append(self._whole(block) | {"uid": row and row.uid, "label": row and row.label})
        for tool in content.get("tools") or []:
            self._kept.tools.append(self._whole(tool))
            self._keep_tool(tool)
        kept.store(self._session, self._kept)

    def _attach_blocks(self, agent_id: int, name: str, ids: Sequence[str]) -> None:
        labels: Counter[str] = Counter()
        for position, block_id in enumerate(ids):
            given = self._objects["blocks"].get(block_id)
            if given is None:
                continue
            label = given.get("label") or block_id
            labels[label] += 1
            if labels[label] > 1:
                self._note(Odd.TWO_BLOCKS, agent=name, label=label, number=labels[label])
                label = f"{label} {labels[label]}"
            row = self._blocks.get(block_id) or self._block(block_id, label, given)
            append(self._session, AgentBlock(agent_id=agent_id, block_id=row.id or 0, position=position))

    def _block(self, block_id: str, label: str, given: Object) -> Block:
        value, limit = given.get("value") or "", given.get("limit") or DEFAULT_LIMIT
        if len(value) > limit:
            self._note(Odd.OVER_ITS_LIMIT, label=label, count=len(value), limit=limit)
        block = Block(
            label=label,
            description=given.get("description") or "",
            value=value,
            char_limit=max(1, limit),
            read_only=given.get("read_only") is True,
        )
        row_id = append(self._session, block)
        self._blocks[block_id] = block
        journal.record(self._session, Change("block", row_id, label, "create", None, value), self._cause)
        self.done.counts["blocks"] += 1
        return block

    def _attach_tools(self, agent_id: int, ids: Sequence[str]) -> None:
        """Loci's own tools, without which nothing can be said or remembered, and the file's by name."""
        names = dict.fromkeys(DEFAULT_TOOLS)
        for tool_id in ids:
            given = self._objects["tools"].get(tool_id)
            if given is not None:
                names[given.get("name") or tool_id] = None
        for position, each in enumerate(names):
            append(self._session, AgentTool(agent_id=agent_id, name=each, position=position))

    def _keep_tool(self, given: Object) -> None:
        """A tool that is not Loci's own is kept, disabled: nobody has read it yet."""
        name = given.get("name") or given["id"]
        if name in TOOLS or name in self._tools:
            return
        self._tools.add(name)
        source, schema = given.get("source_code") or "", given.get("json_schema")
        present = self._session.exec(select(Tool).where(col(Tool.name) == name)).first()
        if present is not None:
            if present.source != source:
                self._note(Odd.OTHER_CODE, tool=name)
            return
        parameters = schema.get("parameters") if isinstance(schema, dict) else None
        tool = Tool(
            name=name,
            description=given.get("description") or "",
            parameters=parameters if isinstance(parameters, dict) else {},
            source=source,
        )
        append(self._session, tool)
        self.done.counts["tools, disabled"] += 1

    def _whole(self, data: Object) -> Object:
        return {"data": data, "more": dict(self._file.more.get(str(data.get("id")), {}))}

    def _find_odd(self) -> None:
        """References that lead nowhere, and ids that stand twice."""
        content = self._file.content
        for name, known in self._objects.items():
            twice = len(content.get(name) or []) - len(known)
            if twice:
                self._note(Odd.SAME_ID, count=twice, list=name)
        for agent in content["agents"]:
            for ids, among in (("block_ids", "blocks"), ("tool_ids", "tools"), ("group_ids", "groups")):
                lost = [each for each in agent.get(ids) or [] if each not in self._objects[among]]
                if lost:
                    self._note(Odd.LEADS_NOWHERE, agent=str(agent.get("name")), ids=ids, lost=", ".join(map(str, lost)))

    def _note(self, odd: Odd, **values: str | int) -> None:
        self.done.notes.append(Note(odd, values))
