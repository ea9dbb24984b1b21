"""Letta's agent files (``.af``), read with suspicion: schema v2, and the two older ones brought to its shape.

What comes out is JSON in v2's shape: ``agents``, ``blocks``, ``tools``, ``groups`` and the rest, each object as it
stood in the file. Fields that only older schemas have are kept beside it, under the object's id in ``more``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from runtime.errors import InputRefused

MOST_BYTES = 256 * 1024 * 1024
_DEEPEST = 200
_LISTS = ("agents", "groups", "blocks", "files", "sources", "tools", "mcp_servers")
_V1_BLOCK = ("value", "limit", "label", "description", "is_template", "template_name")
_V1_MESSAGE = "role content name group_id model tool_calls tool_call_id tool_returns created_at".split()
_V1_AGENT = "name system agent_type description llm_config embedding_config message_buffer_autoclear tool_rules".split()
_V1_TOOL = (
    "args_json_schema description json_schema name return_char_limit source_code source_type tags tool_type metadata_"
).split()
Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AgentFile:
    """An agent file in v2's shape. ``more``: by object id, what the older schemas have beside that."""

    content: Object
    more: Mapping[str, Object] = field(default_factory=dict)


def read(raw: bytes) -> AgentFile:
    """The agent file in these bytes.

    Raises:
        InputRefused: it is none, in a sentence that says where it stops being one.
    """
    content = _parsed(raw)
    if "agents" in content:
        _check_shape(content)
        return AgentFile(content)
    if not ("messages" in content and "core_memory" in content):
        _refuse("it has neither agents nor messages and core memory")
    return _from_v1(content)


def _parsed(raw: bytes) -> Object:
    if len(raw) > MOST_BYTES:
        _refuse(f"it has {len(raw):,} bytes and {MOST_BYTES:,} is the most")
    try:
        content: Any = raw.decode("utf-8-sig")
        for _ in range(4):  # the published files have up to one JSON text inside another
            if not isinstance(content, str):
                break
            content = json.loads(content, parse_constant=_no_number)
    except UnicodeDecodeError as problem:
        _refuse(f"it is not UTF-8 (at byte {problem.start + 1})")
    except json.JSONDecodeError as problem:
        _refuse(f"it is not JSON ({problem.msg} in line {problem.lineno}, column {problem.colno})")
    except (ValueError, RecursionError) as problem:
        _refuse(f"it is not JSON that can be read ({problem})")
    if not isinstance(content, dict):
        _refuse("it is no JSON object")
    _check_values(content)
    return content


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _check_values(content: Object) -> None:
    """No text that no file can hold, no number beyond 64 bits, nothing nested without end."""
    level: list[Any] = [content]
    for _ in range(_DEEPEST):
        deeper: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                deeper += [*value, *value.values()]
            elif isinstance(value, list):
                deeper += value
            elif isinstance(value, str):
                _check_text(value)
            elif isinstance(value, int) and abs(value) >= 1 << 63:
                _refuse("it has a number of more than 64 bits")
        level = deeper
        if not level:
            return
    _refuse(f"it is nested more than {_DEEPEST} deep")


