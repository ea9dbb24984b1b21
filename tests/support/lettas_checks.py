"""What Letta asks of an agent file before it imports one: read in its version 0.16.8, and asserted without it.

From ``letta/schemas/agent_file.py`` and ``letta/services/agent_serialization_manager.py``; docs/commands.md says how to
have Letta itself look.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

LISTS = {
    "agents": "agent",
    "groups": "group",
    "blocks": "block",
    "files": "file",
    "sources": "source",
    "tools": "tool",
    "mcp_servers": "mcp_server",
}
CORE = {"letta_core", "letta_memory_core", "letta_sleeptime_core"}
"""Tools of these kinds must be functions of ``letta/functions/function_sets/base.py``, which these are:"""
FUNCTIONS = set(
    "memory send_message conversation_search archival_memory_insert archival_memory_search core_memory_append "
    "core_memory_replace rethink_memory memory_replace memory_insert memory_apply_patch memory_rethink "
    "memory_finish_edits".split()
)


def check(content: dict[str, Any]) -> None:
    """Assert what holds for every file that Letta imports."""
    ids = list(_ids(content))
    assert len(ids) == len(set(ids)), "each id once in the whole file, messages too"
    blocks, tools = ({each["id"] for each in content[name]} for name in ("blocks", "tools"))
    for tool in content["tools"]:
        assert tool["tool_type"] not in CORE or tool["name"] in FUNCTIONS, tool["name"]
    for agent in content["agents"]:
        messages = [each["id"] for each in agent["messages"]]
        assert set(agent["tool_ids"] or ()) <= tools
        assert set(agent["block_ids"] or ()) <= blocks
        assert set(agent["in_context_message_ids"]) <= set(messages), "a message in context is in the file"


def check_own(agent: dict[str, Any]) -> None:
    """Assert what holds beside that for an agent whose messages Loci wrote itself."""
    (first, *others) = agent["messages"]
    assert first["role"] == "system"
    assert first["content"][0]["text"]
    assert agent["in_context_message_ids"][0] == first["id"], "what is first in context is taken for the instructions"
    assert all(each["role"] in {"user", "assistant", "tool"} for each in others)
    for each in others:
        check_result(each)
    called = [call["id"] for each in others for call in each["tool_calls"] or ()]
    assert [each["tool_call_id"] for each in others if each["role"] == "tool"] == called


def check_result(message: dict[str, Any]) -> None:
    """Assert that the result of a call is packed as Letta unpacks it."""
    if message["role"] != "tool":
        return
    (returned,) = message["tool_returns"]
    assert returned["func_response"] == message["content"][0]["text"]
    assert returned["status"] in {"success", "error"}
    packed = json.loads(returned["func_response"])
    assert (packed["status"] == "OK") == (returned["status"] == "success")
    assert isinstance(packed["message"], str)


def _ids(content: dict[str, Any]) -> Iterator[str]:
    for name, kind in LISTS.items():
        for each in content[name]:
            assert _is_id(each["id"], kind), each["id"]
            yield each["id"]
    for agent in content["agents"]:
        for message in agent["messages"]:
            assert _is_id(message["id"], "message"), message["id"]
            yield message["id"]


def _is_id(text: str, kind: str) -> bool:
    begin, _, number = text.rpartition("-")
    return begin == kind and number.isdecimal()