def _check_text(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as problem:
        _refuse(f"a text in it has half a character (U+{ord(text[problem.start]):04X})")
    if "\0" in text:
        _refuse("a text in it has a NUL character")


def _check_shape(content: Object) -> None:
    """The lists are lists of objects with ids, and what we read of them has the right kind."""
    for name in _LISTS:
        for each in _objects(content, name, needed=name == "agents"):
            if not isinstance(each.get("id"), str):
                _refuse(f"an entry of {name} has no id")
    if not content["agents"]:
        _refuse("it has no agent")
    for agent in content["agents"]:
        _check_agent(agent, f"agent {agent['id']}")
    for block in content.get("blocks") or []:
        _texts(block, f"block {block['id']}", "label", "value", "description")
        if not isinstance(block.get("limit") or 0, int) or isinstance(block.get("limit"), bool):
            _refuse(f"block {block['id']} has a limit that is no number")
    for tool in content.get("tools") or []:
        _texts(tool, f"tool {tool['id']}", "name", "description", "source_code")


def _check_agent(agent: Object, where: str) -> None:
    _texts(agent, where, "name", "system", "description")
    for name in ("block_ids", "tool_ids", "in_context_message_ids"):
        listed = agent.get(name) or []
        if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
            _refuse(f"{where} has {name} that are no list of ids")
    for message in _objects(agent, "messages", where=where):
        _check_message(message, where)


def _check_message(message: Object, where: str) -> None:
    _texts(message, f"a message of {where}", "id", "role", "name", "created_at", "tool_call_id")
    if not isinstance(message.get("id"), str) or not isinstance(message.get("role"), str):
        _refuse(f"a message of {where} has no id or no role")
    content = message.get("content")
    if not (content is None or isinstance(content, str)):
        for part in _objects(message, "content", where=f"message {message['id']}"):
            _texts(part, f"message {message['id']}", "type", "text")
    for call in _objects(message, "tool_calls", where=f"message {message['id']}"):
        function = call.get("function")
        if not isinstance(function, dict) or not isinstance(function.get("name"), str):
            _refuse(f"message {message['id']} has a tool call without a name")
        _texts(function, f"message {message['id']}", "arguments")
    _objects(message, "tool_returns", where=f"message {message['id']}")


def _objects(parent: Object, name: str, *, where: str = "", needed: bool = False) -> list[Object]:
    value = parent.get(name)
    if value is None and not needed:
        return []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        _refuse(f"{where or 'it'} has {name} that are no list of objects")
    return value


def _texts(parent: Object, where: str, *names: str) -> None:
    for name in names:
        if not isinstance(parent.get(name) or "", str):
            _refuse(f"{where} has a {name} that is no text")


def _from_v1(old: Object) -> AgentFile:
    """The older schemas hold one agent without ids, its messages marked or listed as in context by their place."""
    more: dict[str, Object] = {}
    blocks = [
        _moved(each, _V1_BLOCK, f"block-{number}", more) | {"metadata": each.get("metadata_") or {}}
        for number, each in enumerate(_objects(old, "core_memory"))
    ]
    tools = [_moved(each, _V1_TOOL, f"tool-{n}", more) for n, each in enumerate(_objects(old, "tools"))]
    messages = [
        _moved(each, _V1_MESSAGE, f"message-{n}", more) | {"type": "message", "agent_id": "agent-0"}
        for n, each in enumerate(_objects(old, "messages"))
    ]
    agent = _moved(old, _V1_AGENT, "agent-0", more, apart=("core_memory", "tools", "messages", "tags"))
    agent |= {
        "block_ids": [each["id"] for each in blocks],
        "tool_ids": [each["id"] for each in tools],
        "messages": messages,
        "in_context_message_ids": [f"message-{each}" for each in _in_context(old, len(messages))],
        "tags": [str(each.get("tag", "")) for each in _objects(old, "tags")],
        "metadata": old.get("metadata_"),
    }
    content: Object = {name: [] for name in _LISTS}
    content |= {"agents": [agent], "blocks": blocks, "tools": tools, "skills": []}
    content |= {"metadata": {}, "created_at": old.get("created_at")}
    _check_shape(content)
    return AgentFile(content, more)


def _moved(
    old: Object, names: Mapping[str, Any] | list[str] | tuple[str, ...], new_id: str, more: dict[str, Object],
    apart: tuple[str, ...] = (),
) -> Object:  # fmt: skip
    """The object with the fields that v2 knows; the others go into ``more``."""
    more[new_id] = {name: value for name, value in old.items() if name not in names and name not in apart}
    return {name: old[name] for name in names if name in old} | {"id": new_id}


def _in_context(old: Object, count: int) -> Iterator[int]:
    listed = old.get("in_context_message_indices")
    if listed is None:
        yield from (n for n, each in enumerate(old["messages"]) if each.get("in_context") is True)
        return
    if not isinstance(listed, list) or not all(isinstance(n, int) and 0 <= n < count for n in listed):
        _refuse(f"its in_context_message_indices are not all places among its {count} messages")
    yield from listed


def _refuse(reason: str) -> NoReturn:
    message = f"This is no agent file that Loci can read: {reason}. Nothing was imported."
    raise InputRefused(message)
